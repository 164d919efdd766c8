"""The settings of the exam board's product: one frozen object, made once.

Each comes from an environment variable: ``WAARMERK_`` and the name in capitals.
"""

import os
from pathlib import Path
from typing import Annotated, Final, Literal

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from issuer.domain.issued import CredentialForm
from issuer.errors import SettingsInvalid
from issuer.language import Language, language_of_system
from issuer.processors import MAX_PROCESSES, processors

_PREFIX: Final = "WAARMERK_"
_WRONG: Final = {
    "batch_size": "batch_size",
    "processes": "processes",
    "language": "language",
    "sign_data_integrity": "yes_or_no",
    "sign_jwt": "yes_or_no",
    "start_qualification": "start_qualification",
    "support_scheme": "yes_or_no",
}
"""What is said about a wrong value of a setting."""


def _default_home() -> Path:
    return user_data_path("waarmerk")


class IssuerSettings(BaseModel):
    """Everything that can be set. Relative paths count from the current directory."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Annotated[
        Path,
        Field(
            default_factory=_default_home,
            description="Directory with the database, the keys and what is published.",
        ),
    ]
    database_url: Annotated[
        str | None,
        Field(default=None, description="SQLAlchemy URL of the SQLite database. Default: in home."),
    ] = None
    keys: Annotated[
        Path | None,
        Field(
            default=None, description="Directory of the keys, as for `waarmerk keys`. Default: keys in home."
        ),
    ] = None
    passphrase_file: Annotated[
        Path | None,
        Field(default=None, description="File with the passphrase of the keys, readable by you alone."),
    ] = None
    public: Annotated[
        Path | None,
        Field(
            default=None,
            description="Directory whose content is published at the institution's public base URL. "
            "Default: public in home.",
        ),
    ] = None
    sign_data_integrity: Annotated[
        bool, Field(description="Sign credentials as JSON with an embedded proof (eddsa-rdfc-2022).")
    ] = True
    sign_jwt: Annotated[bool, Field(description="Sign credentials as JWT (VC-JWT, ES256).")] = True
    batch_size: Annotated[int, Field(ge=1, le=1000, description="Awards issued per transaction.")] = 250
    processes: int = Field(
        default_factory=processors,
        ge=1,
        le=MAX_PROCESSES,
        description="Processes that sign at the same time; 1 means no others. "
        "Default: one per processor, at most 8.",
    )
    start_qualification: Annotated[
        Literal["block", "warn", "off"],
        Field(
            description="What it means for a microcredential when the learner's startkwalificatie was not "
            "established: block, warn or off.",
        ),
    ] = "warn"
    support_scheme: Annotated[
        bool,
        Field(description="Every praktijkverklaring runs under the scheme 'derde steunpakket' (historic)."),
    ] = False
    verification_url: Annotated[
        str | None,
        Field(
            default=None,
            description="Where the QR code on a certificate leads: https:// and the host of a verifier, and "
            "nothing else. Default: the host of the institution's public address.",
        ),
    ] = None
    language: Language = Field(
        default_factory=language_of_system,
        description="Language of messages: nl or en. Default: en on an English system, else nl.",
    )

    @property
    def database(self) -> str:
        """URL of the database."""
        return self.database_url or f"sqlite:///{self._usual_database}"

    @property
    def may_have_database(self) -> bool:
        """Whether there may be one, as far as that can be told without opening it."""
        return self.database_url is not None or self._usual_database.is_file()

    @property
    def _usual_database(self) -> Path:
        return self.home.absolute() / "waarmerk.db"

    @property
    def keys_directory(self) -> Path:
        """Directory of the keys."""
        return self.keys or self.home / "keys"

    @property
    def public_directory(self) -> Path:
        """Directory of what is published."""
        return self.public or self.home / "public"

    @property
    def verifier_cache(self) -> Path:
        """Directory where ``waarmerk verify`` keeps what it fetched."""
        return verifier_cache_folder()

    @property
    def forms(self) -> frozenset[CredentialForm]:
        """The forms to sign in."""
        chosen = {
            CredentialForm.DATA_INTEGRITY: self.sign_data_integrity,
            CredentialForm.JWT: self.sign_jwt,
        }
        return frozenset(form for form, wanted in chosen.items() if wanted)


def read_settings(**overrides: object) -> IssuerSettings:
    """Return the settings from the environment; ``overrides`` that are not None come first.

    A variable that is empty counts as absent.

    Raises:
        SettingsInvalid: A value makes no sense, or no form to sign in is left.
    """
    variables = {name: os.environ.get(f"{_PREFIX}{name.upper()}") for name in IssuerSettings.model_fields}
    given: dict[str, object] = {name: text for name, text in variables.items() if text}
    given |= {name: value for name, value in overrides.items() if value is not None}
    try:
        settings = IssuerSettings(**given)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        name = str(next(iter(error.errors()[0]["loc"]), "…"))
        raise SettingsInvalid(
            reason=_WRONG.get(name, "unusable"), setting=f"{_PREFIX}{name.upper()}"
        ) from error
    if not settings.forms:
        raise SettingsInvalid(reason="no_form", setting="WAARMERK_SIGN_DATA_INTEGRITY, WAARMERK_SIGN_JWT")
    return settings


def verifier_trust_settings() -> Path:
    """Return where ``waarmerk verify`` has it written down whose trust list to go by."""
    from verifier.trust_source import settings_file  # most commands verify nothing

    return settings_file(os.environ)


def verifier_cache_folder() -> Path:
    """Return where ``waarmerk verify`` keeps what it fetched, and the newest edition of a trust list."""
    from verifier.cache import default_folder  # likewise

    return default_folder(os.environ)
