"""Connections to the database, and how SQLite must be set up to be safe."""

import sqlite3
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from issuer.errors import SettingsInvalid

_WRITES = "waarmerk_writes"
BUSY_TIMEOUT_MILLISECONDS = 30_000


def open_engine(database_url: str) -> Engine:
    """Return an engine whose transactions are whole, durable and in order.

    Raises:
        SettingsInvalid: The URL is not one of an SQLite file.
    """
    engine = create_engine(
        _url(database_url),
        # Without this the error of a statement tells its values: names, addresses, whole credentials.
        hide_parameters=True,
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """Return the same engine with transactions that take the write lock when they begin.

    Two processes then wait for each other at the start. With SQLite's default, both would read first
    and one would fail when it comes to writing, after the work was done.
    """
    return engine.execution_options(**{_WRITES: True})


def database_file(database_url: str) -> Path:
    """Return the path of the SQLite file.

    Raises:
        SettingsInvalid: The URL is not one of an SQLite file.
    """
    return Path(_url(database_url).database or "")


def _set_up_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - whatever the driver gives
    if not isinstance(connection, sqlite3.Connection):  # pragma: no cover - open_engine allows no other
        raise TypeError("not an SQLite connection")
    # The driver would begin transactions by itself, late and deferred; _begin does it instead.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}",  # first: switching to WAL may have to wait
        "journal_mode = WAL",
        "synchronous = FULL",  # a commit is on disk before we say so, also when the power fails
        "foreign_keys = ON",
        "secure_delete = ON",  # erased personal data is overwritten, not only unlinked
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")


def _url(database_url: str) -> URL:
    refusal = SettingsInvalid(reason="database_url", setting="WAARMERK_DATABASE_URL")
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise refusal from error
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise refusal
    return url
