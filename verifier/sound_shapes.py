"""What is known of a credential from others of its class, so that it is not looked at for every learner.

The credentials of one class differ in a few strings: see
:mod:`credentials.jsonld.templates.proven_templates`. The rules of the data models look at which
members there are and of what type, at the names of types, contexts and kinds of identifiers, at the dates
of the credential, and whether an id is a URL. So when nothing was found in one of a class, nothing can be
found in another, provided that none of those names varies, that its dates are in order, and that every
id is a URL.

Which members there are is also all that matters to whether there are endorsements: where one has
none, no other has. And a check that reads only some members gives two credentials the same answer
when they say the same in them.
"""

from collections.abc import Callable, Sequence
from typing import Final
from weakref import WeakKeyDictionary

from credentials.data_model_version import DataModel, data_model_of
from credentials.jsonld.own_terms import own_terms
from credentials.jsonld.templates.proven_templates import KnownShape, shape_of
from credentials.national_identity import KIND_MEMBERS
from credentials.parsing import JsonObject
from verifier.checks.data_model import validity_dates
from verifier.endorsements import ENDORSEMENT_MEMBERS
from verifier.endorsers import INSTRUMENT_MEMBERS
from verifier.members import every_object, is_absolute_url
from verifier.result import CheckResult

# What a class issued in some minutes has others of; they have a rule of their own, which costs little.
_DATES: Final = frozenset({"awardedDate", *(name for model in DataModel for name in model.dates)})
# What rules read as more than some text. Whatever is inside counts as well.
_READ: Final = _DATES | {
    "type",
    "@context",
    "relatedResource",
    "credentialSchema",
    "issuer",
    *KIND_MEMBERS,
}
_NAMING: Final = frozenset({"@context", "type"})
# Per shape: a class has few marks, and they are short.
_ANSWERS_REMEMBERED: Final = 32
_CHARACTERS_REMEMBERED: Final = 200

Answer = Callable[[JsonObject], CheckResult]
"""A check that goes by the credential alone."""


class KnownCredential:
    """A credential over which a proof held, and that has its shape in common with others before it.

    Args:
        shape: The shape.
        strings: What it has for itself, in the order of the shape.
    """

    __slots__ = ("_of_shape", "_strings")

    def __init__(self, shape: KnownShape, strings: Sequence[str]) -> None:
        known = _of_shapes.get(shape)
        self._of_shape = _of_shapes.setdefault(shape, _OfShape(shape)) if known is None else known
        self._strings = strings

    def is_sound(self, kind: str, document: JsonObject) -> bool:
        """Tell whether it is known that there is nothing to find in it.

        Args:
            kind: What kind of credential it should be.
            document: The credential itself.
        """
        ids = self._of_shape.sound.get(kind)
        if ids is None or not all(map(is_absolute_url, [self._strings[number] for number in ids])):
            return False
        if not self._of_shape.has_varying_dates:
            return True
        return next(validity_dates(document, data_model_of(document)), None) is None

    def keep_sound(self, kind: str) -> None:
        """Remember that nothing was found in it when it was looked at as one of this kind."""
        steps = self._of_shape.steps
        if all(_READ.isdisjoint(path) or _is_date(path) for path in steps):
            ids = [number for number, path in enumerate(steps) if path[-1] == "id"]
            self._of_shape.sound[kind] = tuple(ids)

    def is_without_endorsements(self) -> bool:
        """Tell whether it is known that there are no endorsements in it."""
        return self._of_shape.is_without_endorsements

    def keep_without_endorsements(self, document: JsonObject) -> None:
        """Remember that there are no endorsements in credentials like this one, nor must be, if so.

        Args:
            document: The credential itself, which has none and needs none. Its source is not asked:
                whoever verifies an object in hand may have none that fits.
        """
        if self._of_shape.places_in(INSTRUMENT_MEMBERS):  # another may be one that others must sign
            return
        if all(ENDORSEMENT_MEMBERS.isdisjoint(owner) for owner in every_object(document)):
            self._of_shape.is_without_endorsements = True

    def is_without_own_terms(self, document: JsonObject) -> bool:
        """Tell whether it is known that there are no words of its issuer's own in it.

        These go by contexts, names of members and types.

        Args:
            document: The credential itself.
        """
        known = self._of_shape.is_without_own_terms
        if known is None:
            known = not self._of_shape.places_in(_NAMING) and not own_terms(document)
            self._of_shape.is_without_own_terms = known
        return known

    def answer(self, check: Answer, document: JsonObject, *, reads: frozenset[str]) -> CheckResult:
        """Return what a check answers, or answered for another that says the same.

        Only an answer without findings is remembered.

        Args:
            check: The check.
            document: The credential itself.
            reads: Members: every text that the check reads stands in one of these, at any depth.
        """
        said = tuple([self._strings[number] for number in self._of_shape.places_in(reads)])
        answers = self._of_shape.answers
        known = answers.get((check, said))
        if known is not None:
            # Its own evidence, which whoever holds the other report cannot change.
            return CheckResult(check=known.check, status=known.status, evidence={**known.evidence})
        result = check(document)
        if not result.findings and sum(map(len, said)) <= _CHARACTERS_REMEMBERED:
            if len(answers) >= _ANSWERS_REMEMBERED:
                answers.clear()
            answers[check, said] = CheckResult(
                check=result.check, status=result.status, evidence={**result.evidence}
            )
        return result


class _OfShape:
    """What is known of all credentials of one shape.

    Attributes:
        steps: For each string that varies, the members and items on the way to it.
        sound: By kind of credential in which nothing was found, which of the strings are ids.
        has_varying_dates: Whether dates that say when it is valid, or was awarded, are among these.
        is_without_endorsements: Whether it is known that there are none.
        is_without_own_terms: Whether there are no words of the issuer's own; None when nobody has looked.
        answers: Answers of checks, by the check and what it read.
    """

    __slots__ = (
        "_places",
        "answers",
        "has_varying_dates",
        "is_without_endorsements",
        "is_without_own_terms",
        "sound",
        "steps",
    )

    def __init__(self, shape: KnownShape) -> None:
        self.steps = [pointer.split("/") for pointer in shape.varying]
        self.has_varying_dates = any(map(_is_date, self.steps))
        self.sound: dict[str, tuple[int, ...]] = {}
        self.is_without_endorsements = False
        self.is_without_own_terms: bool | None = None
        self.answers: dict[tuple[Answer, tuple[str, ...]], CheckResult] = {}
        self._places: dict[frozenset[str], tuple[int, ...]] = {}

    def places_in(self, members: frozenset[str]) -> tuple[int, ...]:
        """Return which of the strings stand in one of these members."""
        places = self._places.get(members)
        if places is None:
            numbers = [number for number, path in enumerate(self.steps) if not members.isdisjoint(path)]
            places = self._places[members] = tuple(numbers)
        return places


def _is_date(path: Sequence[str]) -> bool:
    """Tell whether a path, which begins with "", leads to a date of the credential as a whole."""
    return len(path) == 2 and path[1] in _DATES


_of_shapes: Final[WeakKeyDictionary[KnownShape, _OfShape]] = WeakKeyDictionary()


def known_credential(document: JsonObject) -> KnownCredential | None:
    """Return what is known of the credential that was canonicalized last, if anything is.

    Args:
        document: The credential, over which a proof that had it canonicalized just now held.
    """
    known = shape_of(document)
    return KnownCredential(*known) if known is not None else None
