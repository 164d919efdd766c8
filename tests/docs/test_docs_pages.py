"""Everything that the README and the pages in docs show being run is run, and prints what they say."""

from pathlib import Path

import pytest

from tests.architecture.source_tree import repository_files
from tests.docs.markdown_blocks import Command, blocks_of, run
from tests.paths import ROOT

PAGES = {
    path.as_posix(): blocks_of((ROOT / path).read_text(encoding="utf-8"))
    for path in repository_files()
    if path.suffix == ".md" and (path.parts[0] == "docs" or path.name == "README.md")
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_happens(name: str, tmp_path: Path) -> None:
    run(PAGES[name], folder=tmp_path, repository=ROOT)


def test_the_readme_shows_the_product_at_work() -> None:
    commands = [block.text for block in PAGES["README.md"] if isinstance(block, Command)]
    assert any(command.startswith("make demo") for command in commands)
    assert any(command.startswith("waarmerk verify") for command in commands)
