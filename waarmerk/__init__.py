"""The front door: the command line, and what joins the three products."""
