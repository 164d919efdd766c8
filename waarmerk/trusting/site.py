"""The files of a published list: for verifiers, for other registries, and for people.

===========================  ==========================================================
``trust-list.json``          the newest edition, under the name that the list's URL ends in
``editions/*.json``          every edition, each under its number and digest; none ever changes
``editions/index.json``      which there are
``schemas/*.json``           what the actions in the list point at
``contexts/*.jsonld``        what the words of the list mean, for software that reads JSON-LD
``registry.json``            the schools of today, as the wallets and verifiers of the Digital
                             Credentials Consortium look them up; not signed
``root.txt``                 the key that signs
``index.html``, ``en/``      a page in Dutch and in English
===========================  ==========================================================
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from credentials.date_time_stamp import format_date_time_stamp
from credentials.errors import CredentialError
from credentials.parsing import JsonObject, JsonValue
from credentials.recognition_schema import schemas_of
from credentials.recognized_entity import TrustList
from credentials.signed_trust_list import CONTEXT_NAME, context_file
from issuer.publication import PublicDirectory
from waarmerk.trusting.editions import EDITIONS, Edition, edition_files, open_edition
from waarmerk.trusting.errors import TrustingError
from waarmerk.trusting.page import STYLE, list_page
from waarmerk.trusting.table import Table

REGISTRY: Final = "registry.json"
ROOT: Final = "root.txt"
_COUNTRY: Final = "Nederland"


def publish_list(table: Table, edition: Edition, out: Path, *, at: datetime) -> int:
    """Write the files of the newest edition, and return how many of them changed.

    A file that would not change is left alone, with its time of change. The list itself comes last, so
    that whoever has it can get everything that it points at.

    Args:
        table: Tells where the list is published, and where the schools are.
        edition: The newest edition.
        out: Where to write.
        at: Now, for who is recognised today.

    Raises:
        TrustingError: A newer edition is published there already.
        OSError: A file cannot be written.
    """
    directory = PublicDirectory(out)
    list_name = table.settings.url.rpartition("/")[2]
    _refuse_newer(directory.read(list_name), edition.trust_list, at)
    files = dict(_files(table, edition, at)) | {list_name: edition.data}
    return sum(directory.write_if_changed(name, content) for name, content in files.items())


def known_did_registry(trust_list: TrustList, locations: Mapping[str, str], *, at: datetime) -> JsonObject:
    """Return the schools of today as a registry of known DIDs.

    Such a registry has no past: a school that is recognised no more is left out.

    Args:
        trust_list: The list.
        locations: Where schools are, by DID.
        at: Today.
    """
    registry: dict[str, JsonValue] = {
        entity.id: {
            "name": entity.name,
            "location": locations.get(entity.id, _COUNTRY),
            "url": entity.url or "",
        }
        for entity in trust_list.entities
        if entity.id.startswith("did:") and entity.is_recognized(at)
    }
    created = format_date_time_stamp(trust_list.published_at)
    return {"meta": {"created": created, "updated": created}, "registry": registry}


def _files(table: Table, edition: Edition, at: datetime) -> Iterator[tuple[str, bytes]]:
    trust_list = edition.trust_list
    names = []
    for name, path in edition_files(table.folder):
        names.append(name)
        yield f"{EDITIONS}/{name}", path.read_bytes()
    yield f"{EDITIONS}/index.json", _json({"editions": [*names]})
    yield from schemas_of(trust_list.entities).items()
    yield CONTEXT_NAME, context_file()
    locations = {school.entity.id: school.location for school in table.schools if school.location}
    yield REGISTRY, _json(known_did_registry(trust_list, locations, at=at))
    yield ROOT, f"{trust_list.signed_by}\n".encode()
    list_name = table.settings.url.rpartition("/")[2]
    yield "style.css", STYLE.encode()
    yield "index.html", list_page(trust_list, "nl", list_name=list_name, at=at).encode()
    yield "en/index.html", list_page(trust_list, "en", list_name=list_name, at=at).encode()


def _refuse_newer(published: bytes | None, ours: TrustList, at: datetime) -> None:
    """Refuse to put an older edition in the place of a newer one."""
    if published is None:
        return
    try:
        theirs = open_edition(published, at=at)
    except CredentialError as error:
        raise TrustingError("published_other", reason=str(error)) from error
    if theirs.sequence > ours.sequence:
        raise TrustingError("published_newer", published=theirs.sequence, ours=ours.sequence)


def _json(document: JsonObject) -> bytes:
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"
