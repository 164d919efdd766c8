"""Which strings may come into the places of a template without a look at the whole document.

What a string must not be depends on its place: an identifier must be an absolute IRI that
identifies nothing else in the document, text must not look like a number where a number could
stand, and so on. These are the rules of ``strictness.py``, ``literals.py``, ``names.py`` and
``repetition.py`` as far as they are about one string. A place where more could depend on it, such
as a type, is not for a template.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from credentials.jsonld.compiled.compiled_contexts import RDF_TYPE
from credentials.jsonld.strictness import NotCanonicalizable, check_characters, is_well_formed_iri
from credentials.jsonld.templates.fragments_template import FragmentsTemplate, NoTemplate
from credentials.jsonld.templates.varying_places import VaryingPlaces
from credentials.jsonld.writing.literals import LEXICAL_TYPES, check_text
from credentials.jsonld.writing.nquads import escaped
from credentials.parsing import JsonValue

_DATATYPE: Final = re.compile(r'"\^\^<(.*)> \.\n')
# Besides one for each place. All of them are kept, so there are few, and they are short.
_MAX_TAKEN: Final = 32
_MAX_SCHEME: Final = 40


class TemplateValues:
    """The rules for the varying strings of one template."""

    def __init__(
        self,
        document: JsonValue,
        places: VaryingPlaces,
        template: FragmentsTemplate,
        iris_with_terms: frozenset[str],
    ) -> None:
        """Find out what kind of place each one is.

        Args:
            document: The document, with something in the varying places that stands nowhere else.
            places: The varying places.
            template: What became of it.
            iris_with_terms: What must not be written in full.

        Raises:
            NoTemplate: A place is not for a template.
        """
        self._places = places
        self._iris_with_terms = iris_with_terms
        self._texts: list[int] = []
        self._iris: list[int] = []
        self._identifiers: list[int] = []
        self._lexical: list[tuple[int, str]] = []
        # How the IRIs in a place begin, as far as the engine has taken one that begins so.
        self._taken: set[tuple[int, str, bool]] = set()
        for number, path in enumerate(places.paths):
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            if key.startswith("@") and key != "@value":
                raise NoTemplate
            self._classify(number, template, is_id=key == "id")
        # Marks are identifiers too, but no string that is meant to vary is one of them.
        self._other_identifiers = frozenset(_identifiers(document))

    def _classify(self, number: int, template: FragmentsTemplate, *, is_id: bool) -> None:
        is_subject = number in template.varying_subjects
        lines = [line for line in template.lines if line.number == number]
        kinds = {line.before[-1] for line in lines}
        datatypes = {match[1] for line in lines if (match := _DATATYPE.fullmatch(line.after))}
        if any(line.before.startswith(RDF_TYPE) for line in lines):
            raise NoTemplate
        if is_subject or kinds == {"<"}:
            self._iris.append(number)
            if is_subject or is_id:
                self._identifiers.append(number)
        elif kinds == {'"'}:
            self._texts.append(number)
            self._lexical += [(number, datatype) for datatype in datatypes & LEXICAL_TYPES]
        else:
            raise NoTemplate

    def terms(self, values: Sequence[str]) -> list[bytes] | None:
        """Return what the strings become, in UTF-8, or None when one of them needs a look at the whole.

        Args:
            values: The strings, in the order of the places.
        """
        together = "".join(values)
        # No character that is refused or escaped is printable, but for these two.
        plain = together.isprintable() and '"' not in together and "\\" not in together
        if not (plain or self._may_be_text(together)) or not self._fit_their_places(values):
            return None
        terms = [value.encode() for value in values]
        if not plain:
            for number in self._texts:
                terms[number] = escaped(values[number]).encode()
        return terms

    def _may_be_text(self, text: str) -> bool:
        try:
            check_characters(text, "")
        except NotCanonicalizable:
            return False
        return True

    def _fit_their_places(self, values: Sequence[str]) -> bool:
        """Tell whether each string may be where it is, together with the others."""
        for number in self._iris:
            value = values[number]
            if not is_well_formed_iri(value) or value in self._iris_with_terms:
                return False
        identifiers = {values[number] for number in self._identifiers}
        if len(identifiers) < len(self._identifiers) or not identifiers.isdisjoint(self._other_identifiers):
            return False
        try:
            for number, datatype in self._lexical:
                check_text(values[number], datatype, "")
        except NotCanonicalizable:
            return False
        return not self._places.has_equal_items(values)

    def begin_as_known(self, values: Sequence[str]) -> bool:
        """Tell whether the engine has taken IRIs that begin like these.

        They could be compact: it depends on the context of the place. What comes before the colon may
        be a term there, unless two slashes follow.
        """
        return self._taken.issuperset([_beginning(number, values[number]) for number in self._iris])

    def take(self, values: Sequence[str]) -> None:
        """Remember that the engine has taken these strings."""
        for beginning in [_beginning(number, values[number]) for number in self._iris]:
            if len(self._taken) < len(self._iris) + _MAX_TAKEN and len(beginning[1]) <= _MAX_SCHEME:
                self._taken.add(beginning)


def _beginning(number: int, iri: str) -> tuple[int, str, bool]:
    scheme, _, rest = iri.partition(":")
    return number, scheme, rest.startswith("//")


def _identifiers(value: JsonValue) -> Iterator[str]:
    """Yield every ``id``, wherever it stands."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            identifier = value.get("id")
            if isinstance(identifier, str):
                yield identifier
            waiting += value.values()
