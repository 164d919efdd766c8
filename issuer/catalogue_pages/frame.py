"""What all pages of the catalogue have around their content."""

from dataclasses import dataclass
from functools import partial

from issuer.catalogue_pages.addresses import EXPLANATION
from issuer.catalogue_pages.site import Site
from issuer.catalogue_pages.words import Words
from issuer.html_templates import rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, without its content.

    Attributes:
        words: In which language.
        site: What it is a part of.
        title: What stands in the title bar.
        description: One sentence, for search engines.
        address: Where the page stands.
        other: Where the page in the other language stands, or None.
        data: Address of the same as JSON, or None.
        place: Address of the folder in which the page is a file, when that is not its own address.
        part: Which link of the menu leads here: "modules", "explanation", or None.
        has_search: A script may search the modules on it.
        is_listed: Search engines may show it.
    """

    words: Words
    site: Site
    title: str
    description: str
    address: str
    other: str | None
    data: str | None = None
    place: str | None = None
    part: str | None = None
    has_search: bool = False
    is_listed: bool = True


def framed(page: Page, template: str, **content: object) -> str:
    """Return the whole page.

    Args:
        page: What stands around the content.
        template: Of the content; it builds on ``frame.html.jinja``.
        content: What the template shows.
    """
    language, site = page.words.language, page.site
    return rendered(
        f"catalogue_pages/{template}",
        style="catalogue_pages/catalogue.css",
        language=language,
        other_language="en" if language == "nl" else "nl",
        school=site.school,
        catalogue=site.catalogue(language),
        explanation=site.catalogue(language, EXPLANATION),
        here=partial(site.link, place=page.place or page.address),
        page=page,
        words=page.words,
        **content,
    )
