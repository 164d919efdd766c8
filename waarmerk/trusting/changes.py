"""What a new edition changes, for the person who is about to sign it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from credentials.recognized_entity import RecognizedAction, RecognizedEntity, RecognizedKey, TrustList


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changes.

    Attributes:
        word: Name of the sentence that says what.
        school: At which school, or None for the list itself.
        values: For that sentence.
    """

    word: str
    school: RecognizedEntity | None = None
    values: dict[str, object] = field(default_factory=dict)


def changes(before: TrustList | None, after: TrustList) -> tuple[Change, ...]:
    """Return what changes between two editions, apart from their number and dates.

    Args:
        before: What was published, or None when nothing was.
        after: What would be.
    """
    return tuple(_changes(before, after))


def _changes(before: TrustList | None, after: TrustList) -> Iterator[Change]:
    if before is not None:
        for word in ("name", "publisher", "publisher_id", "id"):
            old, new = getattr(before, word), getattr(after, word)
            if old != new:
                yield Change(word=f"list_{word}", values={"old": old, "new": new})
    for school in after.entities:
        known = before.find(school.id) if before is not None else None
        if known is None:
            yield Change(word="school_added", school=school, values={"keys": len(school.keys)})
            yield from _actions(school, (), school.actions)
        else:
            yield from _school(known, school)
    for school in before.entities if before is not None else ():
        if after.find(school.id) is None:
            yield Change(word="school_gone", school=school)


def _school(before: RecognizedEntity, after: RecognizedEntity) -> Iterator[Change]:
    for name in ("name", "legal_name", "brin", "kvk", "url"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(word=f"school_{name}", school=after, values={"old": old or "–", "new": new or "–"})
    yield from _actions(after, before.actions, after.actions)
    yield from _keys(after, "key", before.keys, after.keys)
    yield from _keys(after, "card_key", before.card_keys, after.card_keys)
    for word, urls in (
        ("status_list_added", [url for url in after.status_lists if url not in before.status_lists]),
        ("status_list_gone", [url for url in before.status_lists if url not in after.status_lists]),
    ):
        for url in urls:
            yield Change(word=word, school=after, values={"url": url})


def _actions(
    school: RecognizedEntity, before: Iterable[RecognizedAction], after: Iterable[RecognizedAction]
) -> Iterator[Change]:
    """Yield what was recognised and is not, and what is and was not; a new end is told as that."""
    old, new = list(before), list(after)
    for action in [action for action in old if action not in new]:
        same = next((one for one in new if one not in old and _same_but_for_end(one, action)), None)
        if same is None:
            yield Change(word="recognition_gone", school=school, values=_values(action))
            continue
        new.remove(same)
        word = "recognition_reopened" if same.valid_until is None else "recognition_ended"
        yield Change(word=word, school=school, values=_values(same))
    for action in [action for action in new if action not in old]:
        word = "recognition_added" if action.is_for_everything else "recognition_added_for"
        yield Change(word=word, school=school, values=_values(action))
        if action.valid_until is not None:
            yield Change(word="recognition_ended", school=school, values=_values(action))


def _same_but_for_end(one: RecognizedAction, other: RecognizedAction) -> bool:
    return (one.valid_from, one.instruments, one.achievement_types) == (
        other.valid_from,
        other.instruments,
        other.achievement_types,
    )


def _values(action: RecognizedAction) -> dict[str, object]:
    return {
        "date": action.valid_from,
        "until": action.valid_until,
        "what": ", ".join([*sorted(action.instruments), *sorted(action.achievement_types)]),
    }


def _keys(
    school: RecognizedEntity, kind: str, before: Iterable[RecognizedKey], after: Iterable[RecognizedKey]
) -> Iterator[Change]:
    known = {key.verification_method.id: key for key in before}
    for key in after:
        old = known.pop(key.verification_method.id, None)
        values = _key_values(key)
        if old is None:
            yield Change(word=f"{kind}_added", school=school, values=values)
            old_end: tuple[datetime | None, datetime | None] = (None, None)
        else:
            old_end = (old.valid_until, old.revoked)
            if old.valid_from != key.valid_from:
                yield Change(word=f"{kind}_from", school=school, values=values)
            if old.verification_method.public_key != key.verification_method.public_key:
                yield Change(word=f"{kind}_other", school=school, values=values)
        if key.revoked != old_end[1]:
            word = f"{kind}_revoked" if key.revoked is not None else f"{kind}_unrevoked"
            yield Change(word=word, school=school, values=values)
        elif key.valid_until != old_end[0]:
            word = f"{kind}_ended" if key.valid_until is not None else f"{kind}_reopened"
            yield Change(word=word, school=school, values=values)
    for key in known.values():
        yield Change(word=f"{kind}_gone", school=school, values=_key_values(key))


def _key_values(key: RecognizedKey) -> dict[str, object]:
    return {
        "key": key.verification_method.id.partition("#")[2],
        "date": key.valid_from,
        "until": key.valid_until,
        "revoked": key.revoked,
    }
