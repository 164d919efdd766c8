"""From an Open Badge, ours or anybody's, to what a person is shown.

Nothing is judged here: reading a credential says nothing about whether it is genuine. A caller that
shows this without a passed proof says so.
"""

import re
from collections.abc import Mapping
from datetime import datetime

import orjson

from credentials.achievement import foreign_json as foreign
from credentials.achievement.achievement_reading import (
    NOT_DESCRIBED,
    ReadAchievement,
    ReadResultDescription,
    read_achievement,
)
from credentials.achievement.content import OpenBadgeContent, ReadResult
from credentials.achievement.issuer_reading import read_issuer
from credentials.achievement.naming import recipient_name_of
from credentials.parsing import JsonObject, JsonValue

_REPLACED = re.compile(r"\burn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


def read_open_badge(credential: JsonObject) -> OpenBadgeContent:
    """Return what a person is shown of ``credential``.

    Takes any JSON object, of VCDM 1.1 or 2.0, and never raises. Texts are bounded and free of
    control characters.
    """
    subject = foreign.obj(credential.get("credentialSubject"))
    achievement = foreign.obj(subject.get("achievement"))
    said = read_achievement(achievement)
    named = credential.get("issuer")
    parent, source = foreign.obj(named).get("parentOrg"), subject.get("source")
    known = _descriptions(credential, subject, said, named, parent, source)
    described_issuer = foreign.described(named, known)
    parent_organisation = foreign.described(described_issuer.get("parentOrg"), known)
    provider = foreign.described(source, known)
    language = said.language
    issuer = read_issuer(described_issuer, language)

    def text(holder: JsonValue, *path: str) -> str | None:
        return foreign.text(foreign.member(holder, *path), language=language)

    return OpenBadgeContent(
        credential_id=foreign.address(credential.get("id")),
        title=said.name or foreign.text(credential.get("name"), language=language),
        language=language,
        description=said.description,
        legal_sentence=said.legal_sentence,
        instrument=said.instrument,
        achievement_type=said.achievement_type,
        achievement_id=foreign.address(subject.get("achievement")),
        version=said.version,
        image=_image(achievement.get("image")) or _image(credential.get("image")),
        criteria=said.criteria,
        more_information=said.more_information,
        issuer_id=issuer.id,
        issuer_name=issuer.name,
        issuer_url=issuer.url,
        issuer_country=issuer.country,
        issuer_region=issuer.region,
        issuer_locality=issuer.locality,
        issuer_brin=issuer.brin,
        issuer_kvk=issuer.kvk,
        issuer_rio=issuer.rio,
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
        learning_outcomes=said.learning_outcomes,
        work_processes=said.work_processes,
        skills=said.skills,
        study_load=said.study_load,
        level=said.level,
        assessment_types=said.assessment_types,
        participation=said.participation,
        supervision=said.supervision,
        quality_assurance=said.quality_assurance,
        entry_requirement=said.entry_requirement,
        stackability=said.stackability,
        part_of=said.part_of,
        labour_market_value=said.labour_market_value,
        other_alignments=said.other_alignments,
        results=_results(subject, said.result_descriptions),
        qualification_codes=said.qualification_codes,
        field_of_study=said.field_of_study,
        tags=said.tags,
        of_achievement=said if said.is_remembered else None,
    )


def _descriptions(
    credential: JsonObject, subject: JsonObject, said: ReadAchievement, *mentioned: JsonValue
) -> Mapping[str, JsonObject]:
    """Return the fullest object for each ``id``, or nothing when none of these is described elsewhere.

    Args:
        credential: The credential.
        subject: Whom it is about.
        said: What was read of the achievement.
        mentioned: Whatever somebody may be mentioned by: an object with an ``id``, or an ``id``.
    """
    rest = credential
    if credential.get("credentialSubject") is subject and type(subject.get("achievement")) is dict:
        # The achievement is most of it, and who is in there is known already.
        rest = {**credential, "credentialSubject": {**subject, "achievement": None}}
    try:
        written = orjson.dumps(rest)
        for one in mentioned:
            identifier = foreign.described(one, {}).get("id")
            if isinstance(identifier, str):
                # A mention alone is no description. In JSON text no quotation mark is inside of a string.
                here = int(bool(foreign.obj(one)))
                is_there = identifier in said.ids
                if is_there or written.count(b'"id":' + orjson.dumps(identifier)) != here:
                    return foreign.descriptions(credential)
    except TypeError:  # a number that orjson does not write, or half a character
        return foreign.descriptions(credential)
    return {}


def _moments(credential: JsonObject, *names: str) -> tuple[datetime, ...]:
    """Return the dates that can be read. VCDM 1.1 has names of its own, and those of 2.0 beside them."""
    return tuple(moment for name in names if (moment := foreign.moment(credential.get(name))) is not None)


def _results(
    subject: JsonObject, descriptions: Mapping[str | None, ReadResultDescription]
) -> tuple[ReadResult, ...]:
    results = []
    for result in foreign.objects(subject.get("result")):
        reference = foreign.address(result.get("resultDescription"))
        described = descriptions.get(reference, NOT_DESCRIBED) if reference else NOT_DESCRIBED
        results.append(
            ReadResult(
                name=described.name,
                value=foreign.text(result.get("value")) or foreign.text(result.get("status")),
                required_value=described.required_value,
                value_max=described.value_max,
            )
        )
    return tuple(results)


def _image(value: JsonValue) -> str | None:
    return foreign.address(value, maximum=foreign.MAX_IMAGE)


def _replaced(credential: JsonObject) -> str | None:
    found = _REPLACED.search(foreign.text(credential.get("description")) or "")
    return found[0] if found else None
