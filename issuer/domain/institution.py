"""The school whose exam board decides."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from credentials.achievement.model import Issuer
from issuer.domain.register_codes import BRIN, KVK, RIO_PROVIDER
from issuer.errors import InvalidInstitution

_FORMS = {
    "controller": re.compile(r"did:web:[A-Za-z0-9.\-]+(?:%3[Aa][0-9]+)?(?::[A-Za-z0-9._~\-]+)*"),
    "brin": BRIN,
    "kvk": KVK,
    "rio": RIO_PROVIDER,
    "country_code": re.compile(r"[A-Z]{2}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """An institution that issues with this installation.

    Attributes:
        id: Internal; every row of the store belongs to one institution.
        controller: The did:web that controls the keys; ``issuer.id`` in the credentials.
        name: As the public knows it.
        public_base_url: https URL under which status lists are published, without a slash at the
            end. It stands in every credential, so it must outlive them.
        created_at: When it was set up here.
        url: Home page, or None.
        country_code: ISO 3166-1 alpha-2.
        region: Region, or None.
        locality: Town, or None.
        brin: Two digits, two letters, or None.
        kvk: Eight digits, or None.
        rio: RIO code of the onderwijsaanbieder, ``999A999``, or None.
        parent_organisation: The legal person above it, or None.
    """

    id: UUID
    controller: str
    name: str
    public_base_url: str
    created_at: datetime
    url: str | None = None
    country_code: str = "NL"
    region: str | None = None
    locality: str | None = None
    brin: str | None = None
    kvk: str | None = None
    rio: str | None = None
    parent_organisation: str | None = None

    def __post_init__(self) -> None:
        """Refuse a particular that is not of its form.

        Raises:
            InvalidInstitution: ``params['field']`` names the first wrong one.
        """
        for field, form in _FORMS.items():
            value = getattr(self, field)
            if value is not None and not form.fullmatch(value):
                raise InvalidInstitution(reason=field, field=field, value=str(value))
        if not self.name.strip():
            raise InvalidInstitution(reason="name", field="name", value=self.name)
        for field in ("public_base_url", "url"):
            value = getattr(self, field)
            if value is not None and not _is_https(value):
                raise InvalidInstitution(reason=field, field=field, value=str(value))
        if self.public_base_url.endswith("/"):
            raise InvalidInstitution(
                reason="public_base_url", field="public_base_url", value=self.public_base_url
            )

    def as_issuer(self) -> Issuer:
        """The awarding body as a credential shows it."""
        return Issuer(
            id=self.controller,
            name=self.name,
            url=self.url,
            country_code=self.country_code,
            region=self.region,
            locality=self.locality,
            brin=self.brin,
            kvk=self.kvk,
            rio=self.rio,
            parent_organisation=self.parent_organisation,
        )


def public_base_url_of(controller: str) -> str:
    """The https URL that a did:web stands for: the usual place to publish beside ``did.json``.

    Raises:
        InvalidInstitution: ``controller`` is not a did:web.
    """
    if not _FORMS["controller"].fullmatch(controller):
        raise InvalidInstitution(reason="controller", field="controller", value=controller)
    host, *path = controller.removeprefix("did:web:").split(":")
    return "/".join(["https://" + host.replace("%3A", ":").replace("%3a", ":"), *path])


def _is_https(value: str) -> bool:
    try:
        parts = urlsplit(value)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return (
        parts.scheme == "https"
        and bool(parts.hostname)
        and port_is_fine
        and not parts.query
        and not parts.fragment
        and not any(character.isspace() for character in value)
    )
