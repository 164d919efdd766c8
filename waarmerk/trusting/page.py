"""The page that shows people who is on the list: plain HTML, in Dutch and in English."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Final
from urllib.parse import urlsplit

from credentials.achievement.instruments import INSTRUMENTS
from credentials.recognized_entity import RecognizedEntity, TrustList
from verifier.plain_text import plain
from verifier.texts import texts
from waarmerk.trusting.words import day_of, said

STYLE: Final = """\
body { color: #1a1a1a; background: #fff; font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0 auto;
  max-width: 70rem; padding: 1rem; }
a { color: #0b4f8a; }
a:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { font-weight: bold; padding: .5rem 0; text-align: left; }
th, td { border-bottom: 1px solid #8a8a8a; padding: .5rem .75rem .5rem 0; text-align: left;
  vertical-align: top; }
code { overflow-wrap: anywhere; }
"""


def list_page(trust_list: TrustList, language: str, *, list_name: str, at: datetime) -> str:
    """Return the page.

    Args:
        trust_list: The edition, which somebody signed.
        language: "nl" or "en".
        list_name: Name of the file with the list, beside the Dutch page.
        at: Today, for who is recognised now.
    """
    up = "" if language == "nl" else "../"
    other = ("en", "en/", "English") if language == "nl" else ("nl", "../", "Nederlands")
    now = [entity for entity in trust_list.entities if entity.is_recognized(at)]
    once = [entity for entity in trust_list.entities if not entity.is_recognized(at)]
    words = texts(language)
    end = trust_list.valid_until or trust_list.published_at
    parts = [
        "<!doctype html>",
        f'<html lang="{language}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<title>{_text(trust_list.name)}</title><link rel="stylesheet" href="{up}style.css"></head>',
        "<body>",
        f'<p><a href="{other[1]}" lang="{other[0]}" hreflang="{other[0]}">{other[2]}</a></p>',
        "<main>",
        f"<h1>{_text(trust_list.name)}</h1>",
        f"<p>{_text(said('page_intro', language, publisher=trust_list.publisher))}</p>",
        "<p>"
        + _text(
            said(
                "page_edition",
                language,
                sequence=trust_list.sequence,
                date=words.moment(trust_list.published_at),
                until=words.moment(end),
            )
        )
        + "</p>",
        *_table(now, "page_now", language, at),
        *(_table(once, "page_once", language, at) if once else ()),
        f"<h2>{_text(said('page_verify', language))}</h2>",
        f"<p>{_text(said('page_verify_how', language))}</p>",
        f"<p><code>{_text(trust_list.signed_by or '')}</code></p>",
        f'<ul><li><a href="{up}{_text(list_name)}">{_text(said("page_file", language))}</a></li>',
        f'<li><a href="{up}editions/index.json">{_text(said("page_editions", language))}</a></li>',
        f'<li><a href="{up}registry.json">{_text(said("page_registry", language))}</a></li></ul>',
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _table(schools: list[RecognizedEntity], word: str, language: str, at: datetime) -> Iterator[str]:
    headings = "".join(
        f'<th scope="col">{_text(said(f"column_{name}", language))}</th>'
        for name in ("name", "brin", "period", "what")
    )
    yield '<div class="scroll"><table>'
    yield f"<caption>{_text(said(word, language, count=len(schools)))}</caption>"
    yield f"<thead><tr>{headings}</tr></thead><tbody>"
    for school in sorted(schools, key=lambda one: one.name.casefold()):
        yield (
            f'<tr><th scope="row">{_name(school)}</th><td>{_text(school.brin or "–")}</td>'
            f"<td>{_text(_period(school, language))}</td><td>{_text(_what(school, language, at))}</td></tr>"
        )
    yield "</tbody></table></div>"


def _name(school: RecognizedEntity) -> str:
    name = _text(school.name)
    if school.url is not None and _is_https(school.url):
        name = f'<a href="{escape(school.url)}" rel="noopener noreferrer">{name}</a>'
    return f"{name}<br><code>{_text(school.id)}</code>"


def _period(school: RecognizedEntity, language: str) -> str:
    begin = day_of(school.recognized_from, language)
    if school.recognized_until is None:
        return said("since", language, date=begin)
    return said("from_until", language, date=begin, until=day_of(school.recognized_until, language))


def _what(school: RecognizedEntity, language: str, at: datetime) -> str:
    kinds: dict[str, None] = {}
    for action in [one for one in school.actions if one.covers(at)] or school.actions:
        if action.is_for_everything:
            kinds[said("everything", language)] = None
        for key in sorted(action.instruments):
            kinds[INSTRUMENTS[key].names[language] if key in INSTRUMENTS else key] = None
        kinds |= dict.fromkeys(sorted(action.achievement_types))
    return ", ".join(kinds)


def _is_https(url: str) -> bool:
    try:
        return urlsplit(url).scheme == "https"
    except ValueError:
        return False


def _text(value: str) -> str:
    return escape(plain(value))
