"""Are these credentials about one and the same person, and how sure is that?

Names are no identifiers, and an address is hashed with a salt of its own in every credential, so most
often it cannot be proven. What is found is said as it is; the exam board sees the person.
"""

import enum
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.parsing import JsonObject

# Parts of Dutch family names that half of the country shares.
_PARTICLES: Final = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "het",
        "t",
        "ten",
        "ter",
        "te",
        "in",
        "op",
        "aan",
        "bij",
        "d",
        "l",
        "la",
        "le",
        "von",
    ]
)
_PUNCTUATION: Final = str.maketrans("’'`.-,", "      ")


class PersonCertainty(enum.StrEnum):
    """How sure it is that the credentials are about one person."""

    ASKED = "asked"
    """Each was compared with the address that was given, and matches."""
    IDENTIFIED = "identified"
    """They share an address or a wallet, one way or another."""
    SAME_NAME = "same_name"
    """They bear the same name, and nothing else can be compared."""
    SINGLE = "single"
    """There is one credential, or none."""
    UNSURE = "unsure"
    """Something does not match, or a name is missing: somebody has to look."""
    DIFFERENT = "different"
    """They are about different people. Nothing is added up."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing by which a credential knows its recipient.

    Attributes:
        kind: ``identityType`` such as "emailAddress", or "id" for the subject's own identifier.
        space: What has to be equal for two values to be comparable: how they were hashed, with which salt.
        value: The identifier, or its hash.
    """

    kind: str
    space: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom a credential says that it is about.

    Attributes:
        name: As written, or None.
        identities: Everything else.
    """

    name: str | None
    identities: frozenset[Identity]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonJudgement:
    """What comparing the credentials came to.

    Attributes:
        certainty: How sure it is.
        names: The names in them, each once.
        nameless: How many bear no name.
    """

    certainty: PersonCertainty
    names: tuple[str, ...] = ()
    nameless: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether no doubt was found."""
        return self.certainty not in (PersonCertainty.UNSURE, PersonCertainty.DIFFERENT)


def person_of(credential: JsonObject) -> Person:
    """Return whom a credential says that it is about."""
    subject = foreign.obj(credential.get("credentialSubject"))
    name: str | None = None
    identities: set[Identity] = set()
    if own := foreign.address(subject.get("id")):
        identities.add(Identity("id", "", own))
    for entry in foreign.objects(subject.get("identifier")):
        kind, value = foreign.text(entry.get("identityType")), foreign.text(entry.get("identityHash"))
        if not kind or not value:
            continue
        if entry.get("hashed") is True:
            algorithm, _, digest = value.partition("$")
            space = f"{algorithm}${foreign.text(entry.get('salt')) or ''}"
            identities.add(Identity(kind, space, digest.lower()))
        elif kind == "name":
            name = name or value
        else:
            identities.add(Identity(kind, "", value.strip().casefold()))
    return Person(name=name, identities=frozenset(identities))


def judge_persons(people: Sequence[Person], *, address_was_asked: bool = False) -> PersonJudgement:
    """Return how sure it is that these are one person.

    Two names that share no word are two people, unless an address or a wallet says otherwise. Names that
    differ in part ("S. de Vries", "Sanne de Vries") leave it open.

    Args:
        people: One for each credential, in any order.
        address_was_asked: Each was compared with an e-mail address that somebody gave, and matches.
    """
    by_form: dict[str, str] = {}
    for person in people:
        if person.name:
            form = _form(person.name)
            by_form[form] = min(person.name, by_form.get(form, person.name))
    names = tuple(sorted(by_form.values()))
    nameless = sum(person.name is None for person in people)

    def judged(certainty: PersonCertainty) -> PersonJudgement:
        return PersonJudgement(certainty=certainty, names=names, nameless=nameless)

    if address_was_asked and people:
        return judged(PersonCertainty.ASKED)
    if len(people) < 2:
        return judged(PersonCertainty.SINGLE)
    linked = _are_linked(people)
    if any(_have_no_word_in_common(*pair) for pair in combinations(names, 2)):
        return judged(PersonCertainty.UNSURE if linked else PersonCertainty.DIFFERENT)
    if linked:
        return judged(PersonCertainty.IDENTIFIED if len(names) <= 1 else PersonCertainty.UNSURE)
    if _contradict(people):
        # The same name with another address under the same salt may be a second address, or a namesake.
        return judged(PersonCertainty.UNSURE if names else PersonCertainty.DIFFERENT)
    return judged(PersonCertainty.SAME_NAME if len(names) == 1 and not nameless else PersonCertainty.UNSURE)


def _are_linked(people: Sequence[Person]) -> bool:
    """Tell whether every credential shares an identity with another, and all of them hang together."""
    groups: list[set[Identity]] = []
    for person in people:
        merged = set(person.identities)
        if not merged:
            return False
        apart = []
        for group in groups:
            if group & merged:
                merged |= group
            else:
                apart.append(group)
        groups = [*apart, merged]
    return len(groups) == 1


def _contradict(people: Iterable[Person]) -> bool:
    """Tell whether two credentials have a different address that can be compared."""
    found: dict[tuple[str, str], set[frozenset[str]]] = {}
    for person in people:
        for place, values in _comparable(person):
            found.setdefault(place, set()).add(values)
    return any(not one & other for values in found.values() for one, other in combinations(values, 2))


def _comparable(person: Person) -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    places: dict[tuple[str, str], set[str]] = {}
    for identity in person.identities:
        if identity.kind != "id":  # one person may well have two wallets
            places.setdefault((identity.kind, identity.space), set()).add(identity.value)
    for place, values in places.items():
        yield place, frozenset(values)


def _have_no_word_in_common(one: str, other: str) -> bool:
    return not _words(one) & _words(other)


def _words(name: str) -> frozenset[str]:
    words = frozenset(_form(name).split())
    return frozenset(word for word in words if len(word) > 1 and word not in _PARTICLES) or words


def _form(name: str) -> str:
    """Bring a name to one form: people type case, accents, hyphens and apostrophes differently."""
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_PUNCTUATION)
    return " ".join("".join(one for one in decomposed if not unicodedata.combining(one)).split())
