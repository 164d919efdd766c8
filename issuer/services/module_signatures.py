"""What stands behind a module at the moment of issuing: the school's hallmark, and what others signed.

Of each signer the newest that counts is embedded. What counts no more is left out, and told: nobody has to
sign a module, so credentials do not wait for it.

Spec: requirements C08, D08.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from credentials.achievement.achievement_building import edition_id
from credentials.parsing import JsonObject, parse
from credentials.proofs.data_integrity import embedded_proofs
from credentials.recognized_entity import RecognizedKey
from issuer.domain.awards import ModuleVersion
from issuer.domain.endorsements import ModuleEndorsement
from issuer.domain.endorser_keys import Lapse, lapse_of
from issuer.ports.store import Ledger
from issuer.services.known_signers import KnownSigners


@dataclass(frozen=True, slots=True, kw_only=True)
class LapsedOfModule:
    """What somebody signed about a module and counts no more, with nothing newer in its place.

    Attributes:
        achievement_id: Which edition of the module.
        role: As what.
        organisation: Who did; None for the school, with its hallmark.
        why: Why it counts no more.
    """

    achievement_id: str
    role: str
    organisation: str | None
    why: Lapse


@dataclass(slots=True)
class ModuleSignatures:
    """Looks up, for the orders of one run, what is embedded about the modules.

    Attributes:
        own_keys: The keys of the school, those of before as well.
        signers: Who signs besides the school.
        lapsed: What was found to count no more.
    """

    own_keys: Sequence[RecognizedKey]
    signers: KnownSigners
    lapsed: list[LapsedOfModule] = field(default_factory=list)
    _found: dict[tuple[UUID, str], tuple[JsonObject, ...]] = field(default_factory=dict)

    def of(
        self, ledger: Ledger, version: ModuleVersion, language: str, *, at: datetime
    ) -> tuple[JsonObject, ...]:
        """Return the endorsements of a module version in a language; always the same objects."""
        key = version.id, language
        if key not in self._found:
            address = edition_id(version.module, language)
            all_of_it = ledger.endorsements.of_module(version.id)
            there = [one for one in all_of_it if one.achievement_id == address]
            if there:
                self.signers.learn(ledger)
            self._found[key] = tuple(self._that_count(ledger.institution.controller, there, at))
        return self._found[key]

    def _that_count(
        self, school: str, there: Sequence[ModuleEndorsement], at: datetime
    ) -> Iterator[JsonObject]:
        """Yield the newest of each signer that counts; the school first, which stands for the module."""
        by_signer: dict[str | None, list[ModuleEndorsement]] = {None: []}
        for one in there:
            name = None if one.endorser == school else self._name_of(one)
            by_signer.setdefault(name, []).append(one)
        for name, signed in by_signer.items():
            newest_first = signed[::-1]
            whys = [self._why_not(one, school, at) for one in newest_first]
            good = next((one for one, why in zip(newest_first, whys, strict=True) if why is None), None)
            if good is not None:
                yield parse(good.content).unverified
            elif whys and whys[0] is not None:
                newest = newest_first[0]
                self.lapsed.append(
                    LapsedOfModule(
                        achievement_id=newest.achievement_id,
                        role=newest.role,
                        organisation=name,
                        why=whys[0],
                    )
                )

    def _name_of(self, one: ModuleEndorsement) -> str:
        organisation = self.signers.of_controller(one.endorser)
        return organisation.name if organisation is not None else one.endorser

    def _why_not(self, one: ModuleEndorsement, school: str, at: datetime) -> Lapse | None:
        endorsement = parse(one.content).unverified
        if one.endorser == school:
            return self._why_not_ours(endorsement, at)
        organisation = self.signers.of_controller(one.endorser)
        return lapse_of(endorsement, organisation, at=at) if organisation else Lapse.KEY_UNKNOWN

    def _why_not_ours(self, hallmark: JsonObject, at: datetime) -> Lapse | None:
        """Return why a hallmark counts no more. What a key signed that was retired since stays good."""
        names = {proof.get("verificationMethod") for proof in embedded_proofs(hallmark)}
        made_with = [one for one in self.own_keys if one.verification_method.id in names]
        if not made_with:
            return Lapse.KEY_UNKNOWN
        revoked = any(one.revoked is not None and one.revoked <= at for one in made_with)
        return Lapse.KEY_REVOKED if revoked else None
