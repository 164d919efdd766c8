"""Whether a credential is still in force: entries, lists, and the bits of a list."""
