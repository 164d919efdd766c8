"""The employer's page and API, over HTTP: what :mod:`verifier` finds out, for people and programs.

Needs the extra ``web``. Nothing of what is verified is kept: no session, no database, no log.
"""
