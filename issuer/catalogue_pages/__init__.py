"""The public catalogue as pages: one per module version and language, and one that lists them all.

Plain HTML with its style in it: no script, no font, picture or style sheet from anywhere. Pages stand at
the addresses that credentials carry.

Spec: WCAG 2.2 AA; requirements D11, D23, H02.
"""
