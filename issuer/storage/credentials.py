"""Repository of issued credentials."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, insert, or_, select, update
from sqlalchemy.orm import Session

from issuer.domain.issued import IssuedCredential
from issuer.ports.credentials import CredentialHeading
from issuer.storage.card_table import CardRow
from issuer.storage.tables import (
    CredentialRow,
    table_of,
)

_CREDENTIALS = table_of(CredentialRow)
_CARDS = table_of(CardRow)
# Several cards of one credential are rare: one is made anew when the key of the first is not believed.
_NEWEST_CARD = (
    select(_CARDS.c.content)
    .where(_CARDS.c.credential_id == _CREDENTIALS.c.id)
    .order_by(_CARDS.c.sequence.desc())
    .limit(1)
    .scalar_subquery()
    .label("card")
)


class SqlCredentials:
    """The credentials that one institution issued."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add_all(self, credentials: Sequence[IssuedCredential]) -> None:
        """Store new credentials."""
        if credentials:
            self._session.execute(insert(_CREDENTIALS), [self._values(one) for one in credentials])
        cards = [
            _card_values(one.id, one.card, one.valid_from) for one in credentials if one.card is not None
        ]
        if cards:
            self._session.execute(insert(_CARDS), cards)

    def add_card(self, credential_id: str, card: bytes, *, at: datetime) -> None:
        """Store a newer card of a credential, which from now on counts."""
        self._session.execute(insert(_CARDS), [_card_values(credential_id, card, at)])

    def _values(self, credential: IssuedCredential) -> dict[str, object]:
        return {
            "id": credential.id,
            "institution_id": self._institution_id,
            "award_id": credential.award_id,
            "module_version_id": credential.module_version_id,
            "learner_id": credential.learner_id,
            "decision_id": credential.decision_id,
            "data_integrity": credential.data_integrity,
            "data_integrity_sha256": credential.data_integrity_sha256,
            "jwt": credential.jwt,
            "jwt_sha256": credential.jwt_sha256,
            "valid_from": credential.valid_from,
            "valid_until": credential.valid_until,
        }

    def get(self, credential_id: str) -> IssuedCredential | None:
        """Return one credential."""
        return self._one(CredentialRow.id == credential_id)

    def of_award(self, award_id: UUID) -> IssuedCredential | None:
        """Return the credential that an award led to."""
        return self._one(CredentialRow.award_id == award_id)

    def all(self) -> Iterator[IssuedCredential]:
        """Yield every credential, in the order of issuing, without holding all in memory."""
        mine = select(_CREDENTIALS, _NEWEST_CARD).where(_CREDENTIALS.c.institution_id == self._institution_id)
        in_order = mine.order_by(_CREDENTIALS.c.sequence).execution_options(yield_per=100)
        return map(_credential, self._session.execute(in_order))

    def headings(self) -> Iterator[CredentialHeading]:
        """Yield every credential that has not lost its content, in the order of issuing."""
        statement = (
            select(_CREDENTIALS.c.id, _CREDENTIALS.c.learner_id, _CREDENTIALS.c.module_version_id)
            .where(
                _CREDENTIALS.c.institution_id == self._institution_id,
                or_(_CREDENTIALS.c.data_integrity.is_not(None), _CREDENTIALS.c.jwt.is_not(None)),
            )
            .order_by(_CREDENTIALS.c.sequence)
            .execution_options(yield_per=1000)
        )
        return (CredentialHeading(*row) for row in self._session.execute(statement))

    def count(self) -> int:
        """Return how many there are."""
        return (
            self._session.scalar(
                select(func.count())
                .select_from(CredentialRow)
                .where(CredentialRow.institution_id == self._institution_id)
            )
            or 0
        )

    def forget_content(self, learner_id: UUID) -> int:
        """Delete the signed bytes of a learner's credentials, keep their digests; return how many."""
        ids = self._session.scalars(
            select(CredentialRow.id).where(
                CredentialRow.institution_id == self._institution_id, CredentialRow.learner_id == learner_id
            )
        ).all()
        self._session.execute(
            update(CredentialRow).where(CredentialRow.id.in_(ids)).values(data_integrity=None, jwt=None)
        )
        self._session.execute(update(CardRow).where(CardRow.credential_id.in_(ids)).values(content=None))
        return len(ids)

    def _one(self, condition: ColumnElement[bool]) -> IssuedCredential | None:
        row = self._session.execute(
            select(_CREDENTIALS, _NEWEST_CARD).where(
                _CREDENTIALS.c.institution_id == self._institution_id, condition
            )
        ).one_or_none()
        return _credential(row) if row else None


def _credential(row: Row[Any]) -> IssuedCredential:
    return IssuedCredential(
        id=row.id,
        award_id=row.award_id,
        module_version_id=row.module_version_id,
        learner_id=row.learner_id,
        decision_id=row.decision_id,
        data_integrity=row.data_integrity,
        data_integrity_sha256=row.data_integrity_sha256,
        jwt=row.jwt,
        jwt_sha256=row.jwt_sha256,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        card=row.card,
    )


def _card_values(credential_id: str, card: bytes, at: datetime) -> dict[str, object]:
    return {"credential_id": credential_id, "content": card, "made_at": at}
