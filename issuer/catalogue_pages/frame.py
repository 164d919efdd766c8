"""What all pages of the catalogue have around their content."""

from dataclasses import dataclass

from credentials.achievement.model import Issuer
from issuer.catalogue_pages.addresses import catalogue_address
from issuer.catalogue_pages.words import Words
from issuer.html_templates import rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, without its content.

    Attributes:
        words: In which language.
        school: Whose catalogue.
        base_url: Where everything is published, without a slash at the end.
        title: What stands in the title bar.
        description: One sentence, for search engines.
        address: Where the page stands.
        other: Where the page in the other language stands, or None.
        data: Address of the same as JSON.
        is_list: It is the list of modules itself.
        is_listed: Search engines may show it.
    """

    words: Words
    school: Issuer
    base_url: str
    title: str
    description: str
    address: str
    other: str | None
    data: str
    is_list: bool = False
    is_listed: bool = True


def framed(page: Page, template: str, **content: object) -> str:
    """Return the whole page.

    Args:
        page: What stands around the content.
        template: Of the content; it builds on ``frame.html.jinja``.
        content: What the template shows.
    """
    language = page.words.language
    return rendered(
        f"catalogue_pages/{template}",
        style="catalogue_pages/catalogue.css",
        language=language,
        other_language="en" if language == "nl" else "nl",
        catalogue=catalogue_address(page.base_url, language),
        page=page,
        words=page.words,
        **content,
    )
