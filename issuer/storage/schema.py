"""Bring a database up to date, and refuse one that is not.

Alembic is imported when a database is made or changed, and not to look at one: every command looks, and
Alembic takes longer to import than most commands take to run.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from issuer.errors import NotInitialised, SchemaOutOfDate
from issuer.storage.database import for_writing

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST: Final = "0010"
"""The newest of the migrations; a test compares."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database has not had, all in one transaction."""
    from alembic import command

    config = migrations()
    with for_writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def require_current(engine: Engine) -> None:
    """Check that the database is of this version of the software.

    Raises:
        NotInitialised: It was never set up.
        SchemaOutOfDate: It needs a migration, or a newer version of the software made it.
    """
    with engine.connect() as connection:
        try:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        except OperationalError as error:
            if "no such table" not in str(error.orig):
                raise
            found = None
    if found is None:
        raise NotInitialised()
    if found != NEWEST:
        raise SchemaOutOfDate(found=str(found), expected=NEWEST)


def migrations() -> "Config":
    """Return where Alembic finds the migrations."""
    from alembic.config import Config

    config = Config()
    # Alembic reads % as the start of a placeholder.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
