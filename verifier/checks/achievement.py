"""Do the results fit what the achievement says can be achieved?"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from credentials.parsing import JsonObject
from verifier.codes import CheckId, Code
from verifier.members import inner, objects, pointer_to, strings, text
from verifier.result import CheckResult, CheckStatus, Finding


def check_achievement(credential: JsonObject) -> CheckResult:
    """Compare each result with the description that it refers to.

    Whether the result is enough (``requiredValue``) is the issuer's judgement, and what it is
    worth the reader's; neither is looked at. A result without a description says what it says.

    Spec: OB 3.0 "Result", "ResultDescription", "RubricCriterionLevel".
    """
    findings: list[Finding] = []
    compared = 0
    for subject_place, subject in objects(credential, "credentialSubject"):
        results = list(objects(subject, "result", subject_place))
        compared += len(results)
        descriptions = {
            description_id: description
            for achievement in inner(subject, "achievement")
            for description in inner(achievement, "resultDescription")
            if (description_id := text(description, "id")) is not None
        }
        for place, result in results:
            findings.extend(_compare(result, place, descriptions))
    if not compared:
        return CheckResult(check=CheckId.ACHIEVEMENT, status=CheckStatus.NOT_APPLICABLE)
    return CheckResult(
        check=CheckId.ACHIEVEMENT,
        status=CheckStatus.FAILED if findings else CheckStatus.PASSED,
        findings=tuple(findings),
        evidence={"results": str(compared)},
    )


def _compare(result: JsonObject, pointer: str, descriptions: Mapping[str, JsonObject]) -> Iterator[Finding]:
    reference = text(result, "resultDescription")
    if reference is None:
        return
    description = descriptions.get(reference)
    if description is None:
        place = pointer_to(pointer, "resultDescription")
        yield Finding(code=Code.RESULT_DESCRIPTION_UNKNOWN, pointer=place, params={"id": reference})
        return
    name = text(description, "name") or reference
    value = text(result, "value")
    if value is not None:
        params = {"name": name, "value": value}
        allowed = strings(description, "allowedValue")
        if allowed and value not in allowed:
            yield Finding(code=Code.RESULT_NOT_ALLOWED, pointer=pointer_to(pointer, "value"), params=params)
        elif not _in_range(value, text(description, "valueMin"), text(description, "valueMax")):
            yield Finding(code=Code.RESULT_OUT_OF_RANGE, pointer=pointer_to(pointer, "value"), params=params)
    level = text(result, "achievedLevel")
    levels = {text(one, "id") for one in inner(description, "rubricCriterionLevel")}
    if level is not None and level not in levels:
        place = pointer_to(pointer, "achievedLevel")
        yield Finding(code=Code.RESULT_LEVEL_UNKNOWN, pointer=place, params={"name": name, "level": level})


def _in_range(value: str, lowest: str | None, highest: str | None) -> bool:
    """Tell whether a score lies between two bounds, both inclusive.

    A bound that is no number, such as a letter grade, has no order that we know, so it is not
    compared with; a score that is no number lies outside bounds that are.
    """
    low, high, score = _number(lowest), _number(highest), _number(value)
    if low is None and high is None:
        return True
    if score is None:
        return False
    return (low is None or low <= score) and (high is None or score <= high)


def _number(value: str | None) -> Decimal | None:
    if value is None or len(value) > 40:
        return None
    try:
        number = Decimal(value.replace(",", "."))  # a Dutch mark is written 7,5
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
