"""Which module may import what, beyond the arrows between packages that import-linter holds."""

import ast
import subprocess
import sys

import pytest

from tests.architecture.source_tree import calls_of, imports_of, source_files
from tests.paths import ROOT

ONLY_IN: dict[str, tuple[str, ...]] = {
    # Foreign libraries live behind one door, which converts everything they raise.
    "pyld": ("credentials/jsonld/reference/expansion.py",),
    "jwt": ("credentials/proofs/vc_jwt.py",),
    "nacl": ("credentials/identifiers/multikey.py", "keys/backends/signing_key.py"),
    "pypdf": ("credentials/containers/pdf.py",),
    "cbor2": ("credentials/card/",),
    # What can reach the network.
    "httpx": ("verifier/http.py",),
    "httpcore": ("verifier/http.py",),
    "ssl": ("verifier/http.py",),
    "socket": ("verifier/http.py",),
    "urllib.request": (),
    "http.client": (),
    # The database is the issuer's storage.
    "sqlalchemy": ("issuer/storage/",),
    "alembic": ("issuer/storage/",),
    "sqlite3": ("issuer/storage/",),
    # What draws and typesets.
    "typst": ("typesetting/documents.py",),
    "pikepdf": ("wallet_export/",),
    "PIL": ("wallet_export/", "verifier/web/qr_reading.py"),
    "qrcode": ("wallet_export/",),
    # Spreadsheets and YAML come from people; they are read in one place each.
    "openpyxl": ("issuer/spreadsheets/", "waarmerk/demo/"),
    "yaml": ("issuer/domain/modules/bounded_yaml.py", "waarmerk/demo/"),
    # What starts programs.
    "subprocess": ("verifier/web/qr_photo.py",),
    # What runs code that came as data, or chance that can be guessed.
    "pickle": (),
    "marshal": (),
    "shelve": (),
    "random": (),
}
"""Imports that stay home: the module, and the only files or folders that may import it."""

PRIVATE_KEYS = (
    "Ed25519PrivateKey",
    "Ed448PrivateKey",
    "EllipticCurvePrivateKey",
    "RSAPrivateKey",
    "PrivateFormat",
    "NoEncryption",
    "BestAvailableEncryption",
    "KeySerializationEncryption",
    "load_pem_private_key",
    "load_der_private_key",
    "load_ssh_private_key",
    "derive_private_key",
    "generate_private_key",
    "SigningKey",
)
"""Names that mean that somebody holds a private key. Everyone outside ``keys`` holds a Signer."""

CLOCKS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time")
READS_THE_CLOCK = (
    "issuer/ports/clock_and_chance.py",  # the clock that services are given
    "keys/cli.py",
    "verifier/cli.py",
    "issuer/cli/",
    "waarmerk/",
)
"""The edges of the program. Inside, the moment is a parameter, so a report can be made again."""

READS_THE_ENVIRONMENT = (
    "issuer/language.py",
    "issuer/settings.py",
    "keys/location.py",
    "verifier/cli.py",
    "waarmerk/serving/server.py",
)


def is_in(path: str, homes: tuple[str, ...]) -> bool:
    """Tell whether a file is one of ``homes``, or in one that is a folder."""
    return any(path == home or (home.endswith("/") and path.startswith(home)) for home in homes)


def strays(tree: ast.AST, path: str) -> list[str]:
    """Return the imports of a module that have their home elsewhere."""
    return [
        name
        for name in imports_of(tree)
        for module, homes in ONLY_IN.items()
        if (name == module or name.startswith(f"{module}.")) and not is_in(path, homes)
    ]


def test_dangerous_imports_stay_home() -> None:
    found = {path: strays(tree, path) for path, tree in source_files()}
    assert {path: names for path, names in found.items() if names} == {}


def test_private_keys_are_touched_in_one_package() -> None:
    found = {
        path: [name for name in imports_of(tree) if name.rpartition(".")[2] in PRIVATE_KEYS]
        for path, tree in source_files()
        if not path.startswith("keys/")
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_the_clock_is_read_at_the_edges() -> None:
    found = {
        path: [call for call in calls_of(tree) if call.endswith(CLOCKS)]
        for path, tree in source_files()
        if not is_in(path, READS_THE_CLOCK)
    }
    assert {path: calls for path, calls in found.items() if calls} == {}


def test_the_environment_is_read_by_settings() -> None:
    found = {
        path
        for path, tree in source_files()
        if any(isinstance(node, ast.Attribute) and node.attr == "environ" for node in ast.walk(tree))
        or any(call.endswith("getenv") for call in calls_of(tree))
    }
    assert {path for path in found if not is_in(path, READS_THE_ENVIRONMENT)} == set()


def test_the_pure_core_touches_no_file() -> None:
    """``credentials`` works on bytes and values; files are the business of its callers."""
    found = {
        path: [
            call for call in calls_of(tree) if call == "open" or call.endswith((".read_text", ".read_bytes"))
        ]
        for path, tree in source_files()
        if path.startswith("credentials/")
    }
    assert {path: calls for path, calls in found.items() if calls} == {}


@pytest.mark.parametrize(
    ("source", "path", "expected"),
    [
        ("import pyld", "verifier/judge.py", ["pyld"]),
        ("from pyld import jsonld", "credentials/jsonld/engine.py", ["pyld.jsonld"]),
        ("from pyld import jsonld", "credentials/jsonld/reference/expansion.py", []),
        ("def f():\n    from sqlalchemy.orm import Session", "verifier/judge.py", ["sqlalchemy.orm.Session"]),
        ("from sqlalchemy.orm import Session", "issuer/storage/tables.py", []),
        ("from urllib import request", "verifier/http.py", ["urllib.request"]),
        ("import jwtlike", "verifier/judge.py", []),
        ("import PIL.Image", "credentials/containers/png.py", ["PIL.Image"]),
    ],
)
def test_strays_are_seen(source: str, path: str, expected: list[str]) -> None:
    assert strays(ast.parse(source), path) == expected


def test_the_arrows_point_down() -> None:
    """The contracts in pyproject.toml hold; ``make lint`` shows how, when they do not."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    finished = subprocess.run(
        [*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}
    )
    assert (finished.returncode, finished.stdout[-2000:] if finished.returncode else "") == (0, "")
