"""A text in several languages."""

from collections.abc import Mapping

LanguageMap = Mapping[str, str]
"""A text per language: BCP 47 primary tag ("nl", "en") → the words."""


def text_in(texts: LanguageMap, language: str) -> str:
    """Return the text in ``language``, else the Dutch one, else any, else an empty text."""
    return texts.get(language) or texts.get("nl") or next(iter(texts.values()), "")
