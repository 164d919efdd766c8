"""axe-core, which looks for what keeps people with a disability from using a page."""

from functools import cache
from typing import Any, Final

from playwright.sync_api import Page

from tests.components import missing
from tests.paths import ROOT

_AXE: Final = ROOT / "tests/interop/node/node_modules/axe-core/axe.min.js"
_RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN: Final = """
async (rules) => {
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return found.violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ` + nodes.map((one) => `${one.target} ${one.failureSummary}`).join("; "));
}
"""


def violations(page: Page) -> list[str]:
    """Return what is wrong with a page as it is now, with everything unfolded."""
    _prepare(page)
    return _run(page, {"type": "tag", "values": list(_RULES)})


def too_little_contrast(page: Page) -> list[str]:
    """Return where a text is too hard to tell from its ground."""
    _prepare(page)
    return _run(page, {"type": "rule", "values": ["color-contrast"]})


def _prepare(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_source())


def _run(page: Page, rules: dict[str, Any]) -> list[str]:
    found: list[str] = page.evaluate(_RUN, rules)
    return found


@cache
def _source() -> str:
    if not _AXE.is_file():
        missing("axe-core", remedy="make install")
    return _AXE.read_text(encoding="utf-8")
