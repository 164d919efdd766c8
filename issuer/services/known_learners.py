"""Which learner a row of a file is about: one that we know, one that is new, or nobody can tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from issuer.domain.learners import Learner
from issuer.domain.result_rows import ResultRow
from issuer.ports.clock_and_chance import NewId
from issuer.ports.store import Ledger


@dataclass(slots=True)
class KnownLearners:
    """The learners of some rows: from the store, and from the rows before.

    A learner is known by student number or by e-mail address. Each row may add the other, or bring a
    new name; the row after it sees that.
    """

    new_id: NewId
    _learners: dict[UUID, Learner] = field(default_factory=dict)
    _by_student_number: dict[str, UUID] = field(default_factory=dict)
    _by_email: dict[str, UUID] = field(default_factory=dict)
    _in_store: dict[UUID, Learner] = field(default_factory=dict)
    _changed: dict[UUID, Learner] = field(default_factory=dict)

    @classmethod
    def of(cls, ledger: Ledger, rows: Sequence[ResultRow], new_id: NewId) -> "KnownLearners":
        """Look up whoever is in these rows."""
        known = cls(new_id)
        numbers = [row.student_number for row in rows if row.student_number is not None]
        emails = [row.email for row in rows if row.email is not None]
        for learner in ledger.learners.find(numbers, emails):
            known._in_store[learner.id] = learner
            known._index(learner)
        return known

    def ids_in_store(self) -> Sequence[UUID]:
        """Return the ids of those who were in the store before these rows."""
        return tuple(self._in_store)

    def of_row(self, row: ResultRow) -> Learner | None:
        """Return the learner of a row with what the row says; None when it points at two learners."""
        by_number = self._find(row.student_number, self._by_student_number)
        by_email = self._find(row.email, self._by_email)
        if by_number and by_email and by_number.id != by_email.id:
            return None
        known = by_number or by_email
        if known is None:
            known = Learner(id=self.new_id(), name=row.name, student_number=None, email=None)
        if row.student_number and known.student_number and row.student_number != known.student_number:
            return None
        return replace(
            known,
            name=row.name,
            student_number=row.student_number or known.student_number,
            email=row.email or known.email,
        )

    def remember(self, learner: Learner) -> None:
        """Take what a row says of a learner as what is known of them from now on."""
        before = self._learners.get(learner.id)
        if before is not None and before.email is not None and before.email != learner.email:
            del self._by_email[before.email]
        self._index(learner)
        # The one that changed last comes last: it may have got an address that another gave up.
        self._changed.pop(learner.id, None)
        self._changed[learner.id] = learner

    def store(self, ledger: Ledger) -> None:
        """Store what the rows added and changed."""
        ledger.learners.update_all(
            [
                one
                for one in self._changed.values()
                if one.id in self._in_store and one != self._in_store[one.id]
            ]
        )
        ledger.learners.add_all([one for one in self._changed.values() if one.id not in self._in_store])

    def _index(self, learner: Learner) -> None:
        self._learners[learner.id] = learner
        if learner.student_number is not None:
            self._by_student_number[learner.student_number] = learner.id
        if learner.email is not None:
            self._by_email[learner.email] = learner.id

    def _find(self, value: str | None, index: dict[str, UUID]) -> Learner | None:
        return self._learners[index[value]] if value is not None and value in index else None
