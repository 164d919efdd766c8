"""The document that the law prescribes: named where there is one, and nowhere else (E08, G08)."""

from collections.abc import Iterator

from issuer.domain.award_files.case import AwardCase
from issuer.domain.award_files.days import day_in_words
from issuer.domain.findings import Finding, Severity


def check_legal_document(case: AwardCase) -> Iterator[Finding]:
    """The credential accompanies a document on paper, and never takes its place."""
    facts, document = case.facts, case.facts.legal_document
    pointer = facts.at("wettelijk_document")
    if not case.instrument.has_legal_document:
        if document is not None:
            yield Finding(code="no_such_legal_document", requirement="G08", pointer=document.pointer)
        return
    if document is None or document.model is None:
        yield Finding(
            code="legal_model_missing", severity=Severity.WARNING, requirement="E08", pointer=pointer
        )
    if document is None:
        return
    for key, value in (("nummer", document.number), ("datum", document.on)):
        if value is None:
            # Whoever gets a certificate finds its number in the register; an mbo-verklaring has none.
            in_register = case.instrument.in_diploma_register
            yield Finding(
                code="legal_document_incomplete",
                severity=Severity.WARNING if in_register else Severity.INFO,
                requirement="E08",
                pointer=f"{pointer}/{key}",
                params={"key": key},
            )
    decided = facts.decision.on if facts.decision else None
    if document.on is not None and decided is not None and document.on < decided:
        yield Finding(
            code="legal_document_before_decision",
            requirement="E08",
            pointer=f"{pointer}/datum",
            params={"day": day_in_words(document.on), "decided": day_in_words(decided)},
        )
    if document.on is not None and facts.issued_on is not None and document.on > facts.issued_on:
        yield Finding(
            code="copy_before_legal_document",
            requirement="E08",
            pointer=f"{pointer}/datum",
            params={"day": day_in_words(document.on), "issued": day_in_words(facts.issued_on)},
        )
