"""Whose hallmark a module has that was taken over, and whether it holds.

It is verified as any endorsement is, with what is at hand of the owner's keys: this package fetches
nothing. What could not be found out is told as that.

Spec: requirements D17, D08.
"""

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from credentials.achievement import foreign_json as foreign
from credentials.endorsement.reading import fits, names, read_endorsement
from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import (
    document_url,
    parse_controlled_identifier_document,
)
from credentials.identifiers.did import did_of
from credentials.parsing import JsonObject
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.carried_hallmark import CARRIED_LIMITS, hallmark_of
from issuer.dutch_time import day_in_dutch_time
from verifier.judge_endorsement import judge_endorsement
from verifier.resources import Needed, ResourceKind, Resources
from verifier.result import CheckStatus


class HallmarkState(enum.StrEnum):
    """What was found out about a hallmark."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    """The owner's keys are not at hand, or the hallmark cannot be read by us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginHallmark:
    """The hallmark of the school that a module was taken over from.

    Attributes:
        owner: DID or URL of who signed, as written.
        achievement_id: The version that it is about.
        version: Of that, as written.
        signed_on: Day of signing, as written, or None.
        state: Whether it holds.
        codes: Why it does not, or why that is open.
    """

    owner: str
    achievement_id: str | None
    version: str | None
    signed_on: str | None
    state: HallmarkState
    codes: tuple[str, ...]

    def finding(self) -> Finding:
        """Return what to tell a person, with what to do."""
        params = {
            "owner": self.owner,
            "version": self.version or "–",
            "date": self.signed_on or "–",
            "codes": ", ".join(self.codes) or "–",
            "url": _document_url(self.owner) or "–",
        }
        code, severity = _WORDS[self.state]
        return Finding(code=code, severity=severity, requirement="D17", params=params)


_WORDS = {
    HallmarkState.HOLDS: ("origin_hallmark_holds", Severity.INFO),
    HallmarkState.BROKEN: ("origin_hallmark_broken", Severity.WARNING),
    HallmarkState.UNKNOWN: ("origin_hallmark_unchecked", Severity.WARNING),
}


def check_hallmark(
    achievement: JsonObject, documents: Iterable[bytes], *, at: datetime, owner: str | None = None
) -> OriginHallmark | None:
    """Verify the hallmark of an achievement; None when there is none.

    Args:
        achievement: With the hallmark in it.
        documents: What owners publish about their keys (``did.json``), as the school got it.
        at: The moment to take as "now".
        owner: Whose hallmark it has to be; None for the first there is.
    """
    hallmark = hallmark_of(achievement, owner)
    if hallmark is None:
        return None
    read = read_endorsement(hallmark)
    codes: list[str] = []
    state = HallmarkState.HOLDS
    # A hallmark that does not say of what exactly it is would hold of whatever somebody makes of the module.
    if not names(hallmark, achievement) or read.digest is None or not fits(hallmark, achievement):
        state = HallmarkState.BROKEN
        codes.append("endorsed_content_changed")
    for status, code in _judged(hallmark, documents, at):
        codes.append(code)
        if status is CheckStatus.FAILED:
            state = HallmarkState.BROKEN
        elif state is HallmarkState.HOLDS:
            state = HallmarkState.UNKNOWN
    return OriginHallmark(
        owner=read.endorser_id or "–",
        achievement_id=foreign.address(achievement.get("id")),
        version=foreign.text(achievement.get("version")),
        signed_on=day_in_dutch_time(read.signed_at) if read.signed_at is not None else None,
        state=state,
        codes=tuple(dict.fromkeys(codes)),
    )


def _judged(
    hallmark: JsonObject, documents: Iterable[bytes], at: datetime
) -> Iterator[tuple[CheckStatus, str]]:
    """Yield what the verifier's judge has against a hallmark, by itself."""
    found = {
        Needed(ResourceKind.CONTROLLER_DOCUMENT, url): document
        for document in documents
        if (url := _document_url(_id_in(document))) is not None
    }
    try:
        results = judge_endorsement(hallmark, Resources(found=found), at=at, limits=CARRIED_LIMITS)
    except CredentialError as error:  # pragma: no cover - the judge reports; this is one lock more
        yield CheckStatus.FAILED, error.code
        return
    for result in results:
        if result.status in (CheckStatus.FAILED, CheckStatus.INDETERMINATE):
            for finding in result.findings:
                yield result.status, finding.code.rpartition(":")[2].rpartition("#")[2]


def _id_in(document: bytes) -> str | None:
    try:
        return parse_controlled_identifier_document(document, limits=CARRIED_LIMITS).id
    except CredentialError:
        return None


def _document_url(identifier: str | None) -> str | None:
    try:
        return document_url(did_of(identifier)) if identifier is not None else None
    except CredentialError:
        return None
