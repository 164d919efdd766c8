"""How days, moments and e-mail addresses are written in a credential."""

import hashlib
from datetime import UTC, date, datetime

from credentials.achievement.errors import AwardNotBuildable


def format_day(day: date) -> str:
    """Write a calendar day as the date-time that OB 3.0 asks for: at noon UTC.

    Software shows such a value in the reader's time zone. Midnight in Amsterdam or in Greenwich
    turns into the day before for half of the world; noon UTC is the same day from UTC−12 to UTC+11.
    """
    return f"{day.isoformat()}T12:00:00Z"


def format_moment(moment: datetime) -> str:
    """Write an instant in UTC, to the second (the rest is cut off).

    Raises:
        AwardNotBuildable: ``moment`` has no time zone.
    """
    if moment.tzinfo is None:
        raise AwardNotBuildable("a moment needs a time zone", reason="no_time_zone")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def hash_identity(identifier: str, salt: str) -> str:
    """Return the IdentityHash of ``identifier`` with ``salt`` appended.

    Spec: OB 3.0 "IdentityHash".
    """
    return "sha256$" + hashlib.sha256((identifier + salt).encode()).hexdigest()


def normalise_email(email: str) -> str:
    """Return the form of an e-mail address that goes into the hash: lower case, no outer spaces.

    A learner types the address in any case, and no provider of theirs tells cases apart.
    """
    return email.strip().lower()
