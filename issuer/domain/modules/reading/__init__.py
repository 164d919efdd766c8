"""The keys of a module, a group of them per file: from what a school wrote to values."""
