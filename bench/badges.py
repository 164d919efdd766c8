"""The two badges that everybody signs and verifies here, for as many learners as are asked for.

Both are made by the code that issues. The small one is an ordinary badge; the large one has long
lists, whose blank nodes look alike until one looks at their neighbours.
"""

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from bench.subject_matter import (
    ISSUER,
    LARGE_MODULE,
    LARGE_RESULTS,
    SCHOOL,
    SMALL_MODULE,
    SMALL_RESULTS,
)
from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award, Module, Recipient, Result, StatusEntry
from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.jsonld.engine import canonicalize
from credentials.parsing import JsonObject

STATUS_LIST: Final = f"{SCHOOL}/status/revocation/1"
SIGNED_AT: Final = datetime(2026, 7, 2, 9, 30, tzinfo=UTC)
VARYING: Final = (
    "/id",
    "/credentialSubject/id",
    "/credentialSubject/identifier/0/identityHash",
    "/credentialSubject/identifier/0/salt",
    "/credentialSubject/identifier/1/identityHash",
    "/credentialSubject/result/0/value",
    "/credentialStatus/id",
    "/credentialStatus/statusListIndex",
)
"""JSON pointers of what differs between the learners of a class."""

FIRST_NAMES: Final = ("Sanne", "Youssef", "Zoë", "Anne-Fleur", "Mehmet", "Daan", "Fatima", "Jelle")
LAST_NAMES: Final = ("de Vries", "El Amrani", "van ’t Hof", "Yılmaz", "Bakker", "Haddad", "Postma", "Łuczak")
_MARKS: Final = ("5,8", "6,5", "7,0", "8,2", "9,1")
_PLACES_IN_LIST: Final = 131_072
_BLANK_NODE: Final = re.compile(r"_:c14n\d+")


class BadgeChanged(AssertionError):
    """A badge is not of the size that is claimed for it."""


@dataclass(frozen=True, slots=True)
class Badge:
    """One of the two.

    Attributes:
        name: "small" or "large".
        module: What it is about.
        results: What a learner got; the first one differs per learner.
        statements: How many statements it has.
        blank_nodes: How many nodes without a name.
    """

    name: str
    module: Module
    results: tuple[Result, ...]
    statements: int
    blank_nodes: int

    def of(self, learner: int) -> JsonObject:
        """Return the unsigned badge of a learner. The same number is the same learner."""
        chance = random.Random(f"{self.name} {learner}")  # noqa: S311 - examples, not secrets
        status = StatusEntry(
            status_list_credential=STATUS_LIST, status_list_index=chance.randrange(_PLACES_IN_LIST)
        )
        first, *others = self.results
        return build_open_badge(
            Award(
                credential_id=UUID(int=chance.getrandbits(128), version=4).urn,
                issuer=ISSUER,
                module=self.module,
                recipient=Recipient(
                    name=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
                    email=f"{learner}@leerling.rocfiets.example",
                    email_salt=f"{chance.getrandbits(128):032x}",
                    subject_id=_did_key(learner),
                ),
                awarded_on=date(2026, 7, 1),
                valid_from=SIGNED_AT,
                valid_until=datetime(2031, 7, 1, 22, 0, tzinfo=UTC),
                activity_start=date(2026, 2, 2),
                activity_end=date(2026, 6, 26),
                results=(replace(first, value=chance.choice(_MARKS)), *others),
                decision_number="EC-2026-0311",
                status=(status,),
                image=f"{SCHOOL}/images/badge.png",
            )
        )

    def is_about(self, badge: JsonObject) -> bool:
        """Tell whether a badge is one of these."""
        return badge["name"] == self.module.title["nl"]

    def learners(self, count: int, *, first: int = 0) -> Iterator[JsonObject]:
        """Yield the badges of so many learners, no two the same."""
        for learner in range(first, first + count):
            yield self.of(learner)

    def check_size(self) -> None:
        """Refuse to go on with a badge of another size than is claimed.

        Raises:
            BadgeChanged: Its statements or blank nodes are more or fewer.
        """
        canonical = canonicalize(self.of(0))
        found = canonical.count("\n"), len(set(_BLANK_NODE.findall(canonical)))
        if found != (self.statements, self.blank_nodes):
            raise BadgeChanged(f"{self.name}: {found[0]} statements, {found[1]} blank nodes")


SMALL: Final = Badge("small", SMALL_MODULE, SMALL_RESULTS, statements=180, blank_nodes=15)
LARGE: Final = Badge("large", LARGE_MODULE, LARGE_RESULTS, statements=704, blank_nodes=93)
BADGES: Final = {badge.name: badge for badge in (SMALL, LARGE)}


def _did_key(learner: int) -> str:
    """Return a did:key of the right shape. Nobody has its private key."""
    raw = hashlib.sha256(f"learner {learner}".encode()).digest()
    return f"did:key:{PublicKey(KeyType.ED25519, raw).to_multikey()}"
