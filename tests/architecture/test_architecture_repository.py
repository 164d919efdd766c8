"""What the repository may hold, and what must agree in it."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.source_tree import PACKAGES, repository_files
from tests.paths import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NODE = ROOT / "tests" / "interop" / "node"

# Written so that this file does not match itself.
# The header alone is what code that writes such files has; a key has a body.
PEM_PRIVATE_KEY = re.compile(
    "-----BEGIN " + r"(?:[A-Z]+ )*PRIVATE KEY-----(?:\s|\\[nr]|[\"'(),])*[A-Za-z0-9+/]{40}"
)
LABEL_OF_TEST_MATERIAL = "PUBLIC TEST MATERIAL"
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/" + r"(?:work|root|tmp|home|Users)/\w")
REGISTRY_HOST = re.compile(
    "|".join(
        ("py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(?:org|com)", "deb" + r"\.debian\.org")
    )
)


def text_files() -> dict[str, str]:
    """Return the text of every file of the repository that is text."""
    found = {}
    for path in repository_files():
        try:
            found[path.as_posix()] = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_file_names_say_a_concept() -> None:
    no_concept = re.compile(r"^(?:utils?|helpers?|misc|common|stuff|base_utils)$", re.IGNORECASE)
    named = {
        path.as_posix() for path in repository_files() if any(map(no_concept.match, (*path.parts, path.stem)))
    }
    assert named == set()


def test_no_private_keys() -> None:
    """Except where a file says on its face that the key is public test material."""
    holding = {path for path, text in text_files().items() if PEM_PRIVATE_KEY.search(text)}
    unlabelled = {path for path in holding if LABEL_OF_TEST_MATERIAL not in text_files()[path]}
    assert unlabelled == set()
    assert {path for path in holding if not path.startswith("tests/")} == set()


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY_HOST], ids=["machine path", "registry host"])
def test_nothing_of_the_machine_that_it_was_made_on(pattern: re.Pattern[str]) -> None:
    found = {path: pattern.findall(text) for path, text in text_files().items()}
    assert {path: matches for path, matches in found.items() if matches} == {}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (PEM_PRIVATE_KEY, "-----BEGIN " + "PRIVATE KEY-----\n" + "MIGHAgEA" * 8),
        (PEM_PRIVATE_KEY, "-----BEGIN " + "RSA PRIVATE KEY-----\\n" + "MIIEowIB" * 8),
        (PEM_PRIVATE_KEY, '"-----BEGIN ' + 'ENCRYPTED PRIVATE KEY-----"\n    "' + "MIGHAgEA" * 8),
        (MACHINE_PATH, "see /" + "tmp/x"),
        (MACHINE_PATH, '"/' + 'home/me"'),
        (REGISTRY_HOST, "https://" + "py" + "pi.org/simple"),
    ],
)
def test_what_may_not_be_there_is_seen(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text) is not None


def test_a_web_address_is_no_machine_path() -> None:
    assert MACHINE_PATH.search("https://school.example/home/page and docs/root/x") is None


def test_test_files_have_names_of_their_own() -> None:
    """Folders of tests are no packages, so pytest tells files apart by name."""
    names = Counter(path.name for path in repository_files() if path.name.startswith("test_"))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_package_says_what_it_is_for() -> None:
    for package in PACKAGES:
        text = (ROOT / package / "__init__.py").read_text(encoding="utf-8")
        assert text.startswith('"""'), package


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    articles = [int(number) for number in re.findall(r"^(\d+)\. [A-Z]", text, re.MULTILINE)]
    assert articles == list(range(1, 16))
    assert "Appendix" in text


class TestLockFiles:
    """What is installed is what was chosen, to the byte."""

    @pytest.mark.parametrize("name", ["base", "all", "dev", "build", "base-tests", "locking"])
    def test_every_package_has_hashes(self, name: str) -> None:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        blocks = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
        without = [block.split()[0] for block in blocks if block.strip() and "--hash=sha256:" not in block]
        assert without == []

    @pytest.mark.parametrize(
        ("name", "extras"),
        [("base", ()), ("all", ("http", "issuer", "export")), ("dev", ("http", "issuer", "export", "dev"))],
    )
    def test_the_lock_fits_the_requirements(self, name: str, extras: tuple[str, ...]) -> None:
        """``make lock`` was run after pyproject.toml was changed."""
        project = PYPROJECT["project"]
        wanted = [*project["dependencies"]]
        for extra in extras:
            wanted += project["optional-dependencies"][extra]
        locked = locked_versions(name)
        for line in wanted:
            requirement = Requirement(line)
            version = locked.get(canonicalize_name(requirement.name))
            assert version is not None, f"{requirement.name} is not in requirements/{name}.txt"
            assert requirement.specifier.contains(version), f"{line}, but {version} is locked"

    def test_the_locks_agree(self) -> None:
        """The base is tested with the versions that everything else is tested with."""
        dev = locked_versions("dev")
        for name in ("base", "all", "base-tests"):
            assert {package: dev[package] for package in locked_versions(name)} == locked_versions(name)

    def test_node_packages_are_exact(self) -> None:
        manifest = json.loads((NODE / "package.json").read_text(encoding="utf-8"))
        loose = {name for name, version in manifest["dependencies"].items() if not version[0].isdigit()}
        assert loose == set()

    def test_node_packages_have_hashes_and_no_address(self) -> None:
        lock = json.loads((NODE / "package-lock.json").read_text(encoding="utf-8"))
        packages = {name: entry for name, entry in lock["packages"].items() if name}
        assert {name for name, entry in packages.items() if "integrity" not in entry} == set()
        assert {name for name, entry in packages.items() if "resolved" in entry} == set()


def locked_versions(name: str) -> dict[str, Version]:
    """Return the packages of a lock file."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE)
    return {canonicalize_name(package): Version(version) for package, version in pinned}


def test_the_version_is_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = f"## [{PYPROJECT['project']['version']}]" in changelog
    assert released or "## [Unreleased]" in changelog


@pytest.mark.parametrize(
    "path", ["scripts/debian-packages", "scripts/base-only-tests", "scripts/offline-tests"]
)
def test_scripts_can_be_run(path: str) -> None:
    assert Path(ROOT / path).stat().st_mode & 0o111 == 0o111
