"""What the exam board can do: one use case per file; each owns its transaction."""
