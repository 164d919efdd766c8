"""The pure core: what a credential is, and how its proof is made and checked.

Nothing in this package reads a file, opens a socket or looks at the clock.
"""
