"""Are these credentials about one and the same person, and how sure is that?

Names are no identifiers, a student number is one within its own school only, and an address is hashed with
a salt of its own in every credential, so most often it cannot be proven. What is found is said as it is; the
exam board sees the person.

Spec: requirement I01; OB 3.0 "IdentityObject", "IdentityHash", "IdentifierTypeEnum".
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
# Fillers of the Korean script: letters by category, and nothing to see.
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u3164\uffa0")
_NAME: Final = "name"
# What tells people apart wherever it was written down. All else, such as a student number, does so within
# the school that gave it out: number 1001 of two schools is two students.
_WORLDWIDE: Final = frozenset({"emailAddress"})
_WORLDWIDE_ADDRESSES: Final = ("did:", "mailto:", "urn:uuid:", "https:")
# These tell systems, products and publications apart, and no people: a whole school shares them.
_NOT_OF_PEOPLE: Final = frozenset(
    {
        "isbn",
        "issn",
        "ltiContextId",
        "ltiDeploymentId",
        "ltiPlatformId",
        "ltiToolId",
        "productId",
        "systemId",
    }
)


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
        space: What has to be equal for two values to be comparable: how they were hashed, with which salt;
            and which issuer gave them out, unless they tell people apart everywhere.
        value: The identifier, or its hash.
    """

    kind: str
    space: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom a credential says that it is about.

    Attributes:
        names: As written, those with a letter in them. More than one when a credential says so itself: the
            signature does not tell which one came first.
        identities: Everything else.
    """

    names: frozenset[str]
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
    """Return whom a verified credential says that it is about.

    What stands in it twice counts both times, in whatever order.
    """
    issuer = foreign.address(credential.get("issuer")) or ""
    names: set[str] = set()
    identities: set[Identity] = set()
    for subject in foreign.objects(credential.get("credentialSubject")):
        if own := foreign.address(subject.get("id")):
            identities.add(Identity("id", "" if own.startswith(_WORLDWIDE_ADDRESSES) else issuer, own))
        for entry in foreign.objects(subject.get("identifier")):
            kind, value = foreign.text(entry.get("identityType")), foreign.text(entry.get("identityHash"))
            if not kind or not value or kind in _NOT_OF_PEOPLE:
                continue
            if kind == _NAME and entry.get("hashed") is not True:
                names.update([value] if _has_letter(value) else [])
            else:
                identities.add(_identity(entry, kind, value, issuer))
    return Person(names=frozenset(names), identities=frozenset(identities))


def _identity(entry: JsonObject, kind: str, value: str, issuer: str) -> Identity:
    within = "" if kind in _WORLDWIDE or kind == _NAME else issuer
    if entry.get("hashed") is not True:
        return Identity(kind, within, value.strip().casefold())
    algorithm, _, digest = value.partition("$")
    salted = f"{algorithm}${foreign.text(entry.get('salt')) or ''}"
    return Identity(kind, " ".join(filter(None, (salted, within))), digest.lower())


def _has_letter(name: str) -> bool:
    """Tell whether a name is one: "—", "." and "?" stand where somebody left it open."""
    return any(unicodedata.category(one).startswith("L") and one not in _BLANK_LETTERS for one in name)


def judge_persons(people: Sequence[Person], *, address_was_asked: bool = False) -> PersonJudgement:
    """Return how sure it is that these are one person.

    Two names that share no word are two people, unless an address or a wallet says otherwise. Names that
    differ in part ("S. de Vries", "Sanne de Vries") leave it open, and so does a missing one.

    Args:
        people: One for each credential, in any order.
        address_was_asked: Each was compared with an e-mail address that somebody gave, and matches.
    """
    by_form: dict[str, str] = {}
    for name in (name for person in people for name in person.names):
        form = _form(name)
        by_form[form] = min(name, by_form.get(form, name))
    names = tuple(sorted(by_form.values()))
    nameless = sum(not person.names for person in people)

    def judged(certainty: PersonCertainty) -> PersonJudgement:
        return PersonJudgement(certainty=certainty, names=names, nameless=nameless)

    if address_was_asked and people:
        return judged(PersonCertainty.ASKED)
    if len(people) < 2:
        return judged(PersonCertainty.SINGLE if len(names) <= 1 else PersonCertainty.UNSURE)
    linked = _are_linked(people)
    words = {frozenset().union(*map(_words, one.names)) for one in people if one.names}
    if any(one.isdisjoint(other) for one, other in combinations(words, 2)):
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
        # Names are no identifiers, hashed neither.
        merged = {identity for identity in person.identities if identity.kind != _NAME}
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


def _words(name: str) -> frozenset[str]:
    words = frozenset(_form(name).split())
    return frozenset(word for word in words if len(word) > 1 and word not in _PARTICLES) or words


def _form(name: str) -> str:
    """Bring a name to one form: people type case, accents, hyphens and apostrophes differently."""
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_PUNCTUATION)
    return " ".join("".join(one for one in decomposed if not unicodedata.combining(one)).split())
