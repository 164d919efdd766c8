"""XML from a stranger, read in pieces: no DTD, no entities, and bounds on everything that could pile up."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from issuer.errors import FileRefused

_MAX_DEPTH: Final = 64
_MAX_UNFINISHED_BYTES: Final = 1024 * 1024  # a tag with all its attributes
_TEXT_PIECE: Final = 16 * 1024

Start = Callable[[str, dict[str, str]], None]
"""Called with the name of an element without prefix, and its attributes."""
End = Callable[[str], None]
Text = Callable[[str], None]
"""Called with a piece of text. A long text comes in several pieces."""


class XmlStream:
    """Feeds XML to handlers, piece by piece.

    The prefix of an element is dropped without looking at the namespace it stands for. The parts of a
    spreadsheet are told apart by where they are, not by their namespaces, of which there are two
    sets; a handler has to look at nothing outside the elements that it knows.
    """

    def __init__(self, start: Start, end: End, text: Text) -> None:
        self._parser: XMLParserType = ParserCreate()
        self._parser.buffer_text = True
        self._parser.buffer_size = _TEXT_PIECE
        self._parser.StartElementHandler, self._parser.EndElementHandler = _bounded(start, end)
        self._parser.CharacterDataHandler = text
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def feed(self, chunks: Iterable[bytes]) -> Iterator[None]:
        """Read on, and pause after every chunk so that the caller can take what was found.

        Raises:
            FileRefused: It is not well-formed XML, has a DTD, or is nested too deeply
                (``damaged_excel``). Also what the handlers raise.
        """
        fed = 0
        try:
            for chunk in chunks:
                fed += len(chunk)
                self._parser.Parse(chunk, False)
                if fed - self._parser.CurrentByteIndex > _MAX_UNFINISHED_BYTES:
                    raise FileRefused(reason="damaged_excel")
                yield
            self._parser.Parse(b"", True)
        except ExpatError as error:
            raise FileRefused(reason="damaged_excel") from error
        yield

    def read_all(self, chunks: Iterable[bytes]) -> None:
        """Read to the end.

        Raises:
            FileRefused: As :meth:`feed` says.
        """
        for _ in self.feed(chunks):
            pass


def _bounded(start: Start, end: End) -> tuple[Start, End]:
    """Return handlers that count how deep it goes; closures, because they are called for everything."""
    depth = 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise FileRefused(reason="damaged_excel")
        start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2] if ":" in name else name)

    return on_start, on_end


def _refuse_doctype(*_: object) -> None:
    raise FileRefused(reason="damaged_excel")
