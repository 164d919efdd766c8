"""Make the cards that are missing: of what was issued before there were any, or signed with a stolen key."""

from dataclasses import dataclass
from uuid import UUID

from credentials.card.envelope import key_id_of, read_envelope
from credentials.card.from_credential import card_of_credential
from credentials.card.signing import CardSigner
from credentials.errors import CredentialError
from issuer.audit import SignatureLog
from issuer.domain.issued import IssuedCredential
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import Ledger, UnitOfWork
from issuer.services.read_credentials import signed_credential
from issuer.signing_keys import CardKey, PublicKeys

_AT_A_TIME = 250


@dataclass(frozen=True, slots=True)
class CardsMade:
    """What one run did.

    Attributes:
        made: Number of new cards.
        without: Credentials of which there can be no card, because something does not fit on it.
    """

    made: int
    without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeCards:
    """Make a card for every credential that has none that a verifier would believe."""

    uow: UnitOfWork
    clock: Clock

    def __call__(self, institution_id: UUID, key: CardKey, public: PublicKeys, *, by: str) -> CardsMade:
        """Make the cards, and store them beside the older ones. Can be interrupted and run again.

        Args:
            institution_id: Whose credentials.
            key: What signs.
            public: How others know the keys: a card of a key that is not among them, or was revoked, is
                made anew.
            by: Who does it, for the audit trail.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        believed = frozenset(
            key_id_of(one.verification_method.public_key) for one in public.cards if one.revoked is None
        )
        with self.uow.read(institution_id) as ledger:
            lacking = [one.id for one in ledger.credentials.all() if _lacks_card(one, believed)]
        made = 0
        for start in range(0, len(lacking), _AT_A_TIME):
            with self.uow.begin(institution_id) as ledger:
                made += self._make(ledger, lacking[start : start + _AT_A_TIME], key, believed, by=by)
        return CardsMade(made, len(lacking) - made)

    def _make(
        self, ledger: Ledger, ids: list[str], key: CardKey, believed: frozenset[bytes], *, by: str
    ) -> int:
        log = SignatureLog(clock=self.clock, actor=by)
        audited = log.audited(key.signer, purpose="card")
        signer = CardSigner(audited, key.public_key)
        made = 0
        for credential_id in ids:
            issued = ledger.credentials.get(credential_id)
            # Since the list was made, the learner may have been erased, or somebody else was here.
            if issued is None or not _lacks_card(issued, believed):
                continue
            at = self.clock()
            audited.subject = credential_id
            try:
                card = signer.sign(card_of_credential(signed_credential(issued).document(), at=at))
            except CredentialError:
                continue
            ledger.credentials.add_card(credential_id, card, at=at)
            made += 1
        log.write_to(ledger.audit)
        return made


def _lacks_card(issued: IssuedCredential, believed: frozenset[bytes]) -> bool:
    if issued.data_integrity is None and issued.jwt is None:
        return False
    return issued.card is None or read_envelope(issued.card).key_id not in believed
