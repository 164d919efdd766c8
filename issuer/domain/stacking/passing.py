"""Does a credential say that the learner passed?"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.parsing import JsonObject
from issuer.domain.results import read_number, read_verdict

# ResultStatusType of Open Badges 3.0. "Provisional" settles nothing.
_STATUSES: Final[Mapping[str, bool]] = {
    "Completed": True,
    "Failed": False,
    "Withdrew": False,
    "Enrolled": False,
    "InProgress": False,
    "OnHold": False,
}


def passed(credential: JsonObject, *, results_fit: bool) -> bool | None:
    """Tell whether the results in a credential amount to a pass; None when they do not say.

    Results that contradict each other settle nothing either: parts may compensate for each other, and
    that is for people to judge. Nor does a status such as "Completed" beside a result that cannot be.

    Args:
        credential: The credential.
        results_fit: Whether every result is one that the achievement allows, as
            :func:`verifier.checks.achievement.check_achievement` found.

    Spec: requirement I03 ("behaald"); OB 3.0 "Result", "ResultStatusType".
    """
    verdicts = {verdict for verdict in _verdicts(credential) if verdict is not None}
    if len(verdicts) != 1 or (True in verdicts and not results_fit):
        return None
    return verdicts.pop()


def _verdicts(credential: JsonObject) -> Iterator[bool | None]:
    subject = foreign.obj(credential.get("credentialSubject"))
    achievement = foreign.obj(subject.get("achievement"))
    descriptions = {
        foreign.address(description): description
        for description in foreign.objects(achievement.get("resultDescription"))
    }
    for result in foreign.objects(subject.get("result")):
        reference = foreign.address(result.get("resultDescription"))
        description = descriptions.get(reference, {}) if reference else {}
        status = foreign.text(result.get("status"))
        if status:
            yield _STATUSES.get(status)
        if value := foreign.text(result.get("value")):
            yield _is_enough(value, description)


def _is_enough(value: str, description: JsonObject) -> bool | None:
    required = foreign.text(description.get("requiredValue"))
    if required is None:
        return read_verdict(value)
    order = [foreign.text(item) for item in foreign.items(description.get("allowedValue"))]
    if value in order and required in order:
        return order.index(value) >= order.index(required)
    got, needed = read_number(value), read_number(required)
    if got is not None and not _is_on_scale(got, description):
        return None  # 75 may be a percentage, or 7.5 without its point
    if got is not None and needed is not None:
        return got >= needed
    return True if value.casefold() == required.casefold() else read_verdict(value)


def _is_on_scale(number: Decimal, description: JsonObject) -> bool:
    lowest, highest = (
        read_number(foreign.text(description.get(bound)) or "") for bound in ("valueMin", "valueMax")
    )
    return (lowest is None or number >= lowest) and (highest is None or number <= highest)
