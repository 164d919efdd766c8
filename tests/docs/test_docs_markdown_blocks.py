"""The runner of the pages' examples, on pages of its own."""

from pathlib import Path

import pytest

from tests.docs.markdown_blocks import Command, PageWrong, Program, blocks_of, matches, run
from tests.paths import ROOT

PAGE = """\
# A page

```console
$ echo one > file
$ cat file \\
> file
one
one
```

Text, and a block that is only shown:

```sh
exit 1
```

```python
from pathlib import Path

assert Path("file").read_text() == "one\\n"
```
"""


def test_blocks_are_found_with_their_lines() -> None:
    assert blocks_of(PAGE) == [
        Command(4, "echo one > file", ""),
        Command(5, "cat file \\\nfile", "one\none\n"),
        Program(18, 'from pathlib import Path\n\nassert Path("file").read_text() == "one\\n"\n'),
    ]


def test_blocks_share_a_folder(tmp_path: Path) -> None:
    run(blocks_of(PAGE), folder=tmp_path, repository=ROOT)
    assert (tmp_path / "file").read_text() == "one\n"


@pytest.mark.parametrize(
    "page",
    [
        "```console\n$ echo one\ntwo\n```\n",
        "```console\n$ echo one\n```\n",
        "```console\n$ true\none\n```\n",
        "```console\n$ false\n```\n",
        "```console\n$ false | true\n```\n",
        "```python\nassert 1 == 2\n```\n",
        '```python\nimport warnings\nwarnings.warn("old")\n```\n',
        "```console\none\n```\n",
    ],
    ids=[
        "other output",
        "output that the page hides",
        "no output",
        "a failure",
        "a failure in a pipe",
        "an assertion",
        "a warning",
        "no command",
    ],
)
def test_a_wrong_page_is_found_out(page: str, tmp_path: Path) -> None:
    with pytest.raises(PageWrong):
        run(blocks_of(page), folder=tmp_path, repository=ROOT)


def test_a_status_that_the_page_shows(tmp_path: Path) -> None:
    page = '```console\n$ (exit 3) || echo "status $?"\nstatus 3\n```\n'
    run(blocks_of(page), folder=tmp_path, repository=ROOT)


def test_what_is_exported_stays(tmp_path: Path) -> None:
    page = """```console
$ export WHAT="one $(echo two)"
$ export OTHER=$WHAT/three
```
```console
$ echo "$OTHER"
one two/three
```"""
    run(blocks_of(page), folder=tmp_path, repository=ROOT)


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("one\n", "one\n", True),
        ("one", "one  \n\n", True),
        ("one … three\n", "one two three\n", True),
        ("one … three\n", "one\n three\n", False),
        ("…\nthree\n", "one\ntwo\nthree\n", True),
        ("…\nthree\n", "three\n", True),
        ("one\n…\n", "one\ntwo\n", True),
        ("one\n…\n", "two\n", False),
        ("a.c\n", "abc\n", False),
        ("", "", True),
        ("", "one\n", False),
    ],
)
def test_matching(expected: str, printed: str, same: bool) -> None:
    assert matches(expected, printed) is same


def test_make_is_run_in_the_repository(tmp_path: Path) -> None:
    page = "```console\n$ make help\n…\ndemo …\n…\n$ make test\n```\n"
    run(blocks_of(page), folder=tmp_path, repository=ROOT)
