"""What may stand in a document that is signed: nothing that JSON-LD or RDF would lose.

A signature over RDF covers what the RDF says. JSON-LD silently drops what it does not know,
and RDF silently merges what is equal, so without these rules a member could be added to a
signed credential, and shown, and the proof would still hold. This module has the errors and the
rules for single values; ``placing.py`` applies them to the JSON, ``expansion.py``,
``statements.py`` and ``repetition.py`` to what becomes of it.

Spec: Data Integrity 1.0 section 2.4.2 and 4.2 (DATA_LOSS_DETECTION_ERROR).
"""

import math
import re
from typing import ClassVar

from credentials.errors import CredentialError

MAX_SAFE_INTEGER = 2**53 - 1


class NotCanonicalizable(CredentialError):
    """The document has no canonical form that a signature could cover completely."""

    code: ClassVar[str] = "not_canonicalizable"


class UndefinedTerm(NotCanonicalizable):
    """A member's name is not a term of the contexts where it stands."""

    code: ClassVar[str] = "undefined_term"


class UndefinedType(NotCanonicalizable):
    """A value of ``type``, or of a term that takes names, is not defined where it stands."""

    code: ClassVar[str] = "undefined_type"


class RelativeIRI(NotCanonicalizable):
    """An identifier is not absolute; it would mean something else in every place."""

    code: ClassVar[str] = "relative_iri"


class CompactIRI(NotCanonicalizable):
    """A name is written in a roundabout way (``cred:issuer``, or the full IRI of a term)."""

    code: ClassVar[str] = "compact_iri"


class IllFormedIRI(NotCanonicalizable):
    """An identifier has a character that no IRI may have."""

    code: ClassVar[str] = "ill_formed_iri"


class IllFormedLanguageTag(NotCanonicalizable):
    """``@language`` is not a BCP 47 language tag."""

    code: ClassVar[str] = "ill_formed_language_tag"


class ForbiddenKeyword(NotCanonicalizable):
    """A JSON-LD keyword, or something that looks like one, where we take plain terms only."""

    code: ClassVar[str] = "forbidden_keyword"


class BlankNodeRefused(NotCanonicalizable):
    """The document gives a blank node a name, or uses one as a property or type."""

    code: ClassVar[str] = "blank_node_refused"


class UnsignedData(NotCanonicalizable):
    """RDF would drop or merge this, so that a signature would not cover it."""

    code: ClassVar[str] = "unsigned_data"


class ContextRefused(NotCanonicalizable):
    """``@context`` is missing, inline, not bundled, or where it may not stand."""

    code: ClassVar[str] = "context_refused"


class NumberRefused(NotCanonicalizable):
    """Implementations write this number in different ways."""

    code: ClassVar[str] = "number_refused"


class CharacterRefused(NotCanonicalizable):
    """A control character, a noncharacter, or half of a surrogate pair."""

    code: ClassVar[str] = "character_refused"


class TooComplex(NotCanonicalizable):
    """Canonicalization would take more work than we are willing to do."""

    code: ClassVar[str] = "too_complex"


_REFUSED_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REFUSED_BEYOND_FFFF = re.compile(
    "[" + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)) + "]"
)
# RFC 3987 by way of the IRIREF production of N-Quads: a scheme, and then none of the characters
# that would end or escape the term.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f]*")
# RFC 5646 section 2.1, well-formed: language with extended languages, script, region, variants,
# extensions and private use; or private use alone. Grandfathered tags are not accepted.
_LANGUAGE = (
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+"
)


def is_well_formed_iri(value: str) -> bool:
    """Tell whether ``value`` is an absolute IRI that N-Quads can write."""
    return _IRI.fullmatch(value) is not None


def check_iri(value: str, place: str | None) -> None:
    """Refuse what is not an absolute, well-formed IRI.

    Raises:
        BlankNodeRefused: It is a blank node label.
        IllFormedIRI: It has no scheme, or a character that IRIREF forbids.
    """
    if value.startswith("_:"):
        raise BlankNodeRefused("a document may not name blank nodes", pointer=place)
    if not is_well_formed_iri(value):
        raise IllFormedIRI("not a well-formed IRI", pointer=place)


def check_characters(value: str, place: str) -> None:
    """Refuse characters that implementations escape differently, or that nobody can see.

    Raises:
        CharacterRefused: A control character other than tab, line feed and carriage return, a
            noncharacter, or half of a surrogate pair.
    """
    # Nothing that is refused is printable, and looking for that is many times faster.
    if value.isprintable() or value.replace("\n", "").replace("\r", "").replace("\t", "").isprintable():
        return
    if _REFUSED_CHARACTER.search(value) or _REFUSED_BEYOND_FFFF.search(value):
        raise CharacterRefused("a control character or noncharacter", pointer=place)


def check_language(value: str, place: str | None) -> None:
    """Refuse what is not a well-formed language tag.

    Raises:
        IllFormedLanguageTag: See above.
    """
    # Compiled, and kept by re, with the first tag: that takes a while, and few credentials have one.
    if not re.fullmatch(_LANGUAGE, value, re.IGNORECASE):
        raise IllFormedLanguageTag("not a well-formed language tag", pointer=place)


def check_number(value: float, place: str | None) -> None:
    """Refuse numbers that two implementations would not write alike.

    Raises:
        NumberRefused: Not finite; an integer beyond 2^53 - 1; so small that ECMAScript writes it
            with an exponent; or with more digits than the canonical xsd:double keeps, so that
            two different numbers would be signed as one.
    """
    if isinstance(value, int) or (math.isfinite(value) and value.is_integer()):
        if abs(value) > MAX_SAFE_INTEGER:
            raise NumberRefused("an integer beyond 2^53 - 1", pointer=place)
    elif not math.isfinite(value) or abs(value) < 1e-6:
        raise NumberRefused("a number that is written with an exponent", pointer=place)
    elif float(f"{value:.15E}") != value:
        raise NumberRefused("a number with more than sixteen digits", pointer=place)
