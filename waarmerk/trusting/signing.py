"""Sign an edition of the table: the next number, a new period, and nothing of the past taken back."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from credentials.errors import CredentialError
from credentials.recognized_entity import TrustList
from credentials.signed_trust_list import open_signed_trust_list, sign_trust_list
from keys.private_files import locked_directory
from waarmerk.endorsing.own_key import OwnKey
from waarmerk.trusting.editions import Edition, keep_edition, latest_edition
from waarmerk.trusting.errors import TrustingError
from waarmerk.trusting.history import Loss, lost_history
from waarmerk.trusting.table import Table, read_table


class HistoryLost(TrustingError):
    """An edition would take back what was published.

    Attributes:
        losses: What.
    """

    def __init__(self, losses: tuple[Loss, ...]) -> None:
        super().__init__("history_lost", count=len(losses))
        self.losses = losses


def next_edition(
    table: Table, latest: Edition | None, *, publisher_id: str | None, at: datetime
) -> TrustList:
    """Return the table as the list that would be signed now.

    Args:
        table: The table.
        latest: The newest edition, or None before the first.
        publisher_id: did:key of the key that signs.
        at: Now; whole seconds.
    """
    return TrustList(
        id=table.settings.url,
        name=table.settings.name,
        publisher=table.settings.publisher,
        publisher_id=publisher_id,
        published_at=at,
        valid_until=at + timedelta(days=table.settings.days),
        sequence=1 if latest is None else latest.trust_list.sequence + 1,
        entities=tuple(school.entity for school in table.schools),
    )


def sign_edition(folder: Path, key: OwnKey, *, at: datetime) -> Edition:
    """Sign the table as it is now, and keep the edition. Two at once take turns.

    Raises:
        HistoryLost: It would take back what was published; nothing is signed.
        TrustingError: The table or the latest edition is not as it should be, there is no school in the
            table, or the clock is behind that of the latest edition.
        OSError: It cannot be written.
    """
    with locked_directory(folder):
        table = read_table(folder)
        if not table.schools:
            raise TrustingError("no_schools")
        latest = latest_edition(folder, at=at)
        edition = next_edition(table, latest, publisher_id=key.controller, at=at)
        if latest is not None:
            if at < latest.trust_list.published_at:
                raise TrustingError("clock_behind", date=latest.trust_list.published_at)
            if losses := lost_history(latest.trust_list, edition, at=at):
                raise HistoryLost(losses)
        try:
            data = sign_trust_list(edition, key.signer, created=at)
        except CredentialError as error:
            raise TrustingError("not_signable", reason=str(error), pointer=error.pointer or "/") from error
        # By the way that every verifier goes, before it is one's word.
        signed = open_signed_trust_list(data, [key.controller], at=at)
        if replace(signed, signed_by=None) != edition:
            raise TrustingError("not_as_signed")
        return keep_edition(folder, data, signed)
