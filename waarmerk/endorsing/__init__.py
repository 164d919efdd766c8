"""``waarmerk endorse``: sign what a school asks to be signed, with a key of one's own."""
