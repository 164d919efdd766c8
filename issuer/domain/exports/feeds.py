"""The newest modules as RSS 2.0 and as Atom, for portals and news readers.

Spec: RSS 2.0; RFC 4287; requirements D23, H06.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from credentials.achievement.language_map import text_in
from credentials.achievement.model import Issuer
from issuer.domain.exports.catalogue import CataloguedModule
from issuer.domain.exports.published import PublishedModule

MAX_ENTRIES: Final = 100
_DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_TITLES: Final = {"nl": "Modules van {school}", "en": "Modules of {school}"}


def rss(
    modules: Sequence[CataloguedModule], school: Issuer, language: str, *, address: str, page: str
) -> str:
    """Return the feed as RSS 2.0.

    Args:
        modules: Those of the catalogue.
        school: Whose they are.
        language: "nl" or "en".
        address: Where this feed stands.
        page: Where the catalogue stands as a page.
    """
    versions = _newest(modules)
    title = _TITLES[language].format(school=school.name)
    lines = [
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
        f"<title>{_text(title)}</title><link>{_text(page)}</link><description>{_text(title)}</description>",
        f"<language>{language}</language>",
        f'<atom:link href={_attribute(address)} rel="self" type="application/rss+xml"/>',
    ]
    for one in versions:
        lines += [
            "<item>",
            f"<title>{_text(_title(one, language))}</title>",
            f"<link>{_text(one.module.version_id)}</link>",
            f'<guid isPermaLink="true">{_text(one.module.version_id)}</guid>',
            f"<description>{_text(text_in(one.module.description, language))}</description>",
            f"<category>{_text(one.instrument.names[language])}</category>",
            f"<pubDate>{format_datetime(_noon(one.published_on), usegmt=True)}</pubDate>",
            "</item>",
        ]
    lines.append("</channel></rss>")
    return _DECLARATION + "\n".join(lines) + "\n"


def atom(
    modules: Sequence[CataloguedModule], school: Issuer, language: str, *, address: str, page: str
) -> str:
    """Return the feed as Atom; see :func:`rss`. A feed without modules is dated to the beginning of time."""
    versions = _newest(modules)
    updated = max((one.published_on for one in versions), default=date(1970, 1, 1))
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"<title>{_text(_TITLES[language].format(school=school.name))}</title>",
        f"<id>{_text(address)}</id><updated>{_moment(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(address)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(page)}/>',
        f"<author><name>{_text(school.name)}</name></author>",
    ]
    for one in versions:
        moment = _moment(one.published_on)
        kind = one.instrument
        lines += [
            "<entry>",
            f"<title>{_text(_title(one, language))}</title>",
            f"<id>{_text(one.module.version_id)}</id>",
            f"<published>{moment}</published><updated>{moment}</updated>",
            f'<link rel="alternate" type="text/html" href={_attribute(one.module.version_id)}/>',
            f"<category term={_attribute(kind.key)} label={_attribute(kind.names[language])}/>",
            f"<summary>{_text(text_in(one.module.description, language))}</summary>",
            "</entry>",
        ]
    lines.append("</feed>")
    return _DECLARATION + "\n".join(lines) + "\n"


def _newest(modules: Sequence[CataloguedModule]) -> list[PublishedModule]:
    """The versions that were published last, newest first."""
    versions = [version for one in modules for version in one.versions]
    versions.sort(key=lambda one: (one.published_on, one.module.version_id), reverse=True)
    return versions[:MAX_ENTRIES]


def _title(published: PublishedModule, language: str) -> str:
    return f"{text_in(published.module.title, language)} ({published.module.version})"


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T12:00:00Z"


def _text(words: str) -> str:
    return escape("".join(_allowed(words)))


def _attribute(words: str) -> str:
    return quoteattr("".join(_allowed(words)))


def _allowed(words: str) -> Iterator[str]:
    """Leave out what XML 1.0 cannot hold at all, escaped or not."""
    for character in words:
        code = ord(character)
        if code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000:
            yield character
