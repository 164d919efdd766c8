"""Whom an Open Badge names and what it is called: the little that a long list of badges shows of each."""

from credentials.achievement import foreign_json as foreign
from credentials.parsing import JsonObject, JsonValue


def recipient_name(credential: JsonObject) -> str | None:
    """The name that a badge gives its recipient in readable form, or None."""
    return recipient_name_of(foreign.obj(credential.get("credentialSubject")))


def recipient_name_of(subject: JsonObject) -> str | None:
    """The name in an ``AchievementSubject``, or None; one that is hashed cannot be read."""
    for identity in foreign.objects(subject.get("identifier")):
        if identity.get("identityType") == "name" and identity.get("hashed") is not True:
            return foreign.text(identity.get("identityHash"))
    return None


def title(credential: JsonObject) -> str | None:
    """The name of the achievement, in its own language if it has several, or else of the badge."""
    achievement = foreign.obj(foreign.member(credential.get("credentialSubject"), "achievement"))
    return title_of(achievement, credential, language=language_of(achievement))


def title_of(achievement: JsonObject, credential: JsonObject, *, language: str | None) -> str | None:
    """The same, where the achievement and its language have been found already."""
    name: JsonValue = achievement.get("name")
    return foreign.text(name, language=language) or foreign.text(credential.get("name"), language=language)


def language_of(achievement: JsonObject) -> str | None:
    """The primary language that an achievement says that it is written in, or None."""
    language = foreign.text(achievement.get("inLanguage"))
    return language.partition("-")[0].lower() if language else None
