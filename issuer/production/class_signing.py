"""Sign the credentials of a class: of one module version in one language, at one moment.

They differ in few strings: who it is, the results, the place in the status list. What they have in
common is canonicalized once: see :mod:`credentials.jsonld.templates.credential_template`. Which strings
differ is learnt from the credentials as they come; one that fits no template is signed in the ordinary
way. Either way the bytes are the same.
"""

from collections import Counter
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


class ClassSigner:
    """Signs the credentials of one order."""

    def __init__(self, awards: Iterable[Award], signer: Signer, *, created: datetime) -> None:
        """Prepare for these awards.

        Args:
            awards: Everything that will be signed.
            signer: Has an Ed25519 key.
            created: When the proofs are made.
        """
        self._signer = signer
        self._created = created
        self._count = Counter(map(_kind, awards))
        self._templates: dict[_Kind, list[tuple[CredentialTemplate, BatchSigner]]] = {}
        self._varying: dict[_Kind, set[str]] = {}

    def sign(self, award: Award, unsigned: JsonObject) -> bytes:
        """Return the signed credential as JSON in UTF-8.

        Raises:
            NotCanonicalizable: Something in it would not be signed.
        """
        if award.endorsements:  # each has signatures of its own in it, so no two are alike
            return orjson.dumps(add_proof(unsigned, self._signer, created=self._created))
        kind = _kind(award)
        templates = self._templates.setdefault(kind, [])
        for template, signer in reversed(templates):
            if (values := template.values_of(unsigned)) is not None:
                return signer.sign(values)
        if self._count[kind] < _LEAST or len(templates) >= _MAX_TEMPLATES:
            return orjson.dumps(add_proof(unsigned, self._signer, created=self._created))
        template = CredentialTemplate(unsigned, self._learn(kind, unsigned))
        signer = BatchSigner(template, self._signer, created=self._created)
        templates.append((template, signer))
        values = template.values_of(unsigned)
        if values is None:  # pragma: no cover - a template fits what it was made of
            return orjson.dumps(add_proof(unsigned, self._signer, created=self._created))
        return signer.sign(values)

    def _learn(self, kind: _Kind, unsigned: JsonObject) -> list[str]:
        """Return where the credentials of a kind differ, as far as is known."""
        known = self._varying.setdefault(kind, set())
        often = dict(_strings(unsigned, _DIFFER_OFTEN))
        for template, _ in self._templates[kind]:
            others = dict(_strings(template.example, _DIFFER_OFTEN))
            known |= {pointer for pointer, text in often.items() if others.get(pointer, text) != text}
        always = [pointer for pointer, _ in _strings(unsigned, _DIFFER_ALWAYS)]
        return [*always, *(pointer for pointer in often if pointer in known)]


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
