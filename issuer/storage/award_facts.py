"""Repository of what is written down about awards.

Most commands open the store for other things, so what reads and writes facts is imported when there are any.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.orm import Session

from issuer.storage.award_facts_table import AwardFactsRow
from issuer.storage.parts import in_parts
from issuer.storage.tables import ProposedAwardRow, table_of
from issuer.stored_content import content_sha256

if TYPE_CHECKING:
    from issuer.domain.award_files.facts import AwardFacts

_FACTS = table_of(AwardFactsRow)
_AWARDS = table_of(ProposedAwardRow)


class SqlKeptFacts:
    """What is written down about the awards of one institution."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add_all(self, facts: Mapping[UUID, "AwardFacts"], *, at: datetime) -> None:
        """Store the facts of new awards, by award."""
        from issuer.stored_facts import facts_to_text

        rows = []
        for award_id, one in facts.items():
            text = facts_to_text(one)
            rows.append(
                {
                    "award_id": award_id,
                    "institution_id": self._institution_id,
                    "content": text,
                    "content_sha256": content_sha256(text),
                    "recorded_at": at,
                }
            )
        if rows:
            self._session.execute(insert(_FACTS), rows)

    def of_awards(self, award_ids: Sequence[UUID]) -> Mapping[UUID, "AwardFacts"]:
        """Return the facts of these awards; one without facts, or an erased one, is left out."""
        return {
            award_id: facts
            for some in in_parts(award_ids)
            for award_id, facts in self._where(_FACTS.c.award_id.in_(some))
        }

    def of_open_awards(self, award_ids: Sequence[UUID] | None) -> Iterator[tuple[UUID, "AwardFacts"]]:
        """Yield the facts of what is open among these, or among all of the institution when None."""
        is_open = _AWARDS.c.decision_id.is_(None)
        if award_ids is None:
            yield from self._where(is_open)
            return
        for some in in_parts(award_ids):
            yield from self._where(is_open & _FACTS.c.award_id.in_(some))

    def forget(self, learner_id: UUID) -> None:
        """Delete the facts of a learner's awards; their digests stay."""
        theirs = select(_AWARDS.c.id).where(
            _AWARDS.c.institution_id == self._institution_id, _AWARDS.c.learner_id == learner_id
        )
        self._session.execute(update(_FACTS).where(_FACTS.c.award_id.in_(theirs)).values(content=None))

    def _where(self, condition: ColumnElement[bool]) -> Iterator[tuple[UUID, "AwardFacts"]]:
        rows = self._session.execute(
            select(_FACTS.c.award_id, _FACTS.c.content, _FACTS.c.content_sha256)
            .join(_AWARDS, _AWARDS.c.id == _FACTS.c.award_id)
            .where(_FACTS.c.institution_id == self._institution_id, _FACTS.c.content.is_not(None), condition)
            .order_by(_AWARDS.c.sequence)
        )
        for row in rows:
            if content_sha256(row.content) != row.content_sha256:
                raise RuntimeError(f"facts of award {row.award_id} were changed outside the software")
            from issuer.stored_facts import facts_from_text

            yield row.award_id, facts_from_text(row.content)
