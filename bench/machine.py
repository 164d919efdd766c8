"""What it ran on, and which versions ran: nothing that tells whose machine it is."""

import os
import platform
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

import orjson

from bench.engine_process import ROOT

_NODE_PACKAGES: Final = ROOT / "tests" / "interop" / "node" / "node_modules"
_OF_NODE: Final = (
    "@digitalbazaar/vc",
    "@digitalbazaar/data-integrity",
    "@digitalbazaar/eddsa-rdfc-2022-cryptosuite",
    "jsonld",
    "rdf-canonize",
)
_OF_PYTHON: Final = ("openvc-core", "openbadgeslib", "PyLD", "cryptography", "PyNaCl", "orjson")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The machine of a run.

    Attributes:
        processor: Its model, as it calls itself.
        cores: How many.
        memory_gib: Its memory.
        system: Kind of operating system.
        load: How many processes wanted a core during the minute before the run.
        python: Version.
        node: Version.
        packages: Versions of what was compared and of what it stands on.
    """

    processor: str
    cores: int
    memory_gib: float
    system: str
    load: float
    python: str
    node: str
    packages: dict[str, str]


def this_machine() -> Machine:
    """Look at this machine."""
    node = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True)  # noqa: S607
    packages = {name: version(name) for name in _OF_PYTHON}
    for name in _OF_NODE:
        packages[name] = orjson.loads((_NODE_PACKAGES / name / "package.json").read_bytes())["version"]
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_gib=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3,
        system=platform.system(),
        load=os.getloadavg()[0],
        python=platform.python_version(),
        node=node.stdout.strip().removeprefix("v"),
        packages=packages,
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
