"""Words for people, by their names, with blanks to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass

from issuer.language import Language


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words of one language.

    Attributes:
        language: "nl" or "en".
        texts: By key; ``{blanks}`` are filled by :meth:`say`.
    """

    language: Language
    texts: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a text with its blanks filled."""
        return self.texts[key].format_map(values) if values else self.texts[key]
