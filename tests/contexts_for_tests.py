"""The bundle with W3C's example vocabulary added, which only the published vectors name."""

import hashlib
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from contexts import ContextLoader
from contexts.loader import BUNDLE

EXAMPLES_V2 = "https://www.w3.org/ns/credentials/examples/v2"
_EXAMPLES = b'{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}\n'


def write_bundle(folder: Path, extra: dict[str, bytes]) -> Path:
    """Copy our bundle to ``folder`` and add contexts to the copy."""
    shutil.copytree(BUNDLE / "data", folder / "data", dirs_exist_ok=True)
    index = (BUNDLE / "index.toml").read_text(encoding="utf-8")
    for number, (url, content) in enumerate(extra.items()):
        (folder / "data" / f"extra-{number}.jsonld").write_bytes(content)
        index += (
            f'\n[[context]]\nurl = "{url}"\nfile = "extra-{number}.jsonld"\n'
            f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
            'origin = "made by a test"\nlicence = "EUPL-1.2"\nretrieved = 2026-11-21\n'
        )
    (folder / "index.toml").write_text(index, encoding="utf-8")
    return folder


@cache
def contexts_with_examples() -> ContextLoader:
    """Return a loader for W3C's vectors. Under @vocab no term is undefined, so never in production."""
    folder = Path(mkdtemp(prefix="contexts-"))
    try:
        return ContextLoader(folder=write_bundle(folder, {EXAMPLES_V2: _EXAMPLES}))
    finally:
        shutil.rmtree(folder)
