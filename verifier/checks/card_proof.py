"""Is the card intact, and did a school sign it with a key that it has for cards?"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from credentials.card.envelope import key_id_of
from credentials.card.reading import UnverifiedCard
from credentials.card.values import Card
from credentials.recognized_entity import RecognizedEntity, RecognizedKey, TrustList
from verifier.checks.proof import out_of_use
from verifier.codes import CheckId, Code
from verifier.issuer_keys import FoundKey, KeySource
from verifier.result import CheckResult, CheckStatus, Finding


class SchoolKey(NamedTuple):
    """A key for cards, and whose it is."""

    school: RecognizedEntity
    key: RecognizedKey


def find_card_key(card: UnverifiedCard, trust_list: TrustList | None) -> SchoolKey | None:
    """Find the key that a card names among those that its school has for cards, or return None.

    The trust list alone tells whose keys are for cards. With several of one name, which does not happen
    by chance, it is the one that the signature agrees with.
    """
    if trust_list is None:
        return None
    found = list(_named(card, trust_list))
    signed = (one for one in found if card.envelope.is_signed_by(one.key.verification_method.public_key))
    return next(signed, found[0] if found else None)


def check_card_proof(
    card: UnverifiedCard, found: SchoolKey | None, *, trust_list: TrustList | None, at: datetime
) -> CheckResult:
    """Verify the signature of a card, and that its key was in use when it was signed.

    Args:
        card: The card.
        found: What :func:`find_card_key` found.
        trust_list: Where it looked; without one nothing is known of any key.
        at: The moment that the verifier takes as "now".

    Spec: docs/card.md, "To verify a card", steps 2–4; RFC 9052 §4.4.
    """
    if found is None:
        code = Code.TRUST_LIST_MISSING if trust_list is None else Code.CARD_KEY_UNKNOWN
        params = {} if trust_list is None else {"school": card.unverified.school, "list": trust_list.name}
        return _result(CheckStatus.INDETERMINATE, Finding(code=code, params=params))
    method = found.key.verification_method
    if not card.envelope.is_signed_by(method.public_key):
        return _result(CheckStatus.FAILED, Finding(code=Code.SIGNATURE_MISMATCH, pointer=""))
    key = FoundKey(
        method=method,
        source=KeySource.TRUST_LIST,
        valid_from=found.key.valid_from,
        valid_until=found.key.valid_until,
    )
    findings = tuple(out_of_use(key, card.unverified.issued_at, at, ""))
    return CheckResult(
        check=CheckId.PROOF,
        status=CheckStatus.FAILED if findings else CheckStatus.PASSED,
        findings=findings,
        evidence={
            "verification_method": method.id,
            "key_source": KeySource.TRUST_LIST.value,
            "algorithm": "EdDSA",
        },
    )


def _named(card: UnverifiedCard, trust_list: TrustList) -> Iterator[SchoolKey]:
    for school in trust_list.entities:
        if _is_school_of(card.unverified, school):
            for key in school.card_keys:
                if key_id_of(key.verification_method.public_key) == card.envelope.key_id:
                    yield SchoolKey(school, key)


def _is_school_of(card: Card, school: RecognizedEntity) -> bool:
    return card.school in (school.id, school.brin)


def _result(status: CheckStatus, finding: Finding) -> CheckResult:
    return CheckResult(check=CheckId.PROOF, status=status, findings=(finding,))
