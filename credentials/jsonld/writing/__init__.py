"""How values are written: as N-Quads, and as canonical JSON."""
