"""What every part of the office stands on: the settings, the store, the clock, chance and the keys."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import uuid4

from issuer.domain.institution import Institution
from issuer.errors import NotInitialised, UnknownInstitution
from issuer.ports.clock_and_chance import Chance, Clock, NewId, SystemChance, system_clock
from issuer.ports.store import UnitOfWork
from issuer.publication import PublicDirectory
from issuer.settings import IssuerSettings

if TYPE_CHECKING:
    from issuer.domain.award_files.case import AwardPolicy
    from issuer.domain.registers import Registers
    from issuer.signing_keys import PublicKeys, SigningKeys
    from keys.custody import KeyStore


@dataclass(frozen=True, kw_only=True)
class OfficeFoundation:
    """An installation: its settings, its store, and what its use cases have in common."""

    settings: IssuerSettings
    uow: UnitOfWork
    clock: Clock = system_clock
    new_id: NewId = uuid4
    chance: Chance = field(default_factory=SystemChance)

    def institution(self, controller: str | None = None) -> Institution:
        """Return the institution with this did:web, or the only one.

        Raises:
            NotInitialised: There is no institution yet.
            UnknownInstitution: There is none with this controller, or none was named and there are more.
        """
        known = self.uow.institutions()
        if not known:
            raise NotInitialised()
        chosen = [one for one in known if controller in (None, one.controller)]
        if len(chosen) != 1:
            raise UnknownInstitution(institution=controller or "?")
        return chosen[0]

    def public_keys(self, institution: Institution) -> "PublicKeys":
        """Return the public keys of an institution; needs no passphrase.

        Raises:
            KeyCustodyError: The keys directory cannot be used.
        """
        from issuer.signing_keys import public_keys
        from keys.keyring_file import load_keyring

        return public_keys(institution.controller, load_keyring(self.settings.keys_directory))

    def signing_keys(self, institution: Institution, *, cards: bool = False) -> "SigningKeys":
        """Open the keys of an institution with the passphrase from its file or from systemd.

        Args:
            institution: Whose.
            cards: Whether to open the key for cards too, which only whoever makes cards needs.

        Raises:
            NoSigningKey: There is no active key of a type that is needed.
            KeyCustodyError: The passphrase or the keys cannot be used.
        """
        from issuer.signing_keys import signing_keys

        return signing_keys(
            self._key_store(), institution.controller, sign_jwt=self.settings.sign_jwt, sign_cards=cards
        )

    def provide_card_key(self, institution: Institution) -> bool:
        """Make the key for cards of an institution that has keys but not that one; tell whether it was made.

        Verifiers know the new key once ``did.json`` and the trust list are published anew.

        Raises:
            KeyCustodyError: The passphrase or the keys cannot be used.
            OSError: The key cannot be written.
        """
        from credentials.identifiers.multikey import KeyType
        from keys.errors import NoActiveKey
        from keys.generate import generate_card_key
        from keys.keyring import KeyPurpose
        from keys.keyring_file import load_keyring

        keyring = load_keyring(self.settings.keys_directory)
        if not keyring.of(institution.controller):
            return False
        try:
            keyring.active(institution.controller, KeyType.ED25519, KeyPurpose.CARD)
        except NoActiveKey:
            generate_card_key(self._key_store(), institution.controller, at=self.clock())
            return True
        return False

    def _key_store(self) -> "KeyStore":
        from keys.custody import KeyStore
        from keys.passphrase import read_passphrase

        return KeyStore.open(self.settings.keys_directory, read_passphrase(self.settings.passphrase_file))

    @cached_property
    def award_policy(self) -> "AwardPolicy":
        """What the institution settled for its awards."""
        from issuer.domain.award_files.case import AwardPolicy

        return AwardPolicy(
            start_qualification=self.settings.start_qualification,
            support_scheme=self.settings.support_scheme,
        )

    @cached_property
    def public_directory(self) -> PublicDirectory:
        """Where published files are."""
        return PublicDirectory(self.settings.public_directory)

    def registers(self, institution: Institution) -> "Registers":
        """Return the national registers as the institution took them in, or else the extract."""
        from issuer.services.register_editions import registers_now

        with self.uow.read(institution.id) as ledger:
            return registers_now(ledger)
