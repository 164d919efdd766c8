"""Documents that differ from one another in some strings only."""
