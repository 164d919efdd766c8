"""Verify the card in a QR code: the same questions as of a credential, for what a card says.

Spec: docs/card.md, "To verify a card".
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from credentials.achievement.instruments import INSTRUMENT_OF_CARD
from credentials.card.as_credential import as_credential, places_of
from credentials.card.digest import is_of_credential
from credentials.card.reading import UnverifiedCard
from credentials.card.status_lists import status_list_url
from credentials.card.values import ELLIPSIS, Card
from credentials.errors import CredentialError
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject
from credentials.recognized_entity import TrustList
from verifier.checks.card_proof import SchoolKey, check_card_proof, find_card_key
from verifier.checks.credential import if_proven, not_checked
from verifier.checks.issuer_trust import check_issuer_trust
from verifier.checks.recipient import KnownRecipient, check_recipient
from verifier.checks.status import check_status
from verifier.checks.validity_period import check_validity_period
from verifier.codes import CheckId, Code
from verifier.gathering import gather_for, given_status_lists
from verifier.judge import judge
from verifier.policy import DEFAULT, Policy
from verifier.report import VerificationReport
from verifier.resources import Fetch, Needed, Resources, offline
from verifier.result import CheckResult, CheckStatus, Finding, worst
from verifier.signed import Signed
from verifier.unpack import NotUnpacked, unpack_card

_NOT_ON_A_CARD: Final = tuple(
    CheckResult(check=check, status=CheckStatus.NOT_APPLICABLE)
    for check in (CheckId.ACHIEVEMENT, CheckId.ENDORSEMENTS)
)


def verify_card(
    address: str | bytes,
    *,
    at: datetime,
    trust_list: TrustList | None = None,
    status_lists: Iterable[bytes] = (),
    policy: Policy = DEFAULT,
    recipient: KnownRecipient | None = None,
    fetch: Fetch = offline,
    limits: Limits = DEFAULT_LIMITS,
) -> VerificationReport:
    """Verify a card, given as the address in the QR code.

    Args:
        address: ``https://<host>/#<decimal>``, perhaps with white space around it. The host does not matter.
        at: The moment to take as "now"; timezone-aware.
        trust_list: Whom you recognise, and by which keys; without it nothing can be known.
        status_lists: Status lists that are at hand, and what they name, as bytes; known by what is in them.
        policy: What must hold.
        recipient: Who it should be about, or None.
        fetch: Gets status lists. By default nothing is fetched.
        limits: Bounds on status lists.
    """
    data = address.encode("utf-8", "surrogatepass") if isinstance(address, str) else address
    try:
        card = unpack_card(data)
    except NotUnpacked as problem:
        return judge(problem, Resources(), policy=policy, at=at)
    return verify_unpacked_card(
        card,
        fetch,
        trust_list=trust_list,
        given=given_status_lists(status_lists, limits=limits),
        policy=policy,
        at=at,
        recipient=recipient,
        limits=limits,
    )


def verify_unpacked_card(
    card: UnverifiedCard,
    fetch: Fetch,
    *,
    trust_list: TrustList | None,
    given: Mapping[Needed, bytes],
    policy: Policy,
    at: datetime,
    recipient: KnownRecipient | None,
    limits: Limits = DEFAULT_LIMITS,
) -> VerificationReport:
    """Gather what a card needs from outside, and judge it; see :func:`verify_card`."""
    said = _Said.by(card, trust_list)
    # Whoever asks for a list of a card that no school signed lets a stranger choose what we fetch.
    get = fetch if said.is_signed else offline
    resources = gather_for(Signed(said.document), get, trust_list=trust_list, given=given, limits=limits)
    return _judge(said, resources, policy=policy, at=at, recipient=recipient, limits=limits)


def judge_card(
    card: UnverifiedCard,
    resources: Resources,
    *,
    policy: Policy,
    at: datetime,
    recipient: KnownRecipient | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> VerificationReport:
    """Do every check of a card, by values alone. The same arguments give the same report next year.

    Args:
        card: The card.
        resources: The trust list, and the status lists.
        policy: What must hold.
        at: The moment to take as "now"; timezone-aware.
        recipient: Who it should be about, or None when nobody asks.
        limits: Bounds on status lists.
    """
    said = _Said.by(card, resources.trust_list)
    return _judge(said, resources, policy=policy, at=at, recipient=recipient, limits=limits)


def compare_with_credential(
    card_report: VerificationReport, credential_report: VerificationReport
) -> VerificationReport:
    """Return the report on a card as it is when the whole credential is there too.

    If it is the credential that the card was made of, to the letter, it no longer says that this is not
    everything. If it is another, the card fails: the two do not belong together, whatever each is by itself.

    Raises:
        ValueError: One of them was not shown to be signed, or the first is of no card or the second of
            one: then there is nothing to compare.
    """
    card, document = card_report.signed_card, credential_report.signed_document
    structure = card_report.result(CheckId.STRUCTURE)
    if card is None or document is None or structure is None:
        raise ValueError("a card and a credential are compared when the proofs of both hold")
    findings = tuple(finding for finding in structure.findings if finding.code is not Code.CARD_ONLY)
    if _is_of(card, document):
        compared = replace(structure, findings=findings)
    else:
        other = Finding(code=Code.CARD_OF_OTHER_CREDENTIAL, pointer="/digest")
        compared = replace(structure, status=CheckStatus.FAILED, findings=(other, *findings))
    results = tuple(compared if one is structure else one for one in card_report.results)
    return replace(card_report, results=results)


def _is_of(card: Card, document: JsonObject) -> bool:
    try:
        return is_of_credential(card, document)
    except CredentialError:
        return False  # no card is made of what has no canonical form


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a card says, by what a trust list tells of its school.

    Attributes:
        card: The card.
        found: Its key, and whose that is, or None.
        document: What it says, in the places of a credential.
        unresolved: Purposes of status lists whose address is not known.
        is_signed: Whether the signature is that of the key.
    """

    card: UnverifiedCard
    found: SchoolKey | None
    document: JsonObject
    unresolved: tuple[str, ...]
    is_signed: bool

    @classmethod
    def by(cls, card: UnverifiedCard, trust_list: TrustList | None) -> "_Said":
        found = find_card_key(card, trust_list)
        school = found.school if found is not None else None
        places = places_of(card.unverified)
        known = {
            purpose: url
            for purpose, place in places.items()
            if school is not None
            and (url := status_list_url(place.number, purpose=purpose, status_lists=school.status_lists))
        }
        return cls(
            card=card,
            found=found,
            document=as_credential(card.unverified, school, status_lists=known),
            unresolved=tuple(purpose for purpose in places if purpose not in known),
            is_signed=found is not None
            and card.envelope.is_signed_by(found.key.verification_method.public_key),
        )


def _judge(
    said: _Said,
    resources: Resources,
    *,
    policy: Policy,
    at: datetime,
    recipient: KnownRecipient | None,
    limits: Limits,
) -> VerificationReport:
    card = said.card.unverified
    proof = check_card_proof(said.card, said.found, trust_list=resources.trust_list, at=at)
    results = (
        _structure(card),
        proof,
        if_proven(
            proof,
            CheckId.VALIDITY_PERIOD,
            lambda: check_validity_period(valid_from=card.issued_at, valid_until=card.valid_until, at=at),
        ),
        if_proven(
            proof,
            CheckId.STATUS,
            lambda: _of_school(said, CheckId.STATUS, lambda: _status(said, resources, at=at, limits=limits)),
            has_matter=bool(places_of(card)),
        ),
        if_proven(
            proof,
            CheckId.ISSUER_TRUST,
            lambda: _of_school(
                said,
                CheckId.ISSUER_TRUST,
                lambda: check_issuer_trust(said.document, trust_list=resources.trust_list, at=at),
            ),
        ),
        if_proven(
            proof,
            CheckId.RECIPIENT,
            lambda: _recipient(said, recipient),
            has_matter=recipient is not None,
        ),
        *_NOT_ON_A_CARD,
    )
    return VerificationReport(
        policy=policy, verified_at=at, results=results, unverified=said.document, unverified_card=card
    )


def _structure(card: Card) -> CheckResult:
    """Say what every reader of a card has to know: it is not all that was signed."""
    findings = [Finding(code=Code.CARD_ONLY)]
    if card.instrument is not None and card.instrument not in INSTRUMENT_OF_CARD:
        params = {"number": card.instrument}
        findings.append(Finding(code=Code.CARD_DOCUMENT_UNKNOWN, pointer="/instrument", params=params))
    return CheckResult(check=CheckId.STRUCTURE, status=CheckStatus.PASSED, findings=tuple(findings))


def _of_school(said: _Said, check: CheckId, answer: Callable[[], CheckResult]) -> CheckResult:
    """Withhold an answer that only the entry of the school on the trust list can give."""
    return answer() if said.found is not None else not_checked(check, because_of=CheckId.PROOF)


def _status(said: _Said, resources: Resources, *, at: datetime, limits: Limits) -> CheckResult:
    known = check_status(Signed(said.document), resources, at=at, limits=limits)
    if not said.unresolved:
        return known
    places = places_of(said.card.unverified)
    findings = tuple(
        Finding(
            code=Code.CARD_STATUS_LIST_UNKNOWN,
            pointer=f"/{purpose}",
            params={"purpose": purpose, "number": places[purpose].number},
        )
        for purpose in said.unresolved
    )
    return CheckResult(
        check=CheckId.STATUS,
        status=worst((known.status, CheckStatus.INDETERMINATE)),
        findings=known.findings + findings,
        evidence=known.evidence,
    )


def _recipient(said: _Said, recipient: KnownRecipient | None) -> CheckResult:
    name = said.card.unverified.name
    document = said.document
    if recipient is not None and name is not None and _may_go_on_as(name, recipient.name):
        # What was cut off may be another name, so that is an open question.
        document = {member: value for member, value in document.items() if member != "credentialSubject"}
    return check_recipient(document, recipient)


def _may_go_on_as(name: str, asked: str | None) -> bool:
    """Tell whether a name that was cut may be the beginning of the one that was asked."""
    if asked is None or not name.endswith(ELLIPSIS):
        return False
    return _plain(asked).startswith(_plain(name.removesuffix(ELLIPSIS)))


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
