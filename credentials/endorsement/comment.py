"""The words of an endorsement: what somebody says by signing it, in Dutch or English.

They are made of the content that is endorsed and of nothing else, so that whoever signs reads what the
digest stands for, and whoever verifies can see that the words fit the credential.
"""

from collections.abc import Iterable
from typing import Final

from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.reading import read_open_badge
from credentials.endorsement.roles import Role, role_name
from credentials.parsing import JsonObject

_WORDS: Final = {
    "nl": {
        "name": "Ondertekening door: {role}",
        "of_credential": "{organisation} ondertekent als {role} ‘{title}’ van {learner}, {school}.",
        "of_module": "{organisation} onderschrijft als {role} de module ‘{title}’, versie {version}.",
        "hallmark_name": "Waarmerk van de onderwijsinstelling",
        "hallmark": "Deze module draagt ons waarmerk als onderwijsinstelling: ‘{title}’, versie {version}.",
        "work_processes": "Het gaat om deze werkprocessen:",
        "outcomes": "Het gaat om deze leeruitkomsten:",
    },
    "en": {
        "name": "Signed by: {role}",
        "of_credential": "{organisation} signs as {role} “{title}” of {learner}, {school}.",
        "of_module": "{organisation} endorses as {role} the module “{title}”, version {version}.",
        "hallmark_name": "Hallmark of the school",
        "hallmark": "This module carries our hallmark as a school: “{title}”, version {version}.",
        "work_processes": "It is about these work processes:",
        "outcomes": "It is about these learning outcomes:",
    },
}
LANGUAGES: Final = frozenset(_WORDS)


def endorsement_name(role: Role, language: str) -> str:
    """Return the title of an endorsement."""
    words = _WORDS[language]
    if role is Role.SCHOOL:
        return words["hallmark_name"]
    return words["name"].format(role=role_name(role, language))


def comment_on_credential(content: JsonObject, *, organisation: str, role: Role, language: str) -> str:
    """Return what an organisation says by endorsing a credential."""
    read = read_open_badge(content)
    first = _WORDS[language]["of_credential"].format(
        organisation=organisation,
        role=role_name(role, language),
        title=read.title or "–",
        learner=read.recipient_name or "–",
        school=read.issuer_name or read.issuer_id or "–",
    )
    return "\n\n".join([first, *_listed(read, language)])


def comment_on_achievement(
    achievement: JsonObject, *, organisation: str | None, role: Role, language: str
) -> str:
    """Return what an organisation says by endorsing a module; a school, by putting its hallmark on one."""
    read = read_open_badge({"credentialSubject": {"achievement": achievement}})
    words = _WORDS[language]["hallmark" if role is Role.SCHOOL else "of_module"]
    first = words.format(
        organisation=organisation,
        role=role_name(role, language),
        title=read.title or "–",
        version=read.version or "–",
    )
    return "\n\n".join([first, *_listed(read, language)])


def _listed(read: OpenBadgeContent, language: str) -> Iterable[str]:
    """The work processes; where there are none, the outcomes."""
    processes = [" ".join(part for part in (one.code, one.title) if part) for one in read.work_processes]
    outcomes = [one.name for one in read.learning_outcomes if one.name]
    for heading, lines in (("work_processes", processes), ("outcomes", outcomes)):
        if lines:
            yield _WORDS[language][heading]
            yield "\n".join(f"- {line}" for line in lines)
            return
