"""Put the school's hallmark on a module: the school endorses the version, with its own key.

The hallmark stands in every credential of the version that is issued from then on, and can be verified
by itself. A version that has one already by the key in use is left as it is.

Spec: requirement D08; OB 3.0 ``Achievement.endorsement``.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from credentials.achievement.achievement_building import build_achievement, edition_id, languages_of
from credentials.endorsement.building import Endorser, build_endorsement
from credentials.endorsement.content import content_of_achievement
from credentials.endorsement.roles import Role
from credentials.parsing import parse
from credentials.proofs.data_integrity import add_proof, embedded_proofs
from issuer.audit import SignatureLog
from issuer.domain.awards import ModuleVersion
from issuer.domain.endorsements import ModuleEndorsement
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock, NewId
from issuer.ports.store import Ledger, UnitOfWork
from issuer.signing_keys import SigningKeys


@dataclass(frozen=True, slots=True)
class Hallmarked:
    """The hallmarks of a version, one per language, and how many of them were made by this call."""

    endorsements: tuple[ModuleEndorsement, ...]
    made: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HallmarkModule:
    """Put the hallmark on a module version, once per key."""

    uow: UnitOfWork
    clock: Clock
    new_id: NewId

    def __call__(
        self, institution_id: UUID, version: ModuleVersion, keys: SigningKeys, *, by: str
    ) -> Hallmarked:
        """Sign every language edition of the version, and store what was signed.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        at = self.clock().replace(microsecond=0)
        log = SignatureLog(clock=self.clock, actor=by)
        method = keys.data_integrity.verification_method
        found: list[ModuleEndorsement] = []
        made = 0
        with self.uow.begin(institution_id) as ledger:
            for language in languages_of(version.module):
                achievement_id = edition_id(version.module, language)
                endorsement = next(_earlier(ledger, version, achievement_id, method), None)
                if endorsement is None:
                    endorsement = self._signed(ledger, version, language, keys, log, at)
                    ledger.endorsements.add_to_module(endorsement)
                    log.write_to(ledger.audit)
                    ledger.audit.record(_audited(endorsement, by))
                    made += 1
                found.append(endorsement)
        return Hallmarked(tuple(found), made)

    def _signed(
        self,
        ledger: Ledger,
        version: ModuleVersion,
        language: str,
        keys: SigningKeys,
        log: SignatureLog,
        at: datetime,
    ) -> ModuleEndorsement:
        controller = ledger.institution.controller
        content = content_of_achievement(build_achievement(version.module, language))
        unsigned = build_endorsement(
            content,
            Endorser(id=controller, role=Role.SCHOOL),
            endorsement_id=self.new_id().urn,
            at=at,
            language=language,
        )
        signer = log.audited(keys.data_integrity, purpose="endorsement", subject=str(content["id"]))
        data = orjson.dumps(add_proof(unsigned, signer, created=at))
        return ModuleEndorsement(
            module_version_id=version.id,
            achievement_id=str(content["id"]),
            endorser=controller,
            role=Role.SCHOOL.value,
            content=data,
            content_sha256=hashlib.sha256(data).hexdigest(),
            received_at=at,
        )


def _earlier(
    ledger: Ledger, version: ModuleVersion, achievement_id: str, method: str
) -> Iterator[ModuleEndorsement]:
    """Yield the hallmark of an edition that the key in use made."""
    for one in ledger.endorsements.of_module(version.id):
        if (one.achievement_id, one.endorser) == (achievement_id, ledger.institution.controller):
            proofs = embedded_proofs(parse(one.content).unverified)
            if any(proof.get("verificationMethod") == method for proof in proofs):
                yield one


def _audited(endorsement: ModuleEndorsement, by: str) -> AuditEntry:
    return AuditEntry(
        at=endorsement.received_at,
        actor=by,
        action="module_hallmarked",
        subject=endorsement.achievement_id,
        details={"sha256": endorsement.content_sha256},
    )
