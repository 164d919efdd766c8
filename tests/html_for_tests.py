"""Reads a page of ours, and refuses one whose elements do not fit together."""

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input"}


class Page(HTMLParser):
    """A page that was read.

    Attributes:
        tags: Every element, with its attributes.
        words: All that is said on it.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.words += data

    def values(self, name: str) -> set[str]:
        """Return the values of an attribute."""
        return {value for _, attributes in self.tags if (value := attributes.get(name)) is not None}

    @property
    def links(self) -> set[str]:
        """Where its links lead."""
        return {str(attributes["href"]) for tag, attributes in self.tags if tag == "a"}

    @property
    def headings(self) -> list[int]:
        """The levels of its headings, in order."""
        return [int(tag[1]) for tag, _ in self.tags if tag in {"h1", "h2", "h3", "h4"}]
