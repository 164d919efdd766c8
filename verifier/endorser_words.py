"""Who signed besides the issuer, in words for people."""

from collections.abc import Iterator
from dataclasses import dataclass

from verifier.endorsers import Endorsed, EndorserOutcome
from verifier.plain_text import plain
from verifier.report import VerificationReport
from verifier.result import CheckStatus
from verifier.signers_held import NotCounted, signers_held
from verifier.texts import Texts


@dataclass(frozen=True, slots=True)
class EndorserWords:
    """One signature as it is shown; all of it is plain text.

    Attributes:
        role: As what, in the reader's language; "" when nothing is said about it.
        signer: Who and when: "Restaurant X, P. Praktijk, op 6 juli 2026"; or that it is missing.
        standing: A sentence on who that is, or on why it does not count; "" of a signature that does not
            hold or is missing.
        status: Whether it holds, and counts where it has to.
    """

    role: str
    signer: str
    standing: str
    status: CheckStatus


def endorser_words(report: VerificationReport, texts: Texts, endorsed: Endorsed) -> tuple[EndorserWords, ...]:
    """Return a line for every signature on the credential, or on its module, and for each that is missing."""
    held = signers_held(report.signers_required, report.endorsers)
    not_counted = {one.outcome.pointer: one for one in held.not_counted}
    lines = [
        _words(one, not_counted.get(one.pointer), texts)
        for one in report.endorsers
        if one.endorsed is endorsed
    ]
    if endorsed is Endorsed.CREDENTIAL:
        lines.extend(_missing(report, texts))
    return tuple(lines)


def endorsement_count(report: VerificationReport, texts: Texts, endorsed: Endorsed) -> str:
    """Return how many signatures hold: "2 van 2 handtekeningen" where it is known how many there must be."""
    found = [one for one in report.endorsers if one.endorsed is endorsed]
    required = report.signers_required if endorsed is Endorsed.CREDENTIAL else ()
    if required:
        held = len(signers_held(required, found).counted)
        return _display(texts, "signatures_count", held=held, required=len(required))
    held = sum(one.status is CheckStatus.PASSED for one in found)
    return _display(texts, "signatures_hold", held=held, count=len(found))


def _missing(report: VerificationReport, texts: Texts) -> Iterator[EndorserWords]:
    there = {one.role for one in report.endorsers if one.endorsed is Endorsed.CREDENTIAL}
    for role in report.signers_required:
        if role not in there:
            word = texts.word("signer_role", role)
            yield EndorserWords(word, texts.word("display", "signer_missing"), "", CheckStatus.FAILED)


def _words(one: EndorserOutcome, not_counted: NotCounted | None, texts: Texts) -> EndorserWords:
    content = one.content
    signer = plain(one.listed_as or content.organisation or content.endorser_id or "–")
    if content.official:
        signer = _display(texts, "signer_on_behalf", organisation=signer, official=plain(content.official))
    if content.signed_at is not None:
        signer = _display(texts, "signed_on", signer=signer, date=texts.day(content.signed_at))
    standing = ""
    if one.status is CheckStatus.PASSED:
        standing = texts.word("endorser_standing", one.standing.value).format_map(
            {
                "name": plain(one.listed_as or "–"),
                "list": plain(one.trust_list or "–"),
                "endorser": plain(content.endorser_id or "–"),
                "organisation": plain(content.organisation or "–"),
            }
        )
    role = texts.word("signer_role", one.role) if one.role else ""
    if not_counted is not None:
        return EndorserWords(plain(role), signer, _why_not_counted(not_counted, texts), CheckStatus.FAILED)
    return EndorserWords(plain(role), signer, standing, one.status)


def _why_not_counted(one: NotCounted, texts: Texts) -> str:
    if one.counts_as is None:
        return texts.word("display", "signer_is_issuer")
    return _display(texts, "signer_counts_already", role=texts.word("signer_role", one.counts_as))


def _display(texts: Texts, name: str, **values: str | int) -> str:
    return texts.word("display", name).format_map(values)
