"""Members of a document: written where there is something to say, and never empty."""

from credentials.achievement.errors import AwardNotBuildable
from credentials.achievement.language_map import LanguageMap
from credentials.parsing import JsonObject, JsonValue


def optional(key: str, value: JsonValue) -> JsonObject:
    """A member, or nothing at all where there is nothing to say."""
    return {} if value is None or value == "" or value == [] else {key: value}


def required_text(texts: LanguageMap, language: str, pointer: str) -> str:
    """Return the text in a language that has to be there.

    Raises:
        AwardNotBuildable: It is not.
    """
    text = texts.get(language)
    if not text:
        raise AwardNotBuildable(f"no text in {language!r}", reason="no_text_in_language", pointer=pointer)
    return text
