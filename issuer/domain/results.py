"""Is this result enough? A learner's results against the result descriptions of a module."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from credentials.achievement.model import Module, Result, ResultDescription

MAX_RESULT_CHARACTERS = 100

_POSITIVE_WORDS = frozenset(
    {"voldoende", "behaald", "geslaagd", "voldaan", "goed", "v", "vold"}
    | {"pass", "passed", "achieved", "sufficient", "satisfactory"}
)
_NEGATIVE_WORDS = frozenset(
    {"onvoldoende", "niet behaald", "niet-behaald", "niet voldaan", "niet geslaagd", "gezakt", "afgewezen"}
    | {"o", "onv", "nb", "fail", "failed", "insufficient", "unsatisfactory", "not achieved", "not passed"}
)
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class ResultProblem:
    """A result that cannot stand.

    Attributes:
        code: See :mod:`issuer.texts`.
        description: Name of the result description, or "" when it is about the result as a whole.
        params: Values for the text.
    """

    code: str
    description: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the results of one learner amount to.

    Attributes:
        achieved: Everything that the module requires is there.
        results: As they will stand in the credential.
        problems: What cannot be understood or is missing; ``achieved`` then means nothing.
    """

    achieved: bool
    results: tuple[Result, ...] = ()
    problems: tuple[ResultProblem, ...] = ()


def judge_results(module: Module, *, overall: str, by_description: Mapping[str, str]) -> Judgement:
    """Compare the results of a learner with what the module asks.

    A result that is too low is no mistake: the learner did not achieve it, and there is no award.

    Args:
        module: With its result descriptions.
        overall: The one verdict or score, or "" if there is none. With exactly one description it is
            the result for that; otherwise a negative verdict settles it.
        by_description: Text of the result by ``id`` of its description.
    """
    given = {key: value for key, value in by_description.items() if value}
    verdict = read_verdict(overall)
    if not module.result_descriptions:
        return _without_descriptions(overall, verdict)
    if len(module.result_descriptions) == 1 and not given and overall:
        given = {module.result_descriptions[0].id: overall}
    elif verdict is False:
        return Judgement(achieved=False)

    results: list[Result] = []
    problems: list[ResultProblem] = []
    achieved = True
    for description in module.result_descriptions:
        text = given.get(description.id, "")
        if not text:
            if description.required_value is not None or len(module.result_descriptions) == 1:
                problems.append(ResultProblem("result_missing", description.name))
            continue
        value = _value(description, text)
        if isinstance(value, ResultProblem):
            problems.append(value)
        elif value is None or not _is_enough(description, value):
            achieved = False
        else:
            results.append(Result(result_description=description.id, value=value))
    if not problems and achieved and not results and verdict is not True:
        problems.append(ResultProblem("result_missing"))
    return Judgement(achieved=achieved, results=tuple(results), problems=tuple(problems))


def read_verdict(text: str) -> bool | None:
    """Return True for voldoende, behaald, pass and the like, False for the opposite, None for neither."""
    word = " ".join(text.casefold().split())
    if word in _POSITIVE_WORDS:
        return True
    return False if word in _NEGATIVE_WORDS else None


def read_number(text: str) -> Decimal | None:
    """Return a number written with a decimal comma or point; None when it is something else.

    A number with both is no number here: ``1.234,5`` and ``1,234.5`` differ by who writes it.
    """
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def number_as_text(number: Decimal) -> str:
    """Return a number with a point and without needless zeros: ``7.5``, ``8``."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _without_descriptions(overall: str, verdict: bool | None) -> Judgement:
    if not overall:
        return Judgement(achieved=False, problems=(ResultProblem("result_missing"),))
    if verdict is None:
        problem = ResultProblem(
            "result_not_allowed", params={"value": _short(overall), "allowed": "voldoende, onvoldoende"}
        )
        return Judgement(achieved=False, problems=(problem,))
    return Judgement(achieved=verdict)


def _value(description: ResultDescription, text: str) -> str | ResultProblem | None:
    """Return the value as it will be written, None for a plain "not achieved", or what is wrong."""
    if description.allowed_values:
        return _allowed_value(description, text)
    if _is_numeric(description):
        return _score(description, text)
    if len(text) > MAX_RESULT_CHARACTERS:
        return ResultProblem("result_too_long", description.name)
    return None if read_verdict(text) is False else text


def _allowed_value(description: ResultDescription, text: str) -> str | ResultProblem | None:
    for allowed in description.allowed_values:
        if allowed.casefold() == text.casefold():
            return allowed
    verdict = read_verdict(text)
    if verdict is False:
        return None
    if verdict is True:
        positive = [allowed for allowed in description.allowed_values if read_verdict(allowed) is True]
        if description.required_value in positive:
            return description.required_value
        if len(positive) == 1:
            return positive[0]
    return ResultProblem(
        "result_not_allowed",
        description.name,
        {"value": _short(text), "allowed": ", ".join(description.allowed_values)},
    )


def _score(description: ResultDescription, text: str) -> str | ResultProblem | None:
    number = read_number(text)
    if number is None:
        if read_verdict(text) is False:
            return None
        return ResultProblem("result_not_a_number", description.name, {"value": _short(text)})
    lowest, highest = _bound(description.value_min), _bound(description.value_max)
    if (lowest is not None and number < lowest) or (highest is not None and number > highest):
        return ResultProblem(
            "result_out_of_range",
            description.name,
            {
                "value": _short(text),
                "lowest": description.value_min or "–",
                "highest": description.value_max or "–",
            },
        )
    return number_as_text(number)


def _is_enough(description: ResultDescription, value: str) -> bool:
    required = description.required_value
    if required is None:
        return read_verdict(value) is not False
    if required in description.allowed_values:
        order = description.allowed_values
        return order.index(value) >= order.index(required)
    needed, got = _bound(required), read_number(value)
    if needed is not None and got is not None:
        return got >= needed
    return value.casefold() == required.casefold()


def _is_numeric(description: ResultDescription) -> bool:
    return any(
        _bound(bound) is not None
        for bound in (description.value_min, description.value_max, description.required_value)
    )


def _bound(text: str | None) -> Decimal | None:
    return None if text is None else read_number(text)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
