"""Many documents that differ in some strings only, such as the credentials of one class.

One document is taken apart with a mark in the place of each string that varies. What becomes of
the mark tells what the place is: an identifier, a reference, or text. A document of the template
is then put together from the parts and the strings, as long as nothing about the strings could
matter to anything but themselves. Otherwise it is canonicalized in the ordinary way, so that the
outcome is always the engine's.
"""

import copy
import secrets
from collections.abc import Iterator, Sequence
from typing import Final

import orjson

from contexts import ContextLoader, ContextNotBundled, issuing_contexts
from credentials.jsonld.compiled.context_processing import NotCompiled
from credentials.jsonld.compiled.emission import emit
from credentials.jsonld.one_document import canonicalize_one
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.jsonld.templates.fragments_template import FragmentsTemplate, NoTemplate
from credentials.jsonld.templates.template_json import TemplateJson
from credentials.jsonld.templates.template_values import TemplateValues
from credentials.jsonld.templates.varying_places import VaryingPlaces
from credentials.jsonld.vocabulary.definitions import vocabulary_of
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue

# In bytes for each of the JSON: of the canonical form, and of text that is made in advance.
_MAX_EXPANSION: Final = 8
_IN_ADVANCE: Final = 6


class CredentialTemplate:
    """A document of which some strings vary. Several threads may use it at once.

    Attributes:
        example: The document that it was made of.
        contexts: The contexts that its documents may name.
        limits: How much work one of them may cause.
    """

    def __init__(
        self,
        document: JsonObject,
        varying: Sequence[str],
        *,
        contexts: ContextLoader | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        """Take a document apart.

        Args:
            document: One of the documents, without a proof.
            varying: JSON pointers of the strings that are others in other documents. A member
                that not every document has makes another template.
            contexts: The contexts that they may name; by default those that we sign with.
            limits: Bounds on one document.

        Raises:
            NotCanonicalizable: The document itself is refused.
            ValueError: There is no string at a pointer, one is named twice or is in a
                ``@context``, or the document has a proof.
        """
        if "proof" in document:
            raise ValueError("the document of a template has no proof")
        self.example = copy.deepcopy(document)
        self.contexts = issuing_contexts() if contexts is None else contexts
        self.limits = limits
        self._places = VaryingPlaces(self.example, varying)
        if any("@context" in path for path in self._places.paths):
            raise ValueError("all documents of a template have the same contexts")
        values = self._places.values_in(document) or ()
        canonical = self._ordinary(values)
        text = orjson.dumps(document)
        prefix = _unused_prefix(text.decode())
        marked = self._places.filled([f"{prefix}{number}" for number in range(len(varying))])
        self._json = TemplateJson(orjson.dumps(marked), prefix)
        self._fast = None
        # What is kept must not be out of proportion: an id of any length stands in each line about it.
        if len(canonical) <= _MAX_EXPANSION * len(text):
            self._fast = self._taken_apart(marked, prefix, _IN_ADVANCE * len(text))
        if self._fast is not None:
            rules, template = self._fast
            terms = rules.terms(values)
            # A name that is written as a term, for instance, is not what the mark became.
            if terms is None or template.filled(terms) != canonical:
                self._fast = None
            else:
                rules.take(values)

    def _taken_apart(
        self, marked: JsonObject, prefix: str, max_bytes_in_advance: int
    ) -> tuple[TemplateValues, FragmentsTemplate] | None:
        """Return what is needed to put documents together, if that can be done at all."""
        try:
            urls = frozenset(_context_urls(marked))
            template = FragmentsTemplate(
                emit(marked, contexts=self.contexts, limits=self.limits).fragments,
                prefix=prefix,
                work_per_tied_node=self.limits.canonicalization_work,
                max_bytes_in_advance=max_bytes_in_advance,
            )
            names = vocabulary_of(self.contexts, urls).iris
            return TemplateValues(marked, self._places, template, names), template
        except (NotCanonicalizable, NotCompiled, NoTemplate, ContextNotBundled):
            # The last for what looks like a context inside a JSON literal.
            return None

    def document(self, values: Sequence[str]) -> JsonObject:
        """Return the document with these strings; it shares with the template what does not vary.

        Raises:
            ValueError: There are too many or too few.
        """
        self._check_count(values)
        return self._places.filled(values)

    def values_of(self, document: JsonObject, text: bytes | None = None) -> tuple[str, ...] | None:
        """Return the strings of a document of this template.

        Args:
            document: The document.
            text: What orjson writes for it, if that is known.

        Returns:
            None when it differs elsewhere, if only in the order of its members.
        """
        values = self._places.values_in(document)
        try:
            same = values is not None and self._json.filled(values) == (text or orjson.dumps(document))
        except orjson.JSONEncodeError:  # half of a surrogate pair, or no JSON
            return None
        return values if same else None

    def canonical_form(self, values: Sequence[str]) -> str:
        """Return the canonical N-Quads of the document with these strings.

        Raises:
            NotCanonicalizable: As :func:`~credentials.jsonld.engine.canonicalize` does with it.
            ValueError: There are too many or too few.
        """
        return self.canonical_bytes(values).decode()

    def canonical_bytes(self, values: Sequence[str]) -> bytes:
        """Return :meth:`canonical_form` in UTF-8, which takes less time.

        Raises:
            NotCanonicalizable: As for that.
            ValueError: As for that.
        """
        self._check_count(values)
        if self._fast is None:
            return self._ordinary(values)
        rules, template = self._fast
        terms = rules.terms(values)
        form = None if terms is None else template.filled(terms)
        if form is None:
            return self._ordinary(values)
        if not rules.begin_as_known(values):
            ordinary = self._ordinary(values)
            if ordinary == form:
                rules.take(values)
            return ordinary
        return form

    def known_bytes(self, values: Sequence[str]) -> bytes | None:
        """Return what :meth:`canonical_bytes` does, or None if that takes a look at the whole document.

        Args:
            values: As many strings as vary.
        """
        if self._fast is None:
            return None
        rules, template = self._fast
        terms = rules.terms(values)
        return template.filled(terms) if terms is not None and rules.begin_as_known(values) else None

    def json_text(self, values: Sequence[str], proof: JsonObject) -> bytes:
        """Return the document with these strings and a proof, as JSON in UTF-8.

        Args:
            values: The strings, of which the canonical form was made.
            proof: The only one; it stands in an array, as ``add_proof`` writes it.

        Raises:
            ValueError: There are too many or too few.
        """
        self._check_count(values)
        return b'%b,"proof":[%b]}' % (self._json.filled(values)[:-1], orjson.dumps(proof))

    def _ordinary(self, values: Sequence[str]) -> bytes:
        document = self._places.filled(values)
        return canonicalize_one(document, contexts=self.contexts, limits=self.limits)[0].encode()

    def _check_count(self, values: Sequence[str]) -> None:
        if len(values) != len(self._places.paths):
            raise ValueError(f"{len(values)} strings for {len(self._places.paths)} places")


def _unused_prefix(text: str) -> str:
    """Return how marks begin: an absolute IRI that does not stand in the document."""
    # By chance, so that no document can be made to hold many of them.
    while (prefix := f"urn:x-varying-{secrets.token_hex(16)}:") in text:
        pass
    return prefix


def _context_urls(document: JsonValue) -> Iterator[str]:
    """Yield the URLs of every ``@context`` in the document.

    Raises:
        NoTemplate: A context is written out.
    """
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            named = value.get("@context", [])
            for context in named if isinstance(named, list) else [named]:
                if not isinstance(context, str):
                    raise NoTemplate
                yield context
            waiting += value.values()
