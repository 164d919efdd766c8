"""The store: SQLAlchemy 2 on SQLite, migrated by Alembic. Nothing outside knows its tables."""
