"""Typeset documents and drawings with our own typefaces: what every printed thing of ours shares.

Knows nothing of credentials: a template and its values come in, bytes come out. Needs the extra
``export`` or ``web``.
"""
