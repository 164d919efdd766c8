"""The rules that an award keeps, one file per subject."""
