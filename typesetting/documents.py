"""The one place that talks to Typst, which typesets documents and drawings.

Values reach a template as JSON through ``sys.inputs``, so that a name is data and can never be
markup. A template is compiled by a kept :class:`typst.Compiler`, which knows the fonts already.
"""

import functools
import json
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from typesetting.errors import NotTypesettable
from typesetting.typefaces import font_directory

if TYPE_CHECKING:  # these names are in the stubs of typst alone
    from typst import OutputFormat, PDFStandard

# PDF/A-3a may carry any attachment and is fully tagged; PDF/UA-1 adds what a screen reader needs.
_PDF_STANDARDS: "list[PDFStandard]" = ["a-3a", "ua-1"]
_COMPILING = threading.Lock()  # a Compiler holds the values of its last compilation


def typeset_pdf(template: Path, values: Mapping[str, object], *, timestamp: datetime) -> bytes:
    """Typeset ``template`` as PDF/A-3a and PDF/UA-1.

    Args:
        template: A Typst file; what it includes stands in the same folder.
        values: What the template finds as ``json(bytes(sys.inputs.values))``.
        timestamp: Creation date in the document; the same input gives the same bytes.

    Raises:
        NotTypesettable: Typst refused, for instance since the document would break a standard.
    """
    return _compile(template, values, "pdf", timestamp=timestamp)


def typeset_svg(template: Path, values: Mapping[str, object]) -> bytes:
    """Typeset ``template`` as SVG, its texts as outlines.

    Raises:
        NotTypesettable: Typst refused.
    """
    return _compile(template, values, "svg")


def typeset_png(template: Path, values: Mapping[str, object], *, pixels_per_inch: float) -> bytes:
    """Typeset ``template`` as PNG.

    Raises:
        NotTypesettable: Typst refused.
    """
    return _compile(template, values, "png", pixels_per_inch=pixels_per_inch)


@functools.cache
def _compiler(template: Path) -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_directory())]
    )
    return typst.Compiler(str(template), root=str(template.parent), font_paths=fonts)


def _compile(
    template: Path,
    values: Mapping[str, object],
    output: "OutputFormat",
    *,
    timestamp: datetime | None = None,
    pixels_per_inch: float | None = None,
) -> bytes:
    with _COMPILING:
        try:
            made = _compiler(template).compile(
                format=output,
                ppi=pixels_per_inch,
                sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
                pdf_standards=_PDF_STANDARDS if output == "pdf" else [],
                timestamp=timestamp,
            )
        except typst.TypstError as error:
            raise NotTypesettable(f"{template.name}: {error.message}") from error
    if not isinstance(made, bytes):  # SVG and PNG come as a list when there are several pages
        raise NotTypesettable(f"{template.name}: more than one page")
    return made
