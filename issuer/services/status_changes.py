"""The documents that say since when and why the statuses of a list are set, and what becomes of old ones."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from credentials.status.status_changes import ListedChange, build_status_changes
from issuer.domain.public_reasons import PUBLIC_REASON
from issuer.domain.status import StatusList, set_by
from issuer.dutch_time import dutch_day
from issuer.ports.clock_and_chance import Clock
from issuer.publication import PublicDirectory
from issuer.services.status_lists import Events

CHANGES_FOLDER: Final = "status/changes"
KEPT_FOR: Final = timedelta(days=7)
"""How long an edition stays after a newer one took its place: so long may an old list be in a cache."""

# Hidden, so that it is never published. The time of a file would not do: a copy from a backup has another.
_REPLACED: Final = f"{CHANGES_FOLDER}/.replaced.json"


def status_changes(status_list: StatusList, events: Events, *, at: datetime) -> bytes | None:
    """Return the document of a list as of a moment, or None when none of its statuses is set."""
    changes = _changes(status_list, events, at=at)
    return build_status_changes(status_list.url, status_list.purpose.value, changes)


def _changes(status_list: StatusList, events: Events, *, at: datetime) -> Iterator[ListedChange]:
    for index, theirs in events.items():
        event = set_by(theirs, status_list.purpose, at=at)
        if event is not None:
            yield ListedChange(index=index, since=dutch_day(event.at), reason=PUBLIC_REASON[event.reason])


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireStatusChanges:
    """Take away the editions that no list names any more, some days after the last one did."""

    directory: PublicDirectory
    clock: Clock

    def __call__(self, current: Iterable[str]) -> int:
        """Return how many were taken away.

        Args:
            current: The names of those that the lists name now, as they were just published.

        Raises:
            OSError: A file cannot be read, written or taken away.
        """
        today = dutch_day(self.clock())
        folder = f"{CHANGES_FOLDER}/"
        old = {name for name in self.directory.names() if name.startswith(folder)} - set(current)
        known = self._known()
        replaced = {name: min(known.get(name, today), today) for name in old}
        gone = {name for name, day in replaced.items() if today - day > KEPT_FOR}
        for name in gone:
            self.directory.remove(name)
        kept = {name: day.isoformat() for name, day in sorted(replaced.items()) if name not in gone}
        if kept or known:
            self.directory.write_if_changed(_REPLACED, json.dumps(kept, indent=1).encode() + b"\n")
        return len(gone)

    def _known(self) -> dict[str, date]:
        """Return since when each is old. What cannot be read of it begins anew: it stays a week longer."""
        try:
            written = json.loads(self.directory.read(_REPLACED) or b"{}")
            return {str(name): date.fromisoformat(day) for name, day in written.items()}
        except (ValueError, TypeError, AttributeError):
            return {}
