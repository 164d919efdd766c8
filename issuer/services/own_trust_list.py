"""The trust list with one school on it, for its own checks, demonstrations and archives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from credentials.trust_list import RecognizedEntity, TrustList
from issuer.domain.institution import Institution
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import UnitOfWork
from issuer.signing_keys import PublicKeys


def own_trust_list(
    institution: Institution,
    keys: PublicKeys,
    *,
    status_list_urls: Iterable[str],
    at: datetime,
) -> TrustList:
    """Return the list. That a school recognises itself proves nothing to others, and its name says so.

    ``sequence`` is the number of seconds since 1970, so that a later edition always has a higher one
    without anybody keeping count.
    """
    # Keys can be older than the institution's record here, and have signed since they were made.
    recognized_from = min([institution.created_at, *(key.valid_from for key in keys.recognized)])
    entity = RecognizedEntity(
        id=institution.controller,
        name=institution.name,
        legal_name=institution.parent_organisation,
        brin=institution.brin,
        kvk=institution.kvk,
        url=institution.url,
        recognized_from=recognized_from,
        keys=keys.recognized,
        card_keys=keys.cards,
        status_lists=tuple(status_list_urls),
    )
    return TrustList(
        name=f"Eigen opgave van {institution.name}",
        publisher=institution.name,
        publisher_id=institution.controller,
        published_at=at,
        sequence=int(at.timestamp()),
        entities=(entity,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeTrustList:
    """Make the trust list of an institution as of now."""

    uow: UnitOfWork
    clock: Clock

    def __call__(self, institution_id: UUID, keys: PublicKeys) -> TrustList:
        """Return the list with the institution's keys and status lists.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        with self.uow.read(institution_id) as ledger:
            return own_trust_list(
                ledger.institution,
                keys,
                status_list_urls=[one.url for one in ledger.statuses.lists()],
                at=self.clock(),
            )
