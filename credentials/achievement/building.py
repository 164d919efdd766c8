"""From the values of an award to the OB 3.0 credential that a signer signs.

:mod:`credentials.achievement.alignments` holds the part about alignments. docs/credential-mapping.md
is the table of which fact stands where, and why.

Two rules shape every line here. Everything that is written must be covered by the signature, so
nothing is written that RDF would drop or merge: no null, no empty array, no array with two equal
items, no two described objects with the same ``id``. And everything must pass in verifiers that hold
either of the two circulating editions of the OB 3.0.3 context, so only terms of both are used.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.achievement.addresses import Addresses, addresses_in, check_addresses
from credentials.achievement.alignments import build_alignments
from credentials.achievement.errors import AwardNotBuildable
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.model import (
    Award,
    Issuer,
    LanguageMap,
    Module,
    Recipient,
    ResultDescription,
    text_in,
)
from credentials.national_identity import national_identities
from credentials.parsing import JsonObject, JsonValue

_OUTCOMES_HEADING = {"nl": "Leeruitkomsten:", "en": "Learning outcomes:"}
_REPLACES = {
    "nl": "Deze credential vervangt {id}. Die is ingetrokken.",
    "en": "This credential replaces {id}, which has been revoked.",
}
_PARTS_KEPT = 64
_Variant = tuple[object, ...]
_BRIN, _KVK, _RIO = "ext:BRIN", "ext:KVK", "ext:RIO"


def build_open_badge(award: Award) -> JsonObject:
    """Return the unsigned OpenBadgeCredential of ``award``.

    The same award gives the same document. Days (of the decision, of the learning experience) are
    written at noon UTC, see :func:`format_day`; ``validFrom`` and ``validUntil`` are true instants.

    Raises:
        AwardNotBuildable: An unknown instrument or list value, no title in the language of the
            award, an e-mail address without salt, a national number in an endorsement, a result
            that no description explains or that is there twice, an identifier that is not absolute
            or stands for two things, or a moment without time zone.

    Spec: OB 3.0 "OpenBadgeCredential"; VCDM 2.0 §4.
    """
    return BadgeBuilder().build(award)


class BadgeBuilder:
    """Builds many credentials. What those of one module version have in common is built once.

    The documents share these parts, so they are there to be signed and written, not to be changed.
    """

    def __init__(self) -> None:
        self._shared: dict[tuple[int, str, _Variant], JsonObject] = {}
        self._addresses: dict[int, Addresses] = {}
        self._kept: list[object] = []  # an identity means something for as long as the object is there

    def build(self, award: Award) -> JsonObject:
        """Return what :func:`build_open_badge` returns.

        Raises:
            AwardNotBuildable: As it says.
        """
        _refuse_national_numbers(award.endorsements, "/endorsement")
        language = award.language
        if language not in _OUTCOMES_HEADING:
            raise AwardNotBuildable(f"no texts in language {language!r}", reason="unknown_language")
        credential: JsonObject = {
            "@context": [CREDENTIALS_V2, OB_3_0_3],
            "id": award.credential_id,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": _required(award.module.title, language, "/name"),
            **_optional("description", _replaces(award)),
            "issuer": self._once(award.issuer, "", (), lambda: _issuer(award.issuer)),
            "awardedDate": format_day(award.awarded_on),
            "validFrom": format_moment(award.valid_from),
            **_optional("validUntil", format_moment(award.valid_until) if award.valid_until else None),
            "credentialSubject": _subject(
                award,
                lambda: self._once(award.module, language, _variant(award), lambda: _achievement(award)),
            ),
            **_optional("credentialStatus", _status(award)),
            **_optional("evidence", [{"type": ["Evidence"], "name": name} for name in award.evidence]),
            **_optional("endorsement", list(award.endorsements)),
        }
        check_addresses(credential, known=self._addresses)
        return credential

    def _once(
        self, source: Issuer | Module, language: str, variant: _Variant, build: Callable[[], JsonObject]
    ) -> JsonObject:
        key = (id(source), language, variant)
        part = self._shared.get(key)
        if part is None:
            part = build()
            if len(self._shared) >= _PARTS_KEPT:
                self._shared.clear()
                self._addresses.clear()
                self._kept.clear()
            self._shared[key] = part
            self._kept.append(source)
            self._addresses[id(part)] = addresses_in(part)
        return part


def _refuse_national_numbers(endorsements: Sequence[JsonObject], pointer: str) -> None:
    """Others signed their endorsements as they are, so what is in them cannot be left out here."""
    for index, endorsement in enumerate(endorsements):
        if (found := next(national_identities(endorsement), None)) is not None:
            raise AwardNotBuildable(
                "a credential identifies nobody by a national number",
                reason="national_identity_number",
                pointer=f"{pointer}/{index}{found}",
            )


def format_day(day: date) -> str:
    """Write a calendar day as the date-time that OB 3.0 asks for: at noon UTC.

    Software shows such a value in the reader's time zone. Midnight in Amsterdam or in Greenwich
    turns into the day before for half of the world; noon UTC is the same day from UTC−12 to UTC+11.
    """
    return f"{day.isoformat()}T12:00:00Z"


def format_moment(moment: datetime) -> str:
    """Write an instant in UTC, to the second (the rest is cut off).

    Raises:
        AwardNotBuildable: ``moment`` has no time zone.
    """
    if moment.tzinfo is None:
        raise AwardNotBuildable("a moment needs a time zone", reason="no_time_zone")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def hash_identity(identifier: str, salt: str) -> str:
    """Return the IdentityHash of ``identifier`` with ``salt`` appended.

    Spec: OB 3.0 "IdentityHash".
    """
    return "sha256$" + hashlib.sha256((identifier + salt).encode()).hexdigest()


def normalise_email(email: str) -> str:
    """Return the form of an e-mail address that goes into the hash: lower case, no outer spaces.

    A learner types the address in any case, and no provider of theirs tells cases apart.
    """
    return email.strip().lower()


def edition_id(module: Module, language: str) -> str:
    """Return ``achievement.id`` of one language edition of a module version.

    The Dutch edition is the version itself. Another language is another Achievement in OB 3.0,
    which needs another identifier, or the two would say different things about one thing.
    """
    return module.version_id if language == "nl" else f"{module.version_id}/{language}"


def _issuer(issuer: Issuer) -> JsonObject:
    identifiers: list[JsonValue] = [
        {"type": "IdentifierEntry", "identifier": value, "identifierType": kind}
        for kind, value in ((_BRIN, issuer.brin), (_KVK, issuer.kvk), (_RIO, issuer.rio))
        if value
    ]
    parent: JsonObject | None = None
    if issuer.parent_organisation:
        parent = _named_profile(issuer, "parentOrg", issuer.parent_organisation)
    return {
        "id": issuer.id,
        "type": ["Profile"],
        "name": issuer.name,
        **_optional("url", issuer.url),
        "address": {
            "type": ["Address"],
            "addressCountryCode": issuer.country_code,
            **_optional("addressRegion", issuer.region),
            **_optional("addressLocality", issuer.locality),
        },
        **_optional("otherIdentifier", identifiers),
        **_optional("parentOrg", parent),
    }


def _named_profile(issuer: Issuer, member: str, name: str) -> JsonObject:
    """A Profile of which only the name is known. It needs an id all the same: one that lasts."""
    urn = uuid5(NAMESPACE_URL, f"{issuer.id}#{member}={name}").urn
    return {"id": urn, "type": ["Profile"], "name": name}


def _subject(award: Award, achievement: Callable[[], JsonObject]) -> JsonObject:
    experience = award.module.learning_experience
    return {
        **_optional("id", award.recipient.subject_id),
        "type": ["AchievementSubject"],
        "identifier": _identifiers(award.recipient),
        **_optional("activityStartDate", _day(award.activity_start)),
        **_optional("activityEndDate", _day(award.activity_end)),
        **_optional("licenseNumber", award.decision_number),
        **_optional("term", text_in(experience.title, award.language) if experience else None),
        **_optional("source", _provider(award)),
        **_optional("result", _results(award)),
        "achievement": achievement(),
    }


def _day(day: date | None) -> str | None:
    return format_day(day) if day else None


def _identifiers(recipient: Recipient) -> list[JsonValue]:
    """Who it is about: an e-mail address that can be checked but not read, and the name."""
    identifiers: list[JsonValue] = []
    if recipient.email:
        if not recipient.email_salt:
            raise AwardNotBuildable("an e-mail address is never hashed without salt", reason="no_salt")
        identifiers.append(
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": hash_identity(normalise_email(recipient.email), recipient.email_salt),
                "identityType": "emailAddress",
                "salt": recipient.email_salt,
            }
        )
    if not recipient.name:
        raise AwardNotBuildable("a credential names its learner", reason="no_learner_name")
    name: JsonObject = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": recipient.name,
        "identityType": "name",
    }
    return [*identifiers, name]


def _provider(award: Award) -> JsonObject | None:
    if award.provider:
        return _named_profile(award.issuer, "source", award.provider)
    experience = award.module.learning_experience
    if experience is None or experience.provider is None or experience.provider_url is None:
        return None  # the issuer itself: it stands under `issuer`, and is not described twice
    return {"id": experience.provider_url, "type": ["Profile"], "name": experience.provider}


def _results(award: Award) -> list[JsonValue]:
    known = {description.id for description in award.module.result_descriptions}
    results: list[JsonValue] = []
    for index, result in enumerate(award.results):
        pointer = f"/credentialSubject/result/{index}"
        if result.result_description not in known:
            raise AwardNotBuildable("a result without description", reason="unknown_result", pointer=pointer)
        item: JsonValue = {
            "type": ["Result"],
            "resultDescription": result.result_description,
            "value": result.value,
        }
        if item in results:
            raise AwardNotBuildable("the same result twice", reason="duplicate_result", pointer=pointer)
        results.append(item)
    return results


def _achievement(award: Award) -> JsonObject:
    _refuse_national_numbers(award.achievement_endorsements, "/credentialSubject/achievement/endorsement")
    achievement = build_achievement(award.module, award.language, image=award.image)
    return {**achievement, **_optional("endorsement", list(award.achievement_endorsements))}


def build_achievement(module: Module, language: str, *, image: str | None = None) -> JsonObject:
    """Return the Achievement of a module version, as every credential in that language has it.

    Raises:
        AwardNotBuildable: See :func:`build_open_badge`.
    """
    instrument = _instrument(module)
    description = _required(module.description, language, "/credentialSubject/achievement/description")
    identifier = edition_id(module, language)
    codes: list[JsonValue] = [
        {"type": "IdentifierEntry", "identifier": code, "identifierType": f"ext:{kind}"}
        for kind, code in dict.fromkeys(module.qualification_codes)
    ]
    ects: JsonObject = {}
    if module.study_load and module.study_load.unit == "ECTS":
        # A whole number stays one in JSON: "5.0" is read as 5 in JavaScript and as 5.0 in Python, and
        # the two sign different bytes.
        ects = {"creditsAvailable": module.study_load.value}
    shown: JsonObject | None = None
    if image:
        shown = {"id": image, "type": "Image", "caption": _required(module.title, language, "/name")}
    return {
        "id": identifier,
        "type": ["Achievement"],
        "achievementType": instrument.achievement_type,
        "version": module.version,
        "inLanguage": language,
        "name": _required(module.title, language, "/credentialSubject/achievement/name"),
        "description": f"{description}\n\n{instrument.legal_sentence(language)}",
        "criteria": {
            "id": module.more_information or f"{identifier}#criteria",
            "narrative": _criteria(module, language),
        },
        **_optional("image", shown),
        **_optional("fieldOfStudy", module.field_of_study),
        **ects,
        "alignment": build_alignments(module, identifier, language),
        **_optional("resultDescription", [_result_description(d) for d in module.result_descriptions]),
        **_optional("otherIdentifier", codes),
        **_optional("related", _editions(module, language)),
        "tag": [instrument.key, "mbo"],
    }


def _variant(award: Award) -> _Variant:
    """What makes another Achievement of the same module version in the same language.

    The endorsements are kept by the part that they are in, so that their identities mean something.
    """
    return award.image, *map(id, award.achievement_endorsements)


def _criteria(module: Module, language: str) -> str:
    """The criteria, and the outcomes once more for software that shows no alignments."""
    outcomes = "\n".join(f"- {text_in(outcome.text, language)}" for outcome in module.learning_outcomes)
    return f"{text_in(module.criteria, language)}\n\n{_OUTCOMES_HEADING[language]}\n\n{outcomes}"


def _result_description(description: ResultDescription) -> JsonValue:
    return {
        "id": description.id,
        "type": ["ResultDescription"],
        "name": description.name,
        "resultType": description.result_type,
        **_optional("allowedValue", list[JsonValue](description.allowed_values)),
        **_optional("requiredValue", description.required_value),
        **_optional("valueMin", description.value_min),
        **_optional("valueMax", description.value_max),
    }


def languages_of(module: Module) -> tuple[str, ...]:
    """Return the languages in which a module version has a title and a description."""
    return tuple(one for one in _OUTCOMES_HEADING if one in module.title and one in module.description)


def _editions(module: Module, language: str) -> list[JsonValue]:
    """The same module version in the other languages that have a title and a description."""
    return [
        {
            "id": edition_id(module, other),
            "type": ["Related"],
            "inLanguage": other,
            "version": module.version,
        }
        for other in languages_of(module)
        if other != language
    ]


def _status(award: Award) -> JsonValue:
    """One entry as an object, which is all that OB 3.0's JSON Schema knows; two as an array."""
    entries: list[JsonValue] = [
        {
            "id": f"{entry.status_list_credential}#{entry.status_list_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": entry.status_purpose,
            "statusListIndex": str(entry.status_list_index),
            "statusListCredential": entry.status_list_credential,
        }
        for entry in award.status
    ]
    return entries[0] if len(entries) == 1 else entries


def _replaces(award: Award) -> str | None:
    # OB 3.0 has no property for a credential that corrects another one. The credential's own
    # description is about the credential, is shown by wallets, and is signed.
    return _REPLACES[award.language].format(id=award.replaces) if award.replaces else None


def _instrument(module: Module) -> Instrument:
    try:
        return INSTRUMENTS[module.instrument]
    except KeyError:
        raise AwardNotBuildable(
            f"no instrument is called {module.instrument!r}", reason="unknown_instrument"
        ) from None


def _required(texts: LanguageMap, language: str, pointer: str) -> str:
    text = texts.get(language)
    if not text:
        raise AwardNotBuildable(f"no text in {language!r}", reason="no_text_in_language", pointer=pointer)
    return text


def _optional(key: str, value: JsonValue) -> JsonObject:
    """A member, or nothing at all where there is nothing to say."""
    return {} if value is None or value == "" or value == [] else {key: value}
