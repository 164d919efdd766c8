"""Make credentials: build, sign in every form, verify as an employer would, and make the card."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from credentials.achievement.building import BadgeBuilder
from credentials.achievement.model import Award
from credentials.card.digest import ClassDigests
from credentials.card.errors import CardError
from credentials.card.signing import CardSigner, card_of
from credentials.errors import CredentialError
from credentials.parsing import JsonObject
from credentials.proofs.vc_jwt import sign_jwt
from issuer.audit import AuditedSigner, SignatureLog
from issuer.domain.institution import Institution
from issuer.domain.issued import CredentialForm
from issuer.ports.clock_and_chance import Clock
from issuer.production.class_signing import ClassSigner, ClassTemplates
from issuer.production.orders import Delivery, Made, Order
from issuer.self_check import SelfCheck, SelfCheckFailed
from issuer.services.own_trust_list import own_trust_list
from issuer.signing_keys import SigningKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialMaker:
    """Makes the credentials of one institution. It reads and writes no store.

    Attributes:
        institution: Who issues.
        keys: Signs, and how others know these keys.
        forms: In which forms to sign.
        clock: The time that the audit trail gets.
        actor: Who issues, for the audit trail.
        templates: What was learnt of the classes that were made before.
    """

    institution: Institution
    keys: SigningKeys
    forms: frozenset[CredentialForm]
    clock: Clock
    actor: str
    templates: ClassTemplates = field(default_factory=ClassTemplates)

    def make(self, order: Order) -> Delivery:
        """Make everything that was ordered. What cannot be made does not stop the rest."""
        log = SignatureLog(clock=self.clock, actor=self.actor)
        audited = log.audited(self.keys.data_integrity, purpose="credential")
        bench = _Bench(
            maker=self,
            at=order.at,
            check=self._self_check(order),
            data_integrity=audited,
            class_signer=ClassSigner(order.awards, audited, created=order.at, templates=self.templates),
            jwt=None if self.keys.jwt is None else log.audited(self.keys.jwt, purpose="credential"),
            cards=self._cards(log),
        )
        made = tuple(bench.make(award) for award in order.awards)
        return Delivery(number=order.number, made=made, signatures=log.take())

    def _cards(self, log: SignatureLog) -> "_Cards | None":
        key = self.keys.card
        if key is None:
            return None
        audited = log.audited(key.signer, purpose="card")
        return _Cards(audited, CardSigner(audited, key.public_key))

    def _self_check(self, order: Order) -> SelfCheck:
        trust_list = own_trust_list(
            self.institution, self.keys.public, status_list_urls=order.status_lists, at=order.at
        )
        return SelfCheck(
            trust_list=trust_list, status_lists=order.status_lists, key_documents=order.key_documents
        )


@dataclass(slots=True)
class _Cards:
    """What signs the cards of one order.

    Attributes:
        audited: The key, which notes what it signs.
        signer: Signs cards with it.
        digests: Makes the digests of their credentials.
        were_checked: Whether one of these cards passed the check. To verify a card takes longer than to make
            it, and all cards of an order are made in one way with one key.
    """

    audited: AuditedSigner
    signer: CardSigner
    digests: ClassDigests = field(default_factory=ClassDigests)
    were_checked: bool = False


@dataclass(slots=True, kw_only=True)
class _Bench:
    """Where the credentials of one order are made."""

    maker: CredentialMaker
    at: datetime
    check: SelfCheck
    data_integrity: AuditedSigner
    class_signer: ClassSigner
    jwt: AuditedSigner | None
    cards: _Cards | None
    builder: BadgeBuilder = field(default_factory=BadgeBuilder)

    def make(self, award: Award) -> Made:
        try:
            unsigned = self.builder.build(award)
            data_integrity = self._sign_data_integrity(award, unsigned)
            jwt = self._sign_jwt(award.credential_id, unsigned)
            for form in (data_integrity, jwt):
                if form is not None:
                    self.check(form, at=self.at)
            card = self._sign_card(award, unsigned)
        except (CredentialError, SelfCheckFailed) as error:
            return Made(problem=_problem(error))
        return Made(
            data_integrity=data_integrity,
            data_integrity_sha256=_sha256(data_integrity),
            jwt=jwt,
            jwt_sha256=_sha256(jwt),
            card=card,
        )

    def _sign_data_integrity(self, award: Award, unsigned: JsonObject) -> bytes | None:
        if CredentialForm.DATA_INTEGRITY not in self.maker.forms:
            return None
        self.data_integrity.subject = award.credential_id
        return self.class_signer.sign(award, unsigned)

    def _sign_jwt(self, credential_id: str, unsigned: JsonObject) -> bytes | None:
        if CredentialForm.JWT not in self.maker.forms or self.jwt is None:
            return None
        self.jwt.subject = credential_id
        return sign_jwt(unsigned, self.jwt).encode("ascii")

    def _sign_card(self, award: Award, unsigned: JsonObject) -> bytes | None:
        """Return the card, or None when there is no key for it or it does not fit.

        Raises:
            SelfCheckFailed: It is not what a verifier takes for genuine.
        """
        if self.cards is None:
            return None
        self.cards.audited.subject = award.credential_id
        try:
            card = self.cards.signer.sign(card_of(award, self.cards.digests.of(unsigned)))
        except CardError:
            return None
        if not self.cards.were_checked:
            self.check.card(card, at=self.at)
            self.cards.were_checked = True
        return card


def _sha256(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _problem(error: CredentialError | SelfCheckFailed) -> str:
    if isinstance(error, SelfCheckFailed):
        return ", ".join(error.codes)
    return f"{error.code} {error.pointer or ''}".strip()
