"""Alembic runs this. It gets its connection from :mod:`issuer.storage.schema`, which owns the transaction."""

from alembic import context
from sqlalchemy import Connection

from issuer.storage.tables import Base

_connection = context.config.attributes["connection"]
if not isinstance(_connection, Connection):
    raise TypeError("issuer.storage.schema gives the connection")
context.configure(connection=_connection, target_metadata=Base.metadata, render_as_batch=True)
context.run_migrations()
