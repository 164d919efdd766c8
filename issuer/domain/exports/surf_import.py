"""Reading a credential in SURF's types into the same values as one of ours.

Nothing is judged and nothing is verified here: SURF's context is not among those that we carry, so a
signature over such a document cannot be checked. What it says is shown with that remark.

Spec: SURF ``EducredentialAchievement``; requirements C12, D22.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.achievement.alignment_types import AlignmentType
from credentials.achievement.alignments_read import Aligned
from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.european_vocabularies import (
    ASSESSMENT_TYPES,
    PARTICIPATION,
    SUPERVISION,
    Concept,
)
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.read_parts import ReadStudyLoad
from credentials.achievement.reading import read_open_badge
from credentials.parsing import JsonObject
from issuer.domain.exports.exported import Remarks
from issuer.domain.exports.surf_lists import (
    ASSESSMENT_TO_SURF,
    PARTICIPATION_TO_SURF,
    SUPERVISION_TO_SURF,
    SURF_TYPE,
    from_surf,
    identity_is_checked,
)
from issuer.domain.findings import Finding, Severity

_CREBO: Final = re.compile(r"[1-9][0-9]{4}")
_MAX_HOURS: Final = 99999
_TOO_LONG: Final = 10**15
_AT: Final = "/credentialSubject/achievement"


@dataclass(frozen=True, slots=True)
class SurfBadge:
    """A credential in SURF's types as we read it.

    Attributes:
        content: The same values that a credential of ours gives.
        findings: What is missing, doubtful or unknown to us.
    """

    content: OpenBadgeContent
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _List:
    """A member of SURF's with the list of ours that it is read into."""

    member: str
    kind: AlignmentType
    ours_to_theirs: Mapping[str, str]
    concepts: Mapping[str, Concept]


_ASSESSMENT: Final = _List(
    "assessmentType", AlignmentType.ASSESSMENT_TYPE, ASSESSMENT_TO_SURF, ASSESSMENT_TYPES
)
_PARTICIPATION: Final = _List(
    "participationType", AlignmentType.PARTICIPATION, PARTICIPATION_TO_SURF, PARTICIPATION
)
_SUPERVISION: Final = _List("supervisionType", AlignmentType.SUPERVISION, SUPERVISION_TO_SURF, SUPERVISION)


def read_surf_badge(credential: JsonObject) -> SurfBadge:
    """Return what ``credential`` says, in our values, and what it does not say. It never raises."""
    remarks = Remarks()
    read = read_open_badge(credential)
    achievement = foreign.obj(foreign.member(credential, "credentialSubject", "achievement"))
    if SURF_TYPE not in {foreign.text(one) for one in foreign.items(achievement.get("type"))}:
        remarks.add("surf_type_missing", Severity.WARNING, "D22", f"{_AT}/type")
    remarks.add("surf_signature_not_checked", Severity.INFO, "D22", "/@context")
    content = dataclasses.replace(
        read,
        instrument=read.instrument or _instrument(read.achievement_type),
        study_load=read.study_load or _study_load(achievement, remarks),
        assessment_types=read.assessment_types or _listed(achievement, _ASSESSMENT, remarks),
        participation=read.participation or _first(_listed(achievement, _PARTICIPATION, remarks)),
        supervision=read.supervision or _first(_listed(achievement, _SUPERVISION, remarks)),
        qualification_codes=tuple(
            dict.fromkeys((*read.qualification_codes, *_programs(achievement, remarks)))
        ),
    )
    _compare_identity(achievement, content, remarks)
    for name, requirement, code in _MISSING:
        if not getattr(content, name):
            remarks.add(code, Severity.WARNING, requirement, _AT)
    if content.level.eqf is None:
        remarks.add("badge_lacks_level", Severity.WARNING, "B07", _AT)
    return SurfBadge(content, remarks.exported({}).findings)


_MISSING: Final = (
    ("title", "C12", "badge_lacks_title"),
    ("learning_outcomes", "C12", "badge_lacks_learning_outcomes"),
    ("study_load", "C12", "badge_lacks_study_load"),
    ("assessment_types", "C12", "badge_lacks_assessment"),
    ("participation", "C12", "badge_lacks_participation"),
    ("quality_assurance", "C12", "badge_lacks_quality_assurance"),
    ("issuer_brin", "G03", "badge_lacks_brin"),
)
"""What Europe or the Netherlands wants to know, by the member of the content that would hold it."""


def _instrument(achievement_type: str | None) -> Instrument | None:
    """The one instrument with this type in OB 3.0, where there is exactly one."""
    fitting = [one for one in INSTRUMENTS.values() if one.achievement_type == achievement_type]
    return fitting[0] if len(fitting) == 1 else None


def _listed(achievement: JsonObject, wanted: _List, remarks: Remarks) -> tuple[Aligned, ...]:
    """Return the values of a list of SURF's as alignments of ours; one that we lack keeps its word."""
    found = []
    pointer = f"{_AT}/{wanted.member}"
    for value in foreign.items(achievement.get(wanted.member)):
        words = foreign.text(value)
        if words is None:
            continue
        read = from_surf(words, wanted.ours_to_theirs)
        concept = wanted.concepts.get(read.key or "")
        if concept is None:
            remarks.add("surf_value_unknown", Severity.WARNING, "D22", pointer, value=words[:60])
        elif read.is_wider:
            labels = concept.labels
            remarks.add(
                "surf_value_is_wider",
                Severity.INFO,
                "D22",
                pointer,
                value=words,
                taken_nl=labels["nl"],
                taken_en=labels["en"],
            )
        found.append(
            Aligned(
                type=wanted.kind.value,
                name=words,
                code=concept.key if concept else None,
                url=concept.uri if concept else None,
                framework=None,
                description=None,
            )
        )
    return tuple(found)


def _first(found: tuple[Aligned, ...]) -> Aligned | None:
    return found[0] if found else None


def _study_load(achievement: JsonObject, remarks: Remarks) -> ReadStudyLoad | None:
    """SBU or ECTS, or the hours of older badges. Numbers only, and no numbers that no module has."""
    for member, unit, words in (
        ("SBU", "SBU", "{} SBU"),
        ("ECTS", "ECTS", "{} ECTS"),
        ("timeInvestment", "SBU", "{} uur"),
    ):
        value = achievement.get(member)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _MAX_HOURS:
            remarks.add("surf_number_expected", Severity.WARNING, "D22", f"{_AT}/{member}", member=member)
            continue
        return ReadStudyLoad(text=words.format(f"{value:g}"), value=float(value), unit=unit)
    return None


def _programs(achievement: JsonObject, remarks: Remarks) -> Iterator[tuple[str, str]]:
    """``educationProgramIdentifier``: a number or a list of them. A crebo has five digits; else who knows."""
    for value in foreign.items(achievement.get("educationProgramIdentifier")):
        digits = foreign.text(value)
        if isinstance(value, float) and value.is_integer() and abs(value) < _TOO_LONG:
            digits = str(int(value))  # software that knows one kind of number only writes 25998.0
        if digits and _CREBO.fullmatch(digits):
            yield "Crebo", digits
        elif digits:
            remarks.add(
                "surf_program_identifier_odd",
                Severity.WARNING,
                "H03",
                f"{_AT}/educationProgramIdentifier",
                value=digits[:40],
            )


def _compare_identity(achievement: JsonObject, content: OpenBadgeContent, remarks: Remarks) -> None:
    """The flag and the kind of supervision say the same thing twice, and may not agree."""
    checked = achievement.get("identityChecked")
    key = content.supervision.code if content.supervision else None
    if isinstance(checked, bool) and key in SUPERVISION and checked is not identity_is_checked(key or ""):
        remarks.add("surf_identity_contradicts", Severity.WARNING, "D22", f"{_AT}/identityChecked")
