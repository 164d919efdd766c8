"""What a new edition may not take back: everybody's credentials rest on what was published.

Keys never vanish, an end that has passed stays, and a school that is gone keeps its entry. What a list
once said of the past, it goes on saying.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from credentials.recognized_entity import RecognizedAction, RecognizedEntity, RecognizedKey, TrustList


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Something that was published and would be gone, or say something else.

    Attributes:
        word: Name of the sentence that says what.
        school: Whose.
        values: For that sentence.
    """

    word: str
    school: RecognizedEntity
    values: dict[str, object] = field(default_factory=dict)


def lost_history(before: TrustList, after: TrustList, *, at: datetime) -> tuple[Loss, ...]:
    """Return what the second edition takes back of the first.

    Args:
        before: What was published.
        after: What would be.
        at: Now: an end that lies ahead may still be changed.
    """
    losses: list[Loss] = []
    for school in before.entities:
        now = after.find(school.id)
        if now is None:
            losses.append(Loss(word="lost_school", school=school))
        else:
            losses.extend(_lost(school, now, at))
    return tuple(losses)


def _lost(before: RecognizedEntity, after: RecognizedEntity, at: datetime) -> Iterator[Loss]:
    if before.brin is not None and after.brin != before.brin:
        yield Loss(word="lost_brin", school=before, values={"brin": before.brin})
    for action in before.actions:
        if not any(_keeps_action(action, other, at) for other in after.actions):
            yield Loss(word="lost_recognition", school=before, values={"date": action.valid_from})
    for old, new in ((before.keys, after.keys), (before.card_keys, after.card_keys)):
        yield from _lost_keys(before, old, new, at)
    for url in before.status_lists:
        if url not in after.status_lists:
            yield Loss(word="lost_status_list", school=before, values={"url": url})


def _keeps_action(before: RecognizedAction, after: RecognizedAction, at: datetime) -> bool:
    allows_it = after.is_for_everything or (
        not before.is_for_everything
        and before.instruments <= after.instruments
        and before.achievement_types <= after.achievement_types
    )
    return allows_it and after.valid_from <= before.valid_from and _keeps_end(before, after.valid_until, at)


def _lost_keys(
    school: RecognizedEntity, before: Sequence[RecognizedKey], after: Sequence[RecognizedKey], at: datetime
) -> Iterator[Loss]:
    there = {key.verification_method.id: key for key in after}
    for key in before:
        method = key.verification_method
        now = there.get(method.id)
        values: dict[str, object] = {"key": method.id}
        if now is None or now.verification_method.public_key != method.public_key:
            yield Loss(word="lost_key", school=school, values=values)
        elif key.revoked is not None and (now.revoked is None or now.revoked > key.revoked):
            yield Loss(word="lost_revocation", school=school, values=values)
        elif now.valid_from > key.valid_from or not _keeps_end(key, now.valid_until, at):
            yield Loss(word="lost_period", school=school, values=values)


def _keeps_end(before: RecognizedAction | RecognizedKey, end: datetime | None, at: datetime) -> bool:
    """Tell whether an end that has passed is where it was, and no end comes before the beginning."""
    if before.valid_until is not None and before.valid_until <= at:
        return end == before.valid_until
    return end is None or end >= before.valid_from
