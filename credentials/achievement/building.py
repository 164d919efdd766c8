"""From the values of an award to the OB 3.0 credential that a signer signs.

:mod:`credentials.achievement.alignments` holds the part about alignments. docs/credential-mapping.md
is the table of which fact stands where, and why.

Two rules shape every line here. Everything that is written must be covered by the signature, so
nothing is written that RDF would drop or merge: no null, no empty array, no array with two equal
items, no two described objects with the same ``id``. And everything must pass in verifiers that hold
either of the two circulating editions of the OB 3.0.3 context, so only terms of both are used.
"""

from collections.abc import Callable, Sequence
from datetime import date

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.achievement.achievement_building import OUTCOMES_HEADING, build_achievement
from credentials.achievement.addresses import Addresses, addresses_in, check_addresses
from credentials.achievement.errors import AwardNotBuildable
from credentials.achievement.language_map import text_in
from credentials.achievement.members import optional, required_text
from credentials.achievement.model import Award, Issuer, Module, Recipient
from credentials.achievement.profiles import issuer_profile, named_profile
from credentials.achievement.written_forms import format_day, format_moment, hash_identity, normalise_email
from credentials.national_identity import national_identities
from credentials.parsing import JsonObject, JsonValue

_REPLACES = {
    "nl": "Deze credential vervangt {id}. Die is ingetrokken.",
    "en": "This credential replaces {id}, which has been revoked.",
}
_PARTS_KEPT = 64
_Variant = tuple[object, ...]


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
        refuse_national_numbers(award.endorsements, "/endorsement")
        language = award.language
        if language not in OUTCOMES_HEADING:
            raise AwardNotBuildable(f"no texts in language {language!r}", reason="unknown_language")
        credential: JsonObject = {
            "@context": [CREDENTIALS_V2, OB_3_0_3],
            "id": award.credential_id,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": required_text(award.module.title, language, "/name"),
            **optional("description", _replaces(award)),
            "issuer": self._once(award.issuer, "", (), lambda: issuer_profile(award.issuer)),
            "awardedDate": format_day(award.awarded_on),
            "validFrom": format_moment(award.valid_from),
            **optional("validUntil", format_moment(award.valid_until) if award.valid_until else None),
            "credentialSubject": _subject(
                award,
                lambda: self._once(award.module, language, _variant(award), lambda: _achievement(award)),
            ),
            **optional("credentialStatus", _status(award)),
            **optional("evidence", [{"type": ["Evidence"], "name": name} for name in award.evidence]),
            **optional("endorsement", list(award.endorsements)),
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


def refuse_national_numbers(endorsements: Sequence[JsonObject], pointer: str) -> None:
    """Others signed their endorsements as they are, so what is in them cannot be left out here."""
    for index, endorsement in enumerate(endorsements):
        if (found := next(national_identities(endorsement), None)) is not None:
            raise AwardNotBuildable(
                "a credential identifies nobody by a national number",
                reason="national_identity_number",
                pointer=f"{pointer}/{index}{found}",
            )


def _subject(award: Award, achievement: Callable[[], JsonObject]) -> JsonObject:
    experience = award.module.learning_experience
    return {
        **optional("id", award.recipient.subject_id),
        "type": ["AchievementSubject"],
        "identifier": _identifiers(award.recipient),
        **optional("activityStartDate", _day(award.activity_start)),
        **optional("activityEndDate", _day(award.activity_end)),
        **optional("licenseNumber", award.decision_number),
        **optional("term", text_in(experience.title, award.language) if experience else None),
        **optional("source", _provider(award)),
        **optional("result", _results(award)),
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
        return named_profile(award.issuer, "source", award.provider)
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
    refuse_national_numbers(award.achievement_endorsements, "/credentialSubject/achievement/endorsement")
    achievement = build_achievement(award.module, award.language, image=award.image)
    return {**achievement, **optional("endorsement", list(award.achievement_endorsements))}


def _variant(award: Award) -> _Variant:
    """What makes another Achievement of the same module version in the same language.

    The endorsements are kept by the part that they are in, so that their identities mean something.
    """
    return award.image, *map(id, award.achievement_endorsements)


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
