"""Do the results fit what the achievement says can be achieved?"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, NamedTuple

from credentials.parsing import JsonObject
from verifier.codes import CheckId, Code
from verifier.members import inner, objects, pointer_to, strings, text
from verifier.result import CheckResult, CheckStatus, Finding

MEMBERS_READ: Final = frozenset({"result", "resultDescription"})
"""All that :func:`check_achievement` reads as text stands in one of these members."""

# A longer one is no mark.
_CHARACTERS_OF_NUMBER: Final = 40


def check_achievement(credential: JsonObject) -> CheckResult:
    """Compare each result with the description that it refers to.

    Whether the result is enough (``requiredValue``) is the issuer's judgement, and what it is
    worth the reader's; neither is looked at. A result without a description says what it says.

    Spec: OB 3.0 "Result", "ResultDescription", "RubricCriterionLevel".
    """
    findings: list[Finding] = []
    compared = 0
    for subject_place, subject in objects(credential, "credentialSubject"):
        results = inner(subject, "result")
        if not results:
            continue
        compared += len(results)
        descriptions = {
            description_id: description
            for achievement in inner(subject, "achievement")
            for description in inner(achievement, "resultDescription")
            if (description_id := text(description, "id")) is not None
        }
        misfits = [_misfits(result, descriptions) for result in results]
        if any(misfits):
            places = [place for place, _ in objects(subject, "result", subject_place)]
            for place, found in zip(places, misfits, strict=True):
                findings += [one.finding(place) for one in found]
    if not compared:
        return CheckResult(check=CheckId.ACHIEVEMENT, status=CheckStatus.NOT_APPLICABLE)
    return CheckResult(
        check=CheckId.ACHIEVEMENT,
        status=CheckStatus.FAILED if findings else CheckStatus.PASSED,
        findings=tuple(findings),
        evidence={"results": str(compared)},
    )


class _Misfit(NamedTuple):
    """What does not fit in a result, and in which of its members."""

    code: Code
    member: str
    params: Mapping[str, str]

    def finding(self, place: str) -> Finding:
        """Return it as a finding on the result at this place."""
        return Finding(code=self.code, pointer=pointer_to(place, self.member), params=self.params)


def _misfits(result: JsonObject, descriptions: Mapping[str, JsonObject]) -> tuple[_Misfit, ...]:
    """Compare one result with its description; places are left for when there is something to say."""
    reference = text(result, "resultDescription")
    if reference is None:
        return ()
    description = descriptions.get(reference)
    if description is None:
        return (_Misfit(Code.RESULT_DESCRIPTION_UNKNOWN, "resultDescription", {"id": reference}),)
    name = text(description, "name") or reference
    found: list[_Misfit] = []
    value = text(result, "value")
    if value is not None:
        params = {"name": name, "value": value}
        allowed = strings(description, "allowedValue")
        if allowed and value not in allowed:
            found.append(_Misfit(Code.RESULT_NOT_ALLOWED, "value", params))
        elif not _in_range(value, text(description, "valueMin"), text(description, "valueMax")):
            found.append(_Misfit(Code.RESULT_OUT_OF_RANGE, "value", params))
    level = text(result, "achievedLevel")
    if level is not None and level not in {
        text(one, "id") for one in inner(description, "rubricCriterionLevel")
    }:
        found.append(_Misfit(Code.RESULT_LEVEL_UNKNOWN, "achievedLevel", {"name": name, "level": level}))
    return tuple(found)


def _in_range(value: str, lowest: str | None, highest: str | None) -> bool:
    """Tell whether a score lies between two bounds, both inclusive.

    A bound that is no number, such as a letter grade, has no order that we know, so it is not
    compared with; a score that is no number lies outside bounds that are.
    """
    low, high = _number(lowest), _number(highest)
    if low is None and high is None:
        return True
    score = _number(value)
    if score is None:
        return False
    return (low is None or low <= score) and (high is None or score <= high)


def _number(value: str | None) -> Decimal | None:
    if value is None or len(value) > _CHARACTERS_OF_NUMBER:
        return None
    return _short_number(value)


# A class has the same bounds, and few marks.
@lru_cache(maxsize=256)
def _short_number(value: str) -> Decimal | None:
    try:
        number = Decimal(value.replace(",", "."))  # a Dutch mark is written 7,5
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
