"""What stands behind the quality of a module, and what the school found when it looked at itself.

Spec: requirements A13, C11.
"""

import re
from typing import Final

from credentials.achievement.instruments.instrument import Usual
from credentials.achievement.quality_assurance import QualityAssurance
from issuer.domain.award_files.days import read_day
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.description.self_assessment import (
    CRITERIA,
    FRAMEWORK_URL,
    FRAMEWORK_VERSION,
    CriterionAnswer,
    SelfAssessment,
)
from issuer.domain.modules.keys import Keys

_STAND_IN: Final = QualityAssurance(name="", url="")
_NUMBER = re.compile(r"[0-9]{1,2}")


def read_quality(keys: Keys, usual: Usual | None) -> tuple[QualityAssurance, SelfAssessment | None]:
    """Return the framework, and the self-assessment against it."""
    if "kwaliteitsborging" not in keys:
        if usual:
            keys.ignore(("kwaliteitsborging",))
            return usual.quality_assurance, None
        keys.require(
            "kwaliteitsborging",
            "naam en url van het kader",
            "name and url of the framework",
            requirement="C13",
            later=True,
        )
        return _STAND_IN, None
    inner = keys.table("kwaliteitsborging")
    inner.require("naam", "de naam van het kader", "the name of the framework", requirement="C13")
    inner.require("url", "waar het kader te lezen is", "where it can be read", requirement="C13")
    inner.ignore(("omschrijving",))
    name, url, version = inner.text("naam") or "", inner.url("url") or "", inner.text("versie")
    if version is None and url == FRAMEWORK_URL:
        version = FRAMEWORK_VERSION  # the edition that the criteria of a self-assessment are of
    assessment = _self_assessment(inner, version) if "zelfcheck" in inner else None
    inner.ignore(("zelfcheck",))
    inner.finish()
    return QualityAssurance(name=name, url=url, version=version), assessment


def _self_assessment(quality: Keys, version: str | None) -> SelfAssessment:
    """Read the twelve answers: as a list of numbers that are met, or as one line of evidence each."""
    inner = quality.table("zelfcheck")
    answers: dict[int, CriterionAnswer] = {}
    for index, item in inner.items("criteria_voldaan"):
        raw = item.text or "" if isinstance(item, Scalar) else ""
        if (number := _number(inner, raw, "criteria_voldaan", index)) is not None:
            answers[number] = CriterionAnswer(number=number, is_met=True)
    for one in inner.tables("criteria"):
        answer = _answer(one)
        if answer is not None:
            answers[answer.number] = answer
    if evidence := inner.table_if_there("onderbouwing"):
        for number in CRITERIA:
            words = evidence.text(str(number))
            if words and (known := answers.get(number)):
                answers[number] = CriterionAnswer(number=number, is_met=known.is_met, evidence=words)
        evidence.finish()
    assessment = SelfAssessment(
        answers=tuple(answers[number] for number in sorted(answers)),
        by=inner.text("door"),
        on=read_day(inner, "datum"),
        framework_version=inner.text("kader_versie") or version or FRAMEWORK_VERSION,
    )
    inner.finish()
    return assessment


def _answer(one: Keys) -> CriterionAnswer | None:
    one.require("nr", "het nummer van het criterium, 1 tot en met 12", "its number, 1 to 12")
    one.require("voldoet", "ja of nee", "ja or nee")
    raw, is_met, evidence = one.text("nr"), one.flag("voldoet"), one.text("bewijs")
    one.finish()
    number = _number(one, raw, "nr") if raw else None
    if number is None or is_met is None:
        return None
    return CriterionAnswer(number=number, is_met=is_met, evidence=evidence)


def _number(keys: Keys, raw: str, *steps: str | int) -> int | None:
    number = int(raw) if _NUMBER.fullmatch(raw) else 0
    if number in CRITERIA:
        return number
    keys.add("criterion_unknown", *steps, requirement="C11", value=raw[:20], last=str(max(CRITERIA)))
    return None
