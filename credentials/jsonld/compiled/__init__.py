"""The quick way: contexts compiled once, a document turned into statements in one pass."""
