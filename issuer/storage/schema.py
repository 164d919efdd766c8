"""Bring a database up to date, and refuse one that is not."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from issuer.errors import NotInitialised, SchemaOutOfDate
from issuer.storage.database import for_writing

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database has not had, all in one transaction."""
    config = _config()
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
        found = MigrationContext.configure(connection).get_current_revision()
    expected = ScriptDirectory.from_config(_config()).get_current_head()
    if found is None:
        raise NotInitialised()
    if found != expected:
        raise SchemaOutOfDate(found=found, expected=str(expected))


def _config() -> Config:
    config = Config()
    # Alembic reads % as the start of a placeholder.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
