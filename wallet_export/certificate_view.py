"""What stands on a certificate, in the order in which a person reads it.

Everything comes from the signed credential. Values of lists that we know (forms of assessment,
levels) are written in the language of the certificate; the issuer's own words stay as they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from credentials.achievement.alignments_read import Aligned
from credentials.achievement.content import OpenBadgeContent, ReadResult
from credentials.achievement.european_vocabularies import (
    ASSESSMENT_TYPES,
    PARTICIPATION,
    STACKABILITY,
    SUPERVISION,
    Concept,
)
from credentials.achievement.read_parts import ReadWorkProcess
from credentials.endorsement.reading import EndorsementContent, Endorsements
from credentials.endorsement.roles import Role, role_name
from wallet_export.badge_face import BadgeFace, badge_face
from wallet_export.certificate_texts import CertificateTexts, certificate_texts

NO_ENDORSEMENTS: Final = Endorsements((), ())


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is: "Niveau", ("NLQF 4 …",).

    Attributes:
        label: In the language of the certificate.
        values: One per line.
        own_words: The values are the issuer's, in the language of the credential.
    """

    label: str
    values: tuple[str, ...]
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A learning outcome with the work processes that it covers, each "code title"."""

    code: str | None
    text: str
    work_processes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedBy:
    """One who signed, as it stands under a document on paper.

    Attributes:
        role: As what, in the language of the certificate.
        organisation: On whose behalf.
        official: The person, or None.
        date: "6 juli 2026", or None.
    """

    role: str
    organisation: str
    official: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateView:
    """A certificate, ready to be laid out.

    Attributes:
        language: Of our own words: "nl" or "en".
        content_language: Of the issuer's words.
        face: What the badge shows; its label and colours are those of the certificate.
        title, recipient, issuer: The three things that everybody looks for.
        issuer_details: Place, country and identifiers of the school.
        awarded: "Toegekend op 1 juli 2026", or None.
        valid_until: "Geldig tot en met 30 juni 2029", or None.
        description: The issuer's words about it.
        outcomes: EU element 6.
        other_work_processes: Those that no outcome names.
        criteria: What had to be shown.
        facts: What an employer asks first, in reading order.
        details: Everything else.
        signed_by: Who signed besides the school, and then the school; empty when it signed alone.
        meaning: What it is and what it is not, in fixed words.
        credential_id: To find it back.
    """

    language: str
    content_language: str
    face: BadgeFace
    title: str
    recipient: str | None
    issuer: str
    issuer_details: tuple[str, ...]
    awarded: str | None
    valid_until: str | None
    description: str | None
    outcomes: tuple[Outcome, ...]
    other_work_processes: tuple[str, ...]
    criteria: str | None
    facts: tuple[Fact, ...]
    details: tuple[Fact, ...]
    signed_by: tuple[SignedBy, ...]
    meaning: str
    credential_id: str


def certificate_view(
    content: OpenBadgeContent, *, language: str, endorsements: Endorsements = NO_ENDORSEMENTS
) -> CertificateView:
    """Return what a certificate of ``content`` shows.

    Args:
        content: What the credential says.
        language: Of our own words.
        endorsements: What others signed about it, and about the module.

    Raises:
        LanguageNotSupported: ``language`` is neither "nl" nor "en".
    """
    texts = certificate_texts(language)
    moment = content.awarded_on or content.valid_from
    own_sentence = content.instrument.legal_sentence(language) if content.instrument else None
    return CertificateView(
        language=language,
        content_language=content.language or language,
        face=badge_face(content, language=language),
        title=content.title or "–",
        recipient=content.recipient_name,
        issuer=content.issuer_name or content.issuer_id or "–",
        issuer_details=_issuer_details(content, texts),
        awarded=texts.fill("awarded_on", date=texts.day(moment)) if moment else None,
        valid_until=(
            texts.fill("valid_until", date=texts.day(content.valid_until)) if content.valid_until else None
        ),
        description=content.description,
        outcomes=_outcomes(content),
        other_work_processes=_uncovered(content),
        criteria=content.criteria,
        facts=tuple(fact for fact in _facts(content, texts) if fact.values),
        details=tuple(fact for fact in _details(content, endorsements, texts) if fact.values),
        signed_by=tuple(_signed_by(content, endorsements, texts)),
        meaning=own_sentence or texts.texts["meaning_foreign"],
        credential_id=content.credential_id or "",
    )


def _issuer_details(content: OpenBadgeContent, texts: CertificateTexts) -> tuple[str, ...]:
    country = texts.country(content.issuer_country) if content.issuer_country else None
    place = ", ".join(part for part in (content.issuer_locality, content.issuer_region, country) if part)
    identifiers = (("BRIN", content.issuer_brin), ("KVK", content.issuer_kvk), ("RIO", content.issuer_rio))
    named = " · ".join(f"{kind} {value}" for kind, value in identifiers if value)
    return tuple(part for part in (content.parent_organisation, place, named) if part)


def _outcomes(content: OpenBadgeContent) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(
            outcome.code,
            outcome.name or outcome.description or "–",
            tuple(_process(wp) for wp in content.work_processes if outcome.code in wp.outcomes),
        )
        for outcome in content.learning_outcomes
    )


def _uncovered(content: OpenBadgeContent) -> tuple[str, ...]:
    named = {outcome.code for outcome in content.learning_outcomes}
    return tuple(_process(wp) for wp in content.work_processes if not named.intersection(wp.outcomes))


def _process(work_process: ReadWorkProcess) -> str:
    return " ".join(part for part in (work_process.code, work_process.title) if part)


def _facts(content: OpenBadgeContent, texts: CertificateTexts) -> Iterator[Fact]:
    labels = texts.labels
    yield Fact(labels["results"], tuple(_result(result, texts) for result in content.results), own_words=True)
    yield Fact(labels["level"], _level(content, texts))
    yield Fact(labels["study_load"], _study_load(content, texts))
    yield Fact(
        labels["assessment"], tuple(_listed(a, ASSESSMENT_TYPES, texts) for a in content.assessment_types)
    )
    yield Fact(labels["participation"], _one(content.participation, PARTICIPATION, texts))
    yield Fact(labels["supervision"], _one(content.supervision, SUPERVISION, texts))
    yield Fact(labels["quality"], _quality(content.quality_assurance, texts), own_words=True)


def _details(
    content: OpenBadgeContent, endorsements: Endorsements, texts: CertificateTexts
) -> Iterator[Fact]:
    labels = texts.labels
    behind = tuple(_behind_module(one, content, texts) for one in endorsements.of_achievement)
    yield Fact(labels["module_endorsed"], behind)
    yield Fact(labels["entry"], _names(content.entry_requirement), own_words=True)
    yield Fact(labels["stackability"], _stackability(content.stackability, texts))
    yield Fact(labels["part_of"], _names(*content.part_of), own_words=True)
    yield Fact(labels["experience"], _experience(content, texts), own_words=True)
    yield Fact(labels["period"], _period(content, texts))
    yield Fact(
        labels["codes"], tuple(f"{_spaced(kind)} {code}" for kind, code in content.qualification_codes)
    )
    yield Fact(labels["field"], _present(content.field_of_study), own_words=True)
    yield Fact(labels["skills"], _names(*content.skills), own_words=True)
    yield Fact(labels["labour_market"], _names(content.labour_market_value), own_words=True)
    yield Fact(labels["decision"], _present(content.decision_number))
    yield Fact(labels["signed"], (texts.day(content.valid_from),) if content.valid_from else ())
    yield Fact(labels["evidence"], content.evidence, own_words=True)
    yield Fact(labels["replaces"], _present(content.replaces))
    yield Fact(labels["other"], _names(*content.other_alignments), own_words=True)
    yield Fact(labels["information"], _present(content.more_information))


def _signed_by(
    content: OpenBadgeContent, endorsements: Endorsements, texts: CertificateTexts
) -> Iterator[SignedBy]:
    for one in endorsements.of_credential:
        yield SignedBy(
            role=_capital(role_name(one.role, texts.language) if one.role else texts.words["endorser"]),
            organisation=one.organisation or one.endorser_id or "–",
            official=one.official,
            date=texts.day(one.signed_at) if one.signed_at else None,
        )
    if endorsements.of_credential:
        yield SignedBy(
            role=_capital(role_name(Role.SCHOOL, texts.language)),
            organisation=content.issuer_name or content.issuer_id or "–",
            official=_capital(texts.words["exam_board"]),
            date=texts.day(content.valid_from) if content.valid_from else None,
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _behind_module(one: EndorsementContent, content: OpenBadgeContent, texts: CertificateTexts) -> str:
    if one.endorser_id == content.issuer_id:
        return texts.phrase("hallmark", organisation=content.issuer_name or content.issuer_id or "–")
    name = one.organisation or one.endorser_id or "–"
    return f"{name} ({role_name(one.role, texts.language)})" if one.role else name


def _present(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _names(*aligned: Aligned | None) -> tuple[str, ...]:
    """The words of each, or what else there is to recognise it by."""
    return _present(*((a.name or a.code or a.url) for a in aligned if a))


def _listed(aligned: Aligned, table: Mapping[str, Concept], texts: CertificateTexts) -> str:
    """The label that our own table gives, when the value is ours; else the issuer's words."""
    concept = table.get(aligned.code or "")
    if concept and concept.uri == aligned.url:
        return concept.labels[texts.language]
    return aligned.name or aligned.code or aligned.url or ""


def _one(aligned: Aligned | None, table: Mapping[str, Concept], texts: CertificateTexts) -> tuple[str, ...]:
    return _present(_listed(aligned, table, texts)) if aligned else ()


def _stackability(aligned: Aligned | None, texts: CertificateTexts) -> tuple[str, ...]:
    known = STACKABILITY.get(aligned.code or "") if aligned else None
    return (known[texts.language],) if known else _names(aligned)


def _level(content: OpenBadgeContent, texts: CertificateTexts) -> tuple[str, ...]:
    level = content.level
    parts = [f"{name} {value}" for name, value in (("NLQF", level.nlqf), ("EQF", level.eqf)) if value]
    if level.mbo:
        parts.append(texts.phrase("mbo_level", level=level.mbo))
    if not parts:
        return ()
    suffix = "" if level.indicative is False else f" {texts.words['indicative']}"
    return (" · ".join(parts) + suffix,)


def _study_load(content: OpenBadgeContent, texts: CertificateTexts) -> tuple[str, ...]:
    load = content.study_load
    if load is None:
        return ()
    if load.value is None or load.unit is None:
        return _present(load.text)
    unit = texts.words["hours"] if load.unit == "SBU" else load.unit
    return (f"{texts.number(f'{load.value:g}')} {unit}",)


def _result(result: ReadResult, texts: CertificateTexts) -> str:
    value = texts.number(result.value) if result.value else "–"
    bar = _present(
        texts.phrase("required", value=texts.number(result.required_value))
        if result.required_value
        else None,
        texts.phrase("maximum", value=texts.number(result.value_max)) if result.value_max else None,
    )
    shown = f"{result.name}: {value}" if result.name else value
    return f"{shown} ({', '.join(bar)})" if bar else shown


def _quality(aligned: Aligned | None, texts: CertificateTexts) -> tuple[str, ...]:
    if aligned is None:
        return ()
    name = aligned.name or ""
    if name and aligned.code:
        name = texts.phrase("version", name=name, version=aligned.code)
    return _present(name, aligned.url)


def _experience(content: OpenBadgeContent, texts: CertificateTexts) -> tuple[str, ...]:
    if content.learning_experience and content.provider:
        return (texts.phrase("by", experience=content.learning_experience, provider=content.provider),)
    return _present(content.learning_experience or content.provider)


def _period(content: OpenBadgeContent, texts: CertificateTexts) -> tuple[str, ...]:
    start = texts.day(content.activity_start) if content.activity_start else None
    end = texts.day(content.activity_end) if content.activity_end else None
    if start and end:
        return (texts.phrase("until", start=start, end=end),)
    if start:
        return (texts.phrase("from", start=start),)
    return (texts.phrase("to", end=end),) if end else ()


def _spaced(kind: str) -> str:
    return "RIO" if kind.startswith("RIO") else kind
