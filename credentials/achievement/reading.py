"""From an Open Badge, ours or anybody's, to what a person is shown.

Nothing is judged here: reading a credential says nothing about whether it is genuine. A caller that
shows this without a passed proof says so.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from credentials.achievement import foreign_json as foreign
from credentials.achievement.alignment_types import WORDS, AlignmentType
from credentials.achievement.alignments_read import Aligned, read_alignments
from credentials.achievement.content import (
    OpenBadgeContent,
    ReadLevel,
    ReadResult,
    ReadStudyLoad,
    ReadWorkProcess,
)
from credentials.achievement.european_vocabularies import ECTS_CREDIT
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.legal_wording import split_legal_sentence
from credentials.achievement.naming import language_of, recipient_name_of, title_of
from credentials.parsing import JsonObject, JsonValue

_HOURS = re.compile(r"PT([0-9]{1,6})H")
_REPLACED = re.compile(r"\burn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_HEADINGS = ("\n\nLeeruitkomsten:\n\n- ", "\n\nLearning outcomes:\n\n- ")


def read_open_badge(credential: JsonObject) -> OpenBadgeContent:
    """Return what a person is shown of ``credential``.

    Takes any JSON object, of VCDM 1.1 or 2.0, and never raises. Texts are bounded and free of
    control characters.
    """
    known = foreign.descriptions(credential)
    issuer = foreign.described(credential.get("issuer"), known)
    parent_organisation = foreign.described(issuer.get("parentOrg"), known)
    subject = foreign.obj(credential.get("credentialSubject"))
    achievement = foreign.obj(subject.get("achievement"))
    language = language_of(achievement)
    aligned = read_alignments(achievement.get("alignment"), language)
    by_type: dict[str | None, list[Aligned]] = {}
    for item in aligned:
        by_type.setdefault(item.type, []).append(item)
    tags = tuple(t for t in map(foreign.text, foreign.items(achievement.get("tag"))) if t)
    description = foreign.text(achievement.get("description"), language=language)
    own, sentence, sentence_of = split_legal_sentence(description or "")
    # Of each kind the first counts, so that a second BRIN cannot hide the first.
    issuer_identifiers = dict(reversed(_identifier_entries(issuer)))
    provider = foreign.described(subject.get("source"), known)

    def text(holder: JsonValue, *path: str) -> str | None:
        return foreign.text(foreign.member(holder, *path), language=language)

    def every(kind: AlignmentType) -> tuple[Aligned, ...]:
        return tuple(by_type.get(kind.value, ()))

    def single(kind: AlignmentType) -> Aligned | None:
        return next(iter(by_type.get(kind.value, ())), None)

    return OpenBadgeContent(
        credential_id=foreign.address(credential.get("id")),
        title=title_of(achievement, credential, language=language),
        language=language,
        description=own or None,
        legal_sentence=sentence,
        instrument=sentence_of or _instrument(tags),
        achievement_type=text(achievement, "achievementType"),
        achievement_id=foreign.address(subject.get("achievement")),
        version=text(achievement, "version"),
        image=_image(achievement.get("image")) or _image(credential.get("image")),
        criteria=_criteria(text(achievement, "criteria", "narrative")),
        more_information=foreign.address(achievement.get("criteria")),
        issuer_id=foreign.address(issuer),
        issuer_name=text(issuer, "name"),
        issuer_url=foreign.address(foreign.member(issuer, "url")),
        issuer_country=text(issuer, "address", "addressCountryCode"),
        issuer_region=text(issuer, "address", "addressRegion"),
        issuer_locality=text(issuer, "address", "addressLocality"),
        issuer_brin=issuer_identifiers.get("BRIN"),
        issuer_kvk=issuer_identifiers.get("KVK"),
        issuer_rio=issuer_identifiers.get("RIO"),
        parent_organisation=text(parent_organisation, "name"),
        recipient_id=foreign.address(subject.get("id")),
        recipient_name=recipient_name_of(subject),
        awarded_on=foreign.day(credential.get("awardedDate")),
        valid_from=max(_moments(credential, "validFrom", "issuanceDate"), default=None),
        valid_until=min(_moments(credential, "validUntil", "expirationDate"), default=None),
        activity_start=foreign.day(subject.get("activityStartDate")),
        activity_end=foreign.day(subject.get("activityEndDate")),
        learning_experience=text(subject, "term"),
        provider=text(provider, "name"),
        decision_number=text(subject, "licenseNumber"),
        replaces=_replaced(credential),
        evidence=tuple(
            name for one in foreign.objects(credential.get("evidence")) if (name := text(one, "name"))
        ),
        learning_outcomes=every(AlignmentType.LEARNING_OUTCOME),
        work_processes=tuple(_work_process(a) for a in every(AlignmentType.WORK_PROCESS)),
        skills=every(AlignmentType.ESCO) + every(AlignmentType.COMPETENT_NL),
        study_load=_study_load(single(AlignmentType.STUDY_LOAD), achievement),
        level=_level(single(AlignmentType.EQF), single(AlignmentType.NLQF)),
        assessment_types=every(AlignmentType.ASSESSMENT_TYPE),
        participation=single(AlignmentType.PARTICIPATION),
        supervision=single(AlignmentType.SUPERVISION),
        quality_assurance=single(AlignmentType.QUALITY_ASSURANCE),
        entry_requirement=single(AlignmentType.ENTRY_REQUIREMENT),
        stackability=single(AlignmentType.STACKABILITY),
        part_of=every(AlignmentType.COUNTS_TOWARDS),
        labour_market_value=single(AlignmentType.LABOUR_MARKET_VALUE),
        other_alignments=tuple(a for a in aligned if a.type not in _KNOWN_TYPES),
        results=_results(subject, achievement),
        qualification_codes=_identifier_entries(achievement),
        field_of_study=text(achievement, "fieldOfStudy"),
        tags=tags,
    )


def _moments(credential: JsonObject, *names: str) -> tuple[datetime, ...]:
    """Return the dates that can be read. VCDM 1.1 has names of its own, and those of 2.0 beside them."""
    return tuple(moment for name in names if (moment := foreign.moment(credential.get(name))) is not None)


_KNOWN_TYPES = frozenset(kind.value for kind in AlignmentType)


def _work_process(aligned: Aligned) -> ReadWorkProcess:
    words, colon, codes = (aligned.description or "").partition(": ")
    known = colon and any(words == language["outcomes"] for language in WORDS.values())
    return ReadWorkProcess(
        code=aligned.code, title=aligned.name, outcomes=tuple(codes.split(", ")) if known else ()
    )


def _study_load(aligned: Aligned | None, achievement: JsonObject) -> ReadStudyLoad | None:
    words = aligned.name if aligned else None
    hours = _HOURS.fullmatch((aligned.code if aligned else None) or "")
    if hours:
        return ReadStudyLoad(text=words, value=float(hours[1]), unit="SBU")
    credit = next(iter(foreign.items(achievement.get("creditsAvailable"))), None)
    if isinstance(credit, int | float) and not isinstance(credit, bool) and 0 < credit < 10_000:
        if aligned is not None and aligned.url == ECTS_CREDIT:
            return ReadStudyLoad(text=words or f"{credit:g} ECTS", value=float(credit), unit="ECTS")
        # Open Badges does not say whose credits: those of a foreign badge need not be European ones.
        return ReadStudyLoad(text=words or f"{credit:g} credits", value=None, unit=None)
    return ReadStudyLoad(text=words, value=None, unit=None) if aligned else None


def _level(eqf: Aligned | None, nlqf: Aligned | None) -> ReadLevel:
    names = " ".join(level.name for level in (eqf, nlqf) if level and level.name)
    mbo = re.search(r"mbo[- ](?:niveau|level) ([1-4])\b", (nlqf.description if nlqf else None) or "")
    return ReadLevel(
        eqf=eqf.code if eqf else None,
        nlqf=nlqf.code if nlqf else None,
        mbo=mbo[1] if mbo else None,
        indicative="(indica" in names if names else None,
    )


def _results(subject: JsonObject, achievement: JsonObject) -> tuple[ReadResult, ...]:
    descriptions: Mapping[str | None, JsonObject] = {
        foreign.address(description): description
        for description in foreign.objects(achievement.get("resultDescription"))
    }
    results = []
    for result in foreign.objects(subject.get("result")):
        reference = foreign.address(result.get("resultDescription"))
        description = descriptions.get(reference, {}) if reference else {}
        value = foreign.text(result.get("value")) or foreign.text(result.get("status"))
        results.append(
            ReadResult(
                name=foreign.text(description.get("name")),
                value=value,
                required_value=foreign.text(description.get("requiredValue")),
                value_max=foreign.text(description.get("valueMax")),
            )
        )
    return tuple(results)


def _identifier_entries(holder: JsonValue) -> tuple[tuple[str, str], ...]:
    """``otherIdentifier`` as (kind, value), the kind without its prefix ``ext:``."""
    entries = []
    for entry in foreign.objects(foreign.member(holder, "otherIdentifier")):
        kind, value = foreign.text(entry.get("identifierType")), foreign.text(entry.get("identifier"))
        if kind and value:
            entries.append((kind.removeprefix("ext:"), value))
    return tuple(entries)


def _image(value: JsonValue) -> str | None:
    return foreign.address(value, maximum=foreign.MAX_IMAGE)


def _criteria(narrative: str | None) -> str | None:
    for heading in _HEADINGS:
        if narrative and heading in narrative:
            return narrative.partition(heading)[0] or None
    return narrative


def _instrument(tags: tuple[str, ...]) -> Instrument | None:
    """By our tags; "microcredential" alone says nothing, since badges of any country may have it."""
    if "mbo" not in tags:
        return None
    # The order of tags is not signed, so of two nobody can tell which the issuer put first.
    found = {tag for tag in tags if tag in INSTRUMENTS}
    return INSTRUMENTS[found.pop()] if len(found) == 1 else None


def _replaced(credential: JsonObject) -> str | None:
    found = _REPLACED.search(foreign.text(credential.get("description")) or "")
    return found[0] if found else None
