"""What a request asks to be signed, by its own names: who, what, where, when, and how that was shown.

What is left when this is done is for whoever shows it to show as well.
"""

from collections.abc import Iterator
from typing import Final

from credentials.achievement.alignment_types import AlignmentType
from credentials.parsing import JsonObject
from verifier.claimed_instruments import claimed_instruments
from waarmerk.endorsing.claims import Claims
from waarmerk.endorsing.texts import said

Row = tuple[str, str]
"""The name of a label, and what is shown beside it."""

_SUBJECT: Final = "credentialSubject"
_ACHIEVEMENT: Final = (_SUBJECT, "achievement")
_LABELS: Final = {
    AlignmentType.WORK_PROCESS.value: "work_process",
    AlignmentType.EQF.value: "level",
    AlignmentType.NLQF.value: "level",
    AlignmentType.STUDY_LOAD.value: "study_load",
    AlignmentType.LEARNING_OUTCOME.value: "outcome",
    AlignmentType.ASSESSMENT_TYPE.value: "assessment",
    AlignmentType.PARTICIPATION.value: "participation",
    AlignmentType.QUALITY_ASSURANCE.value: "quality",
}
_NOON: Final = "T12:00:00Z"
"""A day of which nobody says the hour is written with this one."""


def what_is_said(content: JsonObject, claims: Claims, *, role: str, language: str) -> Iterator[Row]:
    """Yield what is said, and take it from ``claims``.

    Args:
        content: What is endorsed, with a subject around it if it is a module.
        claims: Of that content.
        role: As what it is to be signed.
        language: "nl" or "en".
    """
    yield from _learner(claims)
    yield from _taken(claims, ("school", ("issuer", "name")), ("school", ("issuer", "id")))
    yield from _taken(claims, ("provider", (_SUBJECT, "source", "name")))
    yield from _kind(content, claims, role, language)
    yield from _title(claims)
    yield from _taken(claims, ("version", (*_ACHIEVEMENT, "version")))
    yield from _period(claims)
    yield from _alignments(claims)
    yield from _taken(
        claims,
        ("load", (*_ACHIEVEMENT, "creditsAvailable")),
        ("description", (*_ACHIEVEMENT, "description")),
        ("criteria", (*_ACHIEVEMENT, "criteria", "narrative")),
    )
    yield from _results(claims)
    yield from _evidence(claims)


def _taken(claims: Claims, *wanted: tuple[str, tuple[str | int, ...]]) -> Iterator[Row]:
    for label, place in wanted:
        value = claims.take(*place)
        if value is not None:
            yield label, value


def _learner(claims: Claims) -> Iterator[Row]:
    """Whoever it is about, by everything that the document has of it."""
    for number in claims.numbers(_SUBJECT, "identifier"):
        at = (_SUBJECT, "identifier", number)
        value = claims.take(*at, "identityHash")
        if value is None:
            continue
        kind = claims.take(*at, "identityType")
        if claims.look(*at, "hashed") == "false":
            claims.take(*at, "hashed")
        yield "learner", value if kind == "name" else f"{kind or '?'}: {value}"


def _kind(content: JsonObject, claims: Claims, role: str, language: str) -> Iterator[Row]:
    """What kind of document it is, and what it is not; all of them when it passes for several."""
    subject = content.get(_SUBJECT)
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    instruments = tuple(claimed_instruments(achievement)) if isinstance(achievement, dict) else ()
    for instrument in instruments:
        yield "kind", instrument.names[language]
        yield "standing", instrument.legal_sentence(language)
    if len(instruments) > 1:
        yield "attention", said("several_kinds", language)
    if not instruments:
        yield "kind", said("unknown_kind", language)
    written = [claims.take(*_ACHIEVEMENT, "achievementType")]
    written += [claims.take(*_ACHIEVEMENT, "tag", number) for number in claims.numbers(*_ACHIEVEMENT, "tag")]
    words = ", ".join(one for one in written if one)
    if words:
        yield "kind_written", words
    signers = {signer.value for instrument in instruments for signer in instrument.signers}
    if instruments and "issuer" in content and role not in signers:
        yield "attention", said("not_usual", language)


def _title(claims: Claims) -> Iterator[Row]:
    title, name = claims.take(*_ACHIEVEMENT, "name"), claims.take("name")
    for one in dict.fromkeys((title, name)):
        if one is not None:
            yield "module", one


def _period(claims: Claims) -> Iterator[Row]:
    for label, name in (("from", "activityStartDate"), ("until", "activityEndDate")):
        moment = claims.take(_SUBJECT, name)
        if moment is not None:
            yield label, moment.removesuffix(_NOON) if len(moment) == 20 else moment


def _alignments(claims: Claims) -> Iterator[Row]:
    rows: list[Row] = []
    for number in claims.numbers(*_ACHIEVEMENT, "alignment"):
        at = (*_ACHIEVEMENT, "alignment", number)
        label = _LABELS.get(claims.look(*at, "targetType") or "")
        if label is None:
            continue
        claims.take(*at, "targetType")
        parts = [claims.take(*at, name) for name in ("targetCode", "targetName", "targetDescription")]
        rows.append((label, " – ".join(part for part in parts if part) or "–"))
    order = list(dict.fromkeys(_LABELS.values()))
    yield from sorted(rows, key=lambda row: order.index(row[0]))


def _results(claims: Claims) -> Iterator[Row]:
    names = {
        claims.look(*_ACHIEVEMENT, "resultDescription", number, "id"): claims.look(
            *_ACHIEVEMENT, "resultDescription", number, "name"
        )
        for number in claims.numbers(*_ACHIEVEMENT, "resultDescription")
    }
    for number in claims.numbers(_SUBJECT, "result"):
        at = (_SUBJECT, "result", number)
        value = claims.take(*at, "value")
        if value is not None:
            name = names.get(claims.look(*at, "resultDescription"))
            yield "result", f"{name}: {value}" if name else value


def _evidence(claims: Claims) -> Iterator[Row]:
    for number in claims.numbers("evidence"):
        parts = [claims.take("evidence", number, name) for name in ("name", "narrative", "description", "id")]
        if any(parts):
            yield "evidence", " – ".join(part for part in parts if part)
