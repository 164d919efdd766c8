"""What can go wrong when a learner's files are made."""

from typing import ClassVar


class WalletExportError(Exception):
    """Base of everything that this package raises on purpose.

    Attributes:
        code: Stable, public name of the kind of error; never renamed.
    """

    code: ClassVar[str] = "wallet_export_error"


class BrokenInstallation(WalletExportError):
    """A file that comes with the software is missing or damaged."""

    code = "broken_installation"


class FormMissing(WalletExportError):
    """The credential was not issued in the form that the export needs (JSON or JWT)."""

    code = "form_missing"


class LanguageNotSupported(WalletExportError):
    """There are no texts in the language asked for."""

    code = "language_not_supported"


class AddressRefused(WalletExportError):
    """An address to print is not a plain https URL."""

    code = "address_refused"
