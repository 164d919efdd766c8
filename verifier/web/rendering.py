"""Pages from templates: a value can never be markup, and a value that is missing is an error."""

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from verifier.web.page_texts import page_texts
from verifier.web.static_files import STATIC_FILES

_TEMPLATES: Final = Path(__file__).resolve().parent / "templates"


def page(
    template: str,
    *,
    language: str,
    host: str,
    status: HTTPStatus = HTTPStatus.OK,
    headers: dict[str, str] | None = None,
    **values: Any,  # noqa: ANN401 - whatever the template shows
) -> HTMLResponse:
    """Return a page.

    Args:
        template: Its name, without ``.html.jinja``.
        language: "nl" or "en".
        host: Where the reader is, as it is shown to them; "" when that is not known.
        status: Of the response.
        headers: Of the response, besides those that every one has.
        values: What the template shows. Every text among them is escaped.
    """
    words = page_texts(language)
    html = (
        environment()
        .get_template(f"{template}.html.jinja")
        .render(
            t=words.word,
            language=language,
            other="en" if language == "nl" else "nl",
            host=host,
            static=STATIC_FILES.url,
            **values,
        )
    )
    return HTMLResponse(
        html, status_code=int(status), headers={"Content-Language": language, **(headers or {})}
    )


@cache
def environment() -> Environment:
    """Return what makes pages; templates are read when they are first asked for, and kept."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # files of the installed package do not change while it runs
    )
