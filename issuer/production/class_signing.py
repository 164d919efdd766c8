"""Sign the credentials of a class: of one module version in one language, at one moment.

They differ in few strings: who it is, the results, the place in the status list. What they have in
common is canonicalized once: see :mod:`credentials.jsonld.templates.credential_template`. Which strings
differ is learnt from the credentials as they come; one that fits no template is signed in the ordinary
way. Either way the bytes are the same.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

import orjson

from credentials.achievement.model import Award
from credentials.jsonld.templates.credential_template import CredentialTemplate
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.batch_signing import BatchSigner
from credentials.proofs.data_integrity import add_proof
from credentials.proofs.signing import Signer

_LEAST: Final = 8
"""Credentials below which a template costs more than it saves."""
_MAX_TEMPLATES: Final = 8
"""Of one kind; and no order learns more of them."""
_MAX_KINDS: Final = 16
"""That a process remembers: orders come module by module, and a template is some hundred kilobytes."""

_EACH: Final = "*"
_DIFFER_ALWAYS: Final = (
    ("id",),
    ("credentialSubject", "id"),
    ("credentialSubject", "identifier", _EACH, "identityHash"),
    ("credentialSubject", "identifier", _EACH, "salt"),
    ("credentialStatus", "id"),
    ("credentialStatus", "statusListIndex"),
    ("credentialStatus", _EACH, "id"),
    ("credentialStatus", _EACH, "statusListIndex"),
)
_DIFFER_OFTEN: Final = (
    ("description",),
    ("awardedDate",),
    ("validFrom",),
    ("validUntil",),
    ("credentialStatus", "statusListCredential"),
    ("credentialStatus", _EACH, "statusListCredential"),
    ("credentialSubject", "licenseNumber"),
    ("credentialSubject", "activityStartDate"),
    ("credentialSubject", "activityEndDate"),
    ("credentialSubject", "result", _EACH, "value"),
)

_Kind = tuple[str, str]


class ClassTemplates:
    """What one process has learnt of the classes of one institution, from order to order."""

    def __init__(self) -> None:
        self._of_kind: OrderedDict[_Kind, list[CredentialTemplate]] = OrderedDict()
        self._varying: dict[_Kind, set[str]] = {}

    def of(self, kind: _Kind) -> list[CredentialTemplate]:
        """Return the templates of a kind, the oldest first; what was not asked for longest is forgotten."""
        templates = self._of_kind.setdefault(kind, [])
        self._of_kind.move_to_end(kind)
        if len(self._of_kind) > _MAX_KINDS:
            forgotten, _ = self._of_kind.popitem(last=False)
            self._varying.pop(forgotten, None)
        return templates

    def learn(self, kind: _Kind, unsigned: JsonObject) -> CredentialTemplate:
        """Make a template of a credential that fits none of its kind, and keep it."""
        templates = self._of_kind[kind]
        template = CredentialTemplate(unsigned, self._differing(kind, unsigned))
        templates.append(template)
        # Something that is another in each order would make all of them useless.
        del templates[:-_MAX_TEMPLATES]
        return template

    def _differing(self, kind: _Kind, unsigned: JsonObject) -> list[str]:
        """Return where the credentials of a kind differ, as far as is known."""
        known = self._varying.setdefault(kind, set())
        often = dict(_strings(unsigned, _DIFFER_OFTEN))
        for template in self._of_kind[kind]:
            others = dict(_strings(template.example, _DIFFER_OFTEN))
            known |= {pointer for pointer, text in often.items() if others.get(pointer, text) != text}
        always = [pointer for pointer, _ in _strings(unsigned, _DIFFER_ALWAYS)]
        return [*always, *(pointer for pointer in often if pointer in known)]


class ClassSigner:
    """Signs the credentials of one order."""

    def __init__(
        self, awards: Iterable[Award], signer: Signer, *, created: datetime, templates: ClassTemplates
    ) -> None:
        """Prepare for these awards.

        Args:
            awards: Everything that will be signed.
            signer: Has an Ed25519 key.
            created: When the proofs are made.
            templates: What was learnt before; it learns from these awards too.
        """
        self._signer = signer
        self._created = created
        self._count = Counter(map(_kind, awards))
        self._learnt: Counter[_Kind] = Counter()
        self._templates = templates
        self._signers: dict[CredentialTemplate, BatchSigner] = {}

    def sign(self, award: Award, unsigned: JsonObject) -> bytes:
        """Return the signed credential as JSON in UTF-8.

        Raises:
            NotCanonicalizable: Something in it would not be signed.
        """
        if award.endorsements:  # each has signatures of its own in it, so no two are alike
            return orjson.dumps(add_proof(unsigned, self._signer, created=self._created))
        kind = _kind(award)
        for template in reversed(self._templates.of(kind)):
            if (values := template.values_of(unsigned)) is not None:
                return self._signer_for(template).sign(values)
        if self._count[kind] < _LEAST or self._learnt[kind] >= _MAX_TEMPLATES:
            return orjson.dumps(add_proof(unsigned, self._signer, created=self._created))
        self._learnt[kind] += 1
        template = self._templates.learn(kind, unsigned)
        values = template.values_of(unsigned)
        if values is None:  # pragma: no cover - a template fits what it was made of
            return orjson.dumps(add_proof(unsigned, self._signer, created=self._created))
        return self._signer_for(template).sign(values)

    def _signer_for(self, template: CredentialTemplate) -> BatchSigner:
        if (signer := self._signers.get(template)) is None:
            signer = BatchSigner(template, self._signer, created=self._created)
            self._signers[template] = signer
        return signer


def _kind(award: Award) -> _Kind:
    return award.module.version_id, award.language


def _strings(document: JsonObject, paths: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the pointer and the text of every string that is there."""
    for path in paths:
        for pointer, value in _at(document, path):
            if isinstance(value, str):
                yield pointer, value


def _at(value: JsonValue, path: tuple[str, ...]) -> Iterator[tuple[str, JsonValue]]:
    if not path:
        yield "", value
    elif path[0] == _EACH:
        if isinstance(value, list):
            for index, item in enumerate(value):
                for pointer, found in _at(item, path[1:]):
                    yield f"/{index}{pointer}", found
    elif isinstance(value, dict) and path[0] in value:
        for pointer, found in _at(value[path[0]], path[1:]):
            yield f"/{path[0]}{pointer}", found
