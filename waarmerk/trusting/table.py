"""The working table: a folder with one small file for each school, for people to read and change.

A school's file has the members that it has in the list, as ``docs/trust-list.md`` describes them, and
two that are not published in it: ``note``, for whatever one wants to remember, and ``location``, for
the registry of the Digital Credentials Consortium. Members that are not known are kept where they are.

=====================  ============================================================
``list.json``          the name of the list, of its publisher, and where it is published
``schools/*.json``     the schools
``editions/``          what was signed, each edition under its number and digest
``root-key/``          the key that signs, encrypted; better kept on another machine
=====================  ============================================================
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from credentials.achievement.instruments import INSTRUMENTS
from credentials.errors import CredentialError
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue, parse
from credentials.recognized_entity import RecognizedEntity
from credentials.signed_trust_list import MAX_VALIDITY
from credentials.trust_list import overlap, parse_entity
from credentials.trust_list_writing import entity_members
from issuer.publication import PublicDirectory
from waarmerk.trusting.errors import TrustingError

LIST_FILE: Final = "list.json"
SCHOOLS: Final = "schools"
_FILE_LIMITS: Final = Limits(max_bytes=1024 * 1024, max_nodes=20_000)
_MAX_SCHOOLS: Final = 20_000
_NOT_IN_A_NAME: Final = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSettings:
    """What the list says of itself.

    Attributes:
        name: Name of the list.
        publisher: Name of who publishes it.
        url: https URL at which it is published.
        days: How many days an edition lasts: 30 at most.
    """

    name: str
    publisher: str
    url: str
    days: int = MAX_VALIDITY.days


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school in the table.

    Attributes:
        entity: What the list says of it.
        path: Its file.
        others: The members of the file that the list does not have: ``note``, ``location``, and whatever
            somebody added.
    """

    entity: RecognizedEntity
    path: Path
    others: JsonObject = field(default_factory=dict)

    @property
    def location(self) -> str | None:
        """Where the school is, in words."""
        location = self.others.get("location")
        return location if isinstance(location, str) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table as it is on disk.

    Attributes:
        folder: Where it is.
        settings: What the list says of itself.
        schools: The schools, in the order of their files.
    """

    folder: Path
    settings: ListSettings
    schools: tuple[School, ...] = ()

    def find(self, school_id: str) -> School | None:
        """Return the school with this DID, recognised now or once, or None."""
        return next((school for school in self.schools if school.entity.id == school_id), None)


def create_table(folder: Path, settings: ListSettings) -> None:
    """Make the folder and its first file.

    Raises:
        TrustingError: There is a table already, or the URL is not one to publish a list at.
        OSError: It cannot be written.
    """
    _check_settings(settings, LIST_FILE)
    if (folder / LIST_FILE).exists():
        raise TrustingError("table_exists", folder=folder)
    (folder / SCHOOLS).mkdir(parents=True, exist_ok=True)
    _write(
        folder / LIST_FILE,
        {
            "name": settings.name,
            "publisher": settings.publisher,
            "url": settings.url,
            "days": settings.days,
            "note": "",
        },
    )


def read_table(folder: Path) -> Table:
    """Read the table.

    Raises:
        TrustingError: There is none, or a file in it is not as it should be; it says which and where.
        OSError: A file cannot be read.
    """
    if not (folder / LIST_FILE).is_file():
        raise TrustingError("no_table", folder=folder)
    settings = _settings(_read(folder / LIST_FILE), LIST_FILE)
    paths = sorted((folder / SCHOOLS).glob("*.json"))
    if len(paths) > _MAX_SCHOOLS:
        raise TrustingError("too_many_schools", most=_MAX_SCHOOLS)
    schools = tuple(_school(path) for path in paths)
    _refuse_twice(schools)
    return Table(folder=folder, settings=settings, schools=schools)


def write_school(table: Table, entity: RecognizedEntity, others: JsonObject) -> Path:
    """Write the file of a school, with what somebody added to it, and return which file it is.

    Raises:
        TrustingError: A particular is not of its form, it would be in the table twice, or it names an
            instrument that there is not.
        OSError: It cannot be written. Then the old file is still there.
    """
    known = table.find(entity.id)
    path = known.path if known is not None else _new_path(table.folder, entity)
    kept = dict(known.others) if known is not None else {}
    members = entity_members(entity)
    _entity(members, path.name)  # by the reader's rules, before it is written
    school = School(entity=entity, path=path, others=kept | others)
    _check_instruments(school)
    _refuse_twice((*(one for one in table.schools if one.entity.id != entity.id), school))
    _write(path, members | school.others)
    return path


def with_school(table: Table, entity: RecognizedEntity) -> Table:
    """Return the table as it would be with this school as it is here."""
    schools = tuple(
        replace(one, entity=entity) if one.entity.id == entity.id else one for one in table.schools
    )
    return replace(table, schools=schools)


def _settings(members: JsonObject, file: str) -> ListSettings:
    texts = [members.get(name) for name in ("name", "publisher", "url")]
    days = members.get("days", MAX_VALIDITY.days)
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise TrustingError("settings_wrong", file=file)
    if not isinstance(days, int) or isinstance(days, bool):
        raise TrustingError("days_wrong", file=file, most=MAX_VALIDITY.days)
    settings = ListSettings(name=str(texts[0]), publisher=str(texts[1]), url=str(texts[2]), days=days)
    _check_settings(settings, file)
    return settings


def _check_settings(settings: ListSettings, file: str) -> None:
    try:
        parts = urlsplit(settings.url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment or not parts.path[1:]:
        raise TrustingError("url_wrong", url=settings.url)
    if not 1 <= settings.days <= MAX_VALIDITY.days:
        raise TrustingError("days_wrong", file=file, most=MAX_VALIDITY.days)


def _school(path: Path) -> School:
    members = _read(path)
    entity = _entity(members, path.name)
    others = {name: value for name, value in members.items() if name not in _PUBLISHED}
    school = School(entity=entity, path=path, others=others)
    _check_instruments(school)
    return school


def _entity(members: JsonObject, file: str) -> RecognizedEntity:
    try:
        return parse_entity(members)
    except CredentialError as error:
        raise TrustingError(
            "school_wrong", file=file, reason=str(error), pointer=error.pointer or "/"
        ) from error


# What entity_members() writes.
_PUBLISHED: Final = frozenset(
    {
        "id",
        "type",
        "name",
        "legalName",
        "url",
        "brin",
        "kvk",
        "recognizedTo",
        "verificationMethod",
        "cardVerificationMethod",
        "statusListCredential",
    }
)


def _check_instruments(school: School) -> None:
    for action in school.entity.limited_to:
        for key in sorted(action.instruments - INSTRUMENTS.keys()):
            raise TrustingError("instrument_unknown", given=key, known=", ".join(sorted(INSTRUMENTS)))


def _refuse_twice(schools: tuple[School, ...]) -> None:
    """Refuse one DID or one key in two files, and one BRIN at one time."""
    seen: dict[object, School] = {}
    of_brin: dict[str, list[School]] = {}
    for school in schools:
        for what, word in _alone(school.entity):
            other = seen.setdefault(what, school)
            if other is not school:
                raise TrustingError(word, file=school.path.name, other=other.path.name)
        if school.entity.brin is None:
            continue
        for other in of_brin.setdefault(school.entity.brin, []):
            if overlap(school.entity, other.entity):
                raise TrustingError(
                    "brin_twice",
                    brin=school.entity.brin,
                    file=school.path.name,
                    other=other.path.name,
                    name=other.entity.name,
                )
        of_brin[school.entity.brin].append(school)


def _alone(entity: RecognizedEntity) -> Iterator[tuple[object, str]]:
    """Yield what one school alone may have, and the sentence for when another has it too.

    One key at two schools would make it anybody's guess which of them signed.
    """
    yield entity.id, "did_twice"
    for key in (*entity.keys, *entity.card_keys):
        yield key.verification_method.public_key, "key_twice"


def _new_path(folder: Path, entity: RecognizedEntity) -> Path:
    stem = entity.brin or _NOT_IN_A_NAME.sub("-", entity.id)[:80]
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        path = folder / SCHOOLS / f"{name}.json"
        if not path.exists():
            return path
        number += 1


def _read(path: Path) -> JsonObject:
    with path.open("rb") as file:
        data = file.read(_FILE_LIMITS.max_bytes + 1)
    try:
        return parse(data, limits=_FILE_LIMITS).unverified
    except CredentialError as error:
        raise TrustingError(
            "school_wrong", file=path.name, reason=str(error), pointer=error.pointer or "/"
        ) from error


def _write(path: Path, members: JsonObject) -> None:
    value: JsonValue = members
    content = json.dumps(value, indent=2, ensure_ascii=False).encode() + b"\n"
    PublicDirectory(path.parent).write(path.name, content)
