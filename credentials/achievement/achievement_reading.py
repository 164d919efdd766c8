"""What a person is shown of an achievement: the part of a credential that is the same for a whole class.

It is most of what there is to read in a credential. So what was read lately is remembered, by its bytes;
nothing in it is about a person, and nothing of it is judged.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import orjson

from credentials.achievement import foreign_json as foreign
from credentials.achievement.alignment_types import WORDS, AlignmentType
from credentials.achievement.alignments_read import Aligned, read_alignments
from credentials.achievement.european_vocabularies import ECTS_CREDIT
from credentials.achievement.identifier_entries import identifier_entries
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.legal_wording import split_legal_sentence
from credentials.achievement.naming import language_of
from credentials.achievement.read_parts import ReadLevel, ReadStudyLoad, ReadWorkProcess
from credentials.parsing import JsonObject

_HOURS = re.compile(r"PT([0-9]{1,6})H")
_HEADINGS = ("\n\nLeeruitkomsten:\n\n- ", "\n\nLearning outcomes:\n\n- ")
_MAX_REMEMBERED: Final = 64
_MAX_BYTES: Final = 32 * 1024  # of one achievement; those of an honest one take a fifth, without a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResultDescription:
    """What a result is about, and its bar."""

    name: str | None = None
    required_value: str | None = None
    value_max: str | None = None


NOT_DESCRIBED: Final = ReadResultDescription()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadAchievement:
    """What is shown of an achievement. What else is made of it is remembered by it, not by its values.

    Members are those of :class:`~credentials.achievement.content.OpenBadgeContent`, and:

    Attributes:
        name: Its name, in its own language if it has several.
        result_descriptions: What its results are about, by their ``id``.
        ids: Whatever has an ``id`` in it.
        is_remembered: Whether the next one who has the same achievement gets this very object.
    """

    name: str | None
    language: str | None
    description: str | None
    legal_sentence: str | None
    instrument: Instrument | None
    achievement_type: str | None
    version: str | None
    criteria: str | None
    more_information: str | None
    learning_outcomes: tuple[Aligned, ...]
    work_processes: tuple[ReadWorkProcess, ...]
    skills: tuple[Aligned, ...]
    study_load: ReadStudyLoad | None
    level: ReadLevel
    assessment_types: tuple[Aligned, ...]
    participation: Aligned | None
    supervision: Aligned | None
    quality_assurance: Aligned | None
    entry_requirement: Aligned | None
    stackability: Aligned | None
    part_of: tuple[Aligned, ...]
    labour_market_value: Aligned | None
    other_alignments: tuple[Aligned, ...]
    result_descriptions: Mapping[str | None, ReadResultDescription]
    ids: frozenset[str]
    is_remembered: bool
    qualification_codes: tuple[tuple[str, str], ...]
    field_of_study: str | None
    tags: tuple[str, ...]


def read_achievement(achievement: JsonObject) -> ReadAchievement:
    """Return what is shown of ``achievement``, which may be any JSON object."""
    try:
        written = orjson.dumps(achievement)
    except TypeError:  # a number that orjson does not write, or half a character
        return _read(achievement)
    return _remembered(written) if len(written) <= _MAX_BYTES else _read(achievement)


@lru_cache(maxsize=_MAX_REMEMBERED)
def _remembered(written: bytes) -> ReadAchievement:
    return _read(orjson.loads(written), is_remembered=True)


def _read(achievement: JsonObject, *, is_remembered: bool = False) -> ReadAchievement:
    language = language_of(achievement)
    aligned = read_alignments(achievement.get("alignment"), language)
    by_type: dict[str | None, list[Aligned]] = {}
    for item in aligned:
        by_type.setdefault(item.type, []).append(item)
    tags = tuple(t for t in map(foreign.text, foreign.items(achievement.get("tag"))) if t)
    description = foreign.text(achievement.get("description"), language=language)
    own, sentence, sentence_of = split_legal_sentence(description or "")

    def text(*path: str) -> str | None:
        return foreign.text(foreign.member(achievement, *path), language=language)

    def every(kind: AlignmentType) -> tuple[Aligned, ...]:
        return tuple(by_type.get(kind.value, ()))

    def single(kind: AlignmentType) -> Aligned | None:
        return next(iter(by_type.get(kind.value, ())), None)

    return ReadAchievement(
        name=foreign.text(achievement.get("name"), language=language),
        language=language,
        description=own or None,
        legal_sentence=sentence,
        instrument=sentence_of or _instrument(tags),
        achievement_type=text("achievementType"),
        version=text("version"),
        criteria=_criteria(text("criteria", "narrative")),
        more_information=foreign.address(achievement.get("criteria")),
        learning_outcomes=every(AlignmentType.LEARNING_OUTCOME),
        work_processes=tuple(_work_process(a) for a in every(AlignmentType.WORK_PROCESS)),
        skills=every(AlignmentType.ESCO) + every(AlignmentType.COMPETENT_NL),
        study_load=_study_load(single(AlignmentType.STUDY_LOAD), achievement),
        level=_level(single(AlignmentType.EQF), single(AlignmentType.NLQF)),
        assessment_types=every(AlignmentType.ASSESSMENT_TYPE),
        participation=single(AlignmentType.PARTICIPATION),
        supervision=single(AlignmentType.SUPERVISION),
        quality_assurance=single(AlignmentType.QUALITY_ASSURANCE),
        entry_requirement=single(AlignmentType.ENTRY_REQUIREMENT),
        stackability=single(AlignmentType.STACKABILITY),
        part_of=every(AlignmentType.COUNTS_TOWARDS),
        labour_market_value=single(AlignmentType.LABOUR_MARKET_VALUE),
        other_alignments=tuple(a for a in aligned if a.type not in _KNOWN_TYPES),
        result_descriptions=_result_descriptions(achievement),
        ids=frozenset(foreign.descriptions(achievement)),
        is_remembered=is_remembered,
        qualification_codes=identifier_entries(achievement),
        field_of_study=text("fieldOfStudy"),
        tags=tags,
    )


def _result_descriptions(achievement: JsonObject) -> Mapping[str | None, ReadResultDescription]:
    return {
        foreign.address(description): ReadResultDescription(
            name=foreign.text(description.get("name")),
            required_value=foreign.text(description.get("requiredValue")),
            value_max=foreign.text(description.get("valueMax")),
        )
        for description in foreign.objects(achievement.get("resultDescription"))
    }


_KNOWN_TYPES = frozenset(kind.value for kind in AlignmentType)


def _work_process(aligned: Aligned) -> ReadWorkProcess:
    words, colon, codes = (aligned.description or "").partition(": ")
    known = colon and any(words == language["outcomes"] for language in WORDS.values())
    return ReadWorkProcess(
        code=aligned.code, title=aligned.name, outcomes=tuple(codes.split(", ")) if known else ()
    )


def _study_load(aligned: Aligned | None, achievement: JsonObject) -> ReadStudyLoad | None:
    words = aligned.name if aligned else None
    hours = _HOURS.fullmatch((aligned.code if aligned else None) or "")
    if hours:
        return ReadStudyLoad(text=words, value=float(hours[1]), unit="SBU")
    credit = next(iter(foreign.items(achievement.get("creditsAvailable"))), None)
    if isinstance(credit, int | float) and not isinstance(credit, bool) and 0 < credit < 10_000:
        if aligned is not None and aligned.url == ECTS_CREDIT:
            return ReadStudyLoad(text=words or f"{credit:g} ECTS", value=float(credit), unit="ECTS")
        # Open Badges does not say whose credits: those of a foreign badge need not be European ones.
        return ReadStudyLoad(text=words or f"{credit:g} credits", value=None, unit=None)
    return ReadStudyLoad(text=words, value=None, unit=None) if aligned else None


def _level(eqf: Aligned | None, nlqf: Aligned | None) -> ReadLevel:
    names = " ".join(level.name for level in (eqf, nlqf) if level and level.name)
    mbo = re.search(r"mbo[- ](?:niveau|level) ([1-4])\b", (nlqf.description if nlqf else None) or "")
    return ReadLevel(
        eqf=eqf.code if eqf else None,
        nlqf=nlqf.code if nlqf else None,
        mbo=mbo[1] if mbo else None,
        indicative="(indica" in names if names else None,
    )


def _criteria(narrative: str | None) -> str | None:
    for heading in _HEADINGS:
        if narrative and heading in narrative:
            return narrative.partition(heading)[0] or None
    return narrative


def _instrument(tags: tuple[str, ...]) -> Instrument | None:
    """By our tags; "microcredential" alone says nothing, since badges of any country may have it."""
    if "mbo" not in tags:
        return None
    # The order of tags is not signed, so of two nobody can tell which the issuer put first.
    found = {tag for tag in tags if tag in INSTRUMENTS}
    return INSTRUMENTS[found.pop()] if len(found) == 1 else None
