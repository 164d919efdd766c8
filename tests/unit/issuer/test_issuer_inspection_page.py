"""The page of an inspection pack: every kind of value is shown, and none is markup."""

from html.parser import HTMLParser

from credentials.parsing import JsonObject, JsonValue
from issuer.inspection_page import inspection_page

MARKUP = """"><b onclick='x'>&amp;</b>"""


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(text: str) -> Page:
    decision: JsonObject = {"number": text, "decidedBy": [text, text], "replaces": None}
    criteria: JsonObject = {"title": {text: text}, "isMet": True, "inDiplomaRegister": False}
    result: JsonObject = {"results": [{"value": 7.5}, {"value": 8}]}
    log: list[JsonValue] = [
        {"at": text, "actor": text, "action": text, "subject": text, "details": {text: text}},
        {"at": "2026-07-02", "actor": "u-001", "action": "decided", "subject": "EC-1", "details": {}},
    ]
    return Page(inspection_page(decision, criteria, result, log, "nl"))


def test_every_kind_of_value_is_shown() -> None:
    words = page("EC-1").words
    assert "Inspectiedossier van besluit EC-1" in words
    for shown in ("decidedBy", "–", "✓", "✗", "7.5", "8", "EC-1 EC-1: EC-1", "u-001"):
        assert shown in words, shown


def test_no_value_is_markup() -> None:
    """Names of members as well: those of a module's languages are data."""
    plain, evil = page("EC-1"), page(MARKUP)
    assert evil.tags == plain.tags
    assert "".join(evil.words).count(MARKUP) == "".join(plain.words).count("EC-1") - 1
