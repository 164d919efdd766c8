"""Alembic's environment and versions: how the database came to be as it is."""
