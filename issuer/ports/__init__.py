"""What the services need from outside: a store with records of all kinds, a clock, chance."""
