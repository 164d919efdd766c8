"""The slow way, by PyLD: for what is not compiled, and to compare with."""
