"""From a module version to the Achievement that every credential of it carries.

:mod:`credentials.achievement.alignments` holds the part about alignments; what holds for every line is
said in :mod:`credentials.achievement.building`.
"""

from credentials.achievement.alignments import build_alignments
from credentials.achievement.errors import AwardNotBuildable
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.language_map import text_in
from credentials.achievement.members import optional, required_text
from credentials.achievement.model import Module, ResultDescription
from credentials.parsing import JsonObject, JsonValue

OUTCOMES_HEADING = {"nl": "Leeruitkomsten:", "en": "Learning outcomes:"}


def edition_id(module: Module, language: str) -> str:
    """Return ``achievement.id`` of one language edition of a module version.

    The Dutch edition is the version itself. Another language is another Achievement in OB 3.0,
    which needs another identifier, or the two would say different things about one thing.
    """
    return module.version_id if language == "nl" else f"{module.version_id}/{language}"


def build_achievement(module: Module, language: str, *, image: str | None = None) -> JsonObject:
    """Return the Achievement of a module version, as every credential in that language has it.

    Raises:
        AwardNotBuildable: See :func:`build_open_badge`.
    """
    instrument = _instrument(module)
    description = required_text(module.description, language, "/credentialSubject/achievement/description")
    identifier = edition_id(module, language)
    codes: list[JsonValue] = [
        {"type": "IdentifierEntry", "identifier": code, "identifierType": f"ext:{kind}"}
        for kind, code in dict.fromkeys(module.qualification_codes)
    ]
    ects: JsonObject = {}
    if module.study_load and module.study_load.unit == "ECTS":
        # A whole number stays one in JSON: "5.0" is read as 5 in JavaScript and as 5.0 in Python, and
        # the two sign different bytes.
        ects = {"creditsAvailable": module.study_load.value}
    shown: JsonObject | None = None
    if image:
        shown = {"id": image, "type": "Image", "caption": required_text(module.title, language, "/name")}
    return {
        "id": identifier,
        "type": ["Achievement"],
        "achievementType": instrument.achievement_type,
        "version": module.version,
        "inLanguage": language,
        "name": required_text(module.title, language, "/credentialSubject/achievement/name"),
        "description": f"{description}\n\n{instrument.legal_sentence(language)}",
        "criteria": {
            "id": module.more_information or f"{identifier}#criteria",
            "narrative": _criteria(module, language),
        },
        **optional("image", shown),
        **optional("fieldOfStudy", module.field_of_study),
        **ects,
        "alignment": build_alignments(module, identifier, language),
        **optional("resultDescription", [_result_description(d) for d in module.result_descriptions]),
        **optional("otherIdentifier", codes),
        **optional("related", _editions(module, language)),
        "tag": [instrument.key, "mbo"],
    }


def languages_of(module: Module) -> tuple[str, ...]:
    """Return the languages in which a module version has a title and a description."""
    return tuple(one for one in OUTCOMES_HEADING if one in module.title and one in module.description)


def _criteria(module: Module, language: str) -> str:
    """The criteria, and the outcomes once more for software that shows no alignments."""
    outcomes = "\n".join(f"- {text_in(outcome.text, language)}" for outcome in module.learning_outcomes)
    return f"{text_in(module.criteria, language)}\n\n{OUTCOMES_HEADING[language]}\n\n{outcomes}"


def _result_description(description: ResultDescription) -> JsonValue:
    return {
        "id": description.id,
        "type": ["ResultDescription"],
        "name": description.name,
        "resultType": description.result_type,
        **optional("allowedValue", list[JsonValue](description.allowed_values)),
        **optional("requiredValue", description.required_value),
        **optional("valueMin", description.value_min),
        **optional("valueMax", description.value_max),
    }


def _editions(module: Module, language: str) -> list[JsonValue]:
    """The same module version in the other languages that have a title and a description."""
    return [
        {
            "id": edition_id(module, other),
            "type": ["Related"],
            "inLanguage": other,
            "version": module.version,
        }
        for other in languages_of(module)
        if other != language
    ]


def _instrument(module: Module) -> Instrument:
    try:
        return INSTRUMENTS[module.instrument]
    except KeyError:
        raise AwardNotBuildable(
            f"no instrument is called {module.instrument!r}", reason="unknown_instrument"
        ) from None
