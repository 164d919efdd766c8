"""Keys directories for tests: opening a key is slow on purpose, so one is made and then copied."""

import atexit
import functools
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from keys.custody import KeyStore
from keys.generate import generate_keys
from keys.passphrase import Passphrase

CONTROLLER = "did:web:roc-voorbeeld.example"
PASSPHRASE = "grutto-wadpier-kwelder-61"
MADE_AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
ROTATED_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def prepared_keys(parent: Path) -> Path:
    """Return ``parent/keys``, in which :data:`CONTROLLER` has an active key of each type."""
    return Path(shutil.copytree(_original(), parent / "keys"))


def write_passphrase(path: Path, text: str = PASSPHRASE + "\n", *, mode: int = 0o600) -> Path:
    """Write a passphrase file with exactly this mode."""
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


@functools.cache
def _original() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="waarmerk-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    generate_keys(KeyStore.create(folder / "keys", Passphrase(PASSPHRASE)), CONTROLLER, at=MADE_AT)
    return folder / "keys"
