"""The report as PDF: PDF/A-3a to keep, PDF/UA-1 to be read aloud.

Typesetting comes with the extra ``export``; this module is imported only when a PDF is asked for.
"""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Final

from issuer.stack_report.view import StackView
from typesetting.documents import typeset_pdf
from typesetting.typefaces import printable

_TEMPLATE: Final = Path(__file__).resolve().parent / "stack_report.typ"


def stack_pdf(view: StackView, *, at: datetime) -> bytes:
    """Return the report as PDF.

    Args:
        view: The report.
        at: The moment that it holds for, as the date in the document.

    Raises:
        NotTypesettable: The template and its data do not fit together; an error of ours.
    """
    values = _printable(asdict(view))
    if not isinstance(values, dict):  # pragma: no cover - a dataclass gives a dict
        raise TypeError("a view is a dict of values")
    return typeset_pdf(_TEMPLATE, values, timestamp=at.replace(microsecond=0))


def _printable(value: object) -> object:
    """Return every text, however deep, with only what the typefaces can show."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value
