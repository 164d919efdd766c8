"""Who signs besides the school has signed, or nothing is released (F22, A16)."""

from collections.abc import Iterator
from typing import Final

from issuer.domain.award_files.case import AwardCase
from issuer.domain.award_files.signatures import missing_signers
from issuer.domain.findings import Finding, Severity

HOLDS_UP_RELEASE_ONLY: Final = frozenset({"signature_missing", "signature_does_not_hold"})
"""Findings that keep an award from being released, and not from being proposed or decided."""


def check_signatures(case: AwardCase) -> Iterator[Finding]:
    """Every signer of the instrument has signed, before it was issued."""
    facts, requirement = case.facts, "F22" if case.instrument.learnt_in_company else "A16"
    signatures = facts.signatures or ()
    for signer in missing_signers(case.instrument, [one.role for one in signatures if one.holds]):
        asked = next((one for one in signatures if one.role == signer.value), None)
        yield Finding(
            code="signature_does_not_hold" if asked else "signature_missing",
            requirement=requirement,
            pointer=asked.pointer if asked else facts.at("handtekeningen"),
            params={"role": signer.value},
        )
    wanted = {signer.value for signer in case.instrument.signers}
    for one in signatures:
        if one.role not in wanted:
            continue
        if one.on is not None and facts.issued_on is not None and one.on > facts.issued_on:
            yield Finding(
                code="signed_after_release",
                requirement=requirement,
                pointer=f"{one.pointer}/datum",
                params={"role": one.role},
            )
        if one.holds and one.on is None:
            yield Finding(
                code="signature_without_day",
                severity=Severity.WARNING,
                requirement=requirement,
                pointer=f"{one.pointer}/datum",
                params={"role": one.role},
            )
