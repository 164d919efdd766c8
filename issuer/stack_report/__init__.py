"""A stack as people read it: on the screen, as HTML, as PDF, and as JSON for other software."""
