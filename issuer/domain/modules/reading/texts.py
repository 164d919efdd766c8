"""Lists of texts, and texts that must be there."""

from credentials.achievement.language_map import LanguageMap
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.keys import Keys


def read_lines(keys: Keys, key: str) -> tuple[str, ...]:
    """Return a list of texts; one text is a list of one. What is no text is added to the findings."""
    if key in keys and not keys.holds_list(key):
        line = keys.text(key)
        return (line,) if line else ()
    found = []
    for index, item in keys.items(key):
        if isinstance(item, Scalar):
            if item.text and item.text.strip():
                found.append(item.text.strip())
        else:
            keys.add("not_a_text", key, index)
    return tuple(found)


def read_choices(keys: Keys, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list of values of a list, each once."""
    lines = read_lines(keys, key)
    listed = [keys.listed(line, choices, key, index) for index, line in enumerate(lines)]
    return tuple(dict.fromkeys(found for found in listed if found))


def required_texts(keys: Keys, key: str, hint_nl: str, hint_en: str, *, later: bool = False) -> LanguageMap:
    """A text that must be there, and in Dutch: that edition is the one every other falls back to."""
    if not keys.require(key, hint_nl, hint_en, requirement="C13", later=later):
        return {}
    texts = keys.texts(key)
    if texts and "nl" not in texts:
        keys.add("key_missing", key, "nl", key="nl", hint_nl="de Nederlandse tekst", hint_en="the Dutch text")
    return texts
