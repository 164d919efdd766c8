"""``waarmerk vc-api``: a door for conformance suites, on this machine only, with keys that vanish."""
