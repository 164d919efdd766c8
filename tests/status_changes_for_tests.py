"""Lists of the school of ``verification_for_tests`` that say since when and why, and what they name."""

from datetime import date
from typing import Any

from credentials.parsing import JsonObject
from credentials.status.named_changes import name_changes
from credentials.status.status_changes import ChangeReason, ListedChange, build_status_changes
from tests.verification_for_tests import INDEX, LIST_URL, as_bytes, signed, unsigned_status_list

SINCE = date(2026, 11, 18)


def listed(
    index: int = INDEX, since: date = SINCE, reason: ChangeReason = ChangeReason.ERROR
) -> ListedChange:
    """Return since when and why one status is set."""
    return ListedChange(index=index, since=since, reason=reason)


def changes_document(*changes: ListedChange, url: str = LIST_URL, purpose: str = "revocation") -> bytes:
    """Return a document of changes, by default with that of the badge."""
    document = build_status_changes(url, purpose, changes or (listed(),))
    assert document is not None
    return document


def unsigned_list_naming(
    *documents: bytes,
    indexes: tuple[int, ...] = (INDEX,),
    url: str = LIST_URL,
    **options: Any,  # noqa: ANN401 - as unsigned_status_list takes them
) -> JsonObject:
    """Return a status list that names documents, in which ``indexes`` are set."""
    document = unsigned_status_list(*indexes, url=url, **options)
    return document | {"relatedResource": [name_changes(url, one) for one in documents]}


def list_naming(*documents: bytes, **options: Any) -> bytes:  # noqa: ANN401
    """Return the same, signed by the school."""
    return as_bytes(signed(unsigned_list_naming(*documents, **options)))
