"""Pages from templates: a value can never be markup, and a value that is missing is an error.

Each part has its templates and its style sheet beside its Python files; all build on ``page.html.jinja``.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_FOLDER: Final = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """A style sheet that goes into a page.

    Attributes:
        text: As it stands in the page.
        digest: SHA-256 in base64, by which a content security policy allows this sheet and no other.
    """

    text: Markup
    digest: str


def rendered(name: str, *, style: str, **values: object) -> str:
    """Return a page.

    Args:
        name: Of the template: its path below ``issuer/``.
        style: Of the style sheet: its path below ``issuer/``.
        values: What the template shows. Every text among them is escaped.

    Raises:
        jinja2.TemplateError: The template is broken, or wants a value that is not there; an error of ours.
    """
    return environment().get_template(name).render(style=_style_sheet(style), **values)


@cache
def environment() -> Environment:
    """Return what makes pages; templates are read when they are first asked for, and kept."""
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Files of the installed package do not change while it runs.
        auto_reload=False,
    )


@cache
def _style_sheet(name: str) -> StyleSheet:
    text = (_FOLDER / name).read_text("utf-8")
    # A file of our own, and no template: braces mean something else in CSS.
    return StyleSheet(Markup(text), base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())  # noqa: S704
