"""RDFC-1.0: blank nodes get their names, lines get their order."""
