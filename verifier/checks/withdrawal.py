"""Since when is it out of force, and why?

A status list says only that. Whatever is wrong with the document that says more, what the list says stands.
"""

from collections.abc import Mapping
from datetime import UTC
from functools import lru_cache
from typing import Final, NamedTuple

from credentials.errors import CredentialError
from credentials.parsing import JsonObject
from credentials.status.errors import StatusChangesMalformed
from credentials.status.named_changes import named_changes
from credentials.status.status_changes import ChangeReason, ListedChange, StatusChanges, parse_status_changes
from credentials.status.status_entry import StatusListEntry
from credentials.status.status_list import StatusList
from verifier.codes import Code
from verifier.resources import Needed, ResourceKind, Resources, Unavailable
from verifier.result import NO_EVIDENCE, Finding

_CODE_OF_REASON: Final[Mapping[ChangeReason, Code]] = {
    ChangeReason.ERROR: Code.WITHDRAWN_FOR_ERROR,
    ChangeReason.DECISION_WITHDRAWN: Code.WITHDRAWN_BY_DECISION,
    ChangeReason.LEARNER_REQUEST: Code.WITHDRAWN_ON_REQUEST,
    ChangeReason.DUPLICATE: Code.WITHDRAWN_AS_DUPLICATE,
}
EXPLAINED: Final = frozenset(_CODE_OF_REASON.values())
"""Codes that say since when and why."""


class Withdrawal(NamedTuple):
    """What is known of a status that is set.

    Attributes:
        findings: Since when and why, or that it could not be found out; none when the list does not say
            where it stands.
        evidence: The same, for a program.
    """

    findings: tuple[Finding, ...] = ()
    evidence: Mapping[str, str] = NO_EVIDENCE


def withdrawal(
    entry: StatusListEntry, list_credential: JsonObject, status_list: StatusList, resources: Resources
) -> Withdrawal:
    """Say since when and why a status is set, from the document that its list names.

    Not looked at: whether the list may speak, and whether the status is set.

    Args:
        entry: The place of the credential in the list.
        list_credential: The list, whose proof holds.
        status_list: The same, opened.
        resources: The document, if it could be had.

    Spec: VCDM 2.0 §5.3; docs/status-changes.md.
    """
    try:
        named = named_changes(list_credential)
        if named is None:
            return Withdrawal()
        data = resources.get(Needed(ResourceKind.STATUS_CHANGES, named.url))
        if isinstance(data, Unavailable):
            return _unexplained(entry, data.reason.value)
        if not named.is_met_by(data):
            return _unexplained(entry, "digest")
        change = _change(entry, status_list, _parsed(data))
    except CredentialError:
        return _unexplained(entry, "malformed")
    finding = Finding(
        code=_CODE_OF_REASON[change.reason], pointer=entry.pointer, params={"since": change.since}
    )
    purpose = entry.status_purpose
    evidence = {
        f"{purpose}_since": change.since.isoformat(),
        f"{purpose}_reason": change.reason.value,
        f"{purpose}_changes": named.url,
    }
    return Withdrawal((finding,), evidence)


def _change(entry: StatusListEntry, status_list: StatusList, changes: StatusChanges) -> ListedChange:
    is_of_list = changes.status_list_credential == status_list.id
    if not is_of_list or changes.status_purpose != entry.status_purpose:
        raise StatusChangesMalformed("the document is about another list")
    change = changes.of(entry.status_list_index)
    if change is None:
        raise StatusChangesMalformed("the document does not have this place")
    made = status_list.valid_from
    # A list gives its moment in UTC, a document its days where the issuer is: at most a day ahead.
    if made is not None and change.since.toordinal() > made.astimezone(UTC).toordinal() + 1:
        raise StatusChangesMalformed("the status was set after the list was made")
    return change


def _unexplained(entry: StatusListEntry, reason: str) -> Withdrawal:
    finding = Finding(code=Code.WITHDRAWAL_UNEXPLAINED, pointer=entry.pointer)
    return Withdrawal((finding,), {f"{entry.status_purpose}_changes_problem": reason})


# The credentials of a class name one list; what a document says is the same for all of them.
_parsed: Final = lru_cache(maxsize=8)(parse_status_changes)
