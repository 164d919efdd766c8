"""What can be wrong with a file that carries a credential, or should."""

from credentials.errors import CredentialError


class ContainerError(CredentialError):
    """A file could not take, or give back, a credential."""

    code = "container_error"


class ContainerTooLarge(ContainerError):
    """The file, or something in it once unpacked, exceeds the limits."""

    code = "container_too_large"


class ContainerMalformed(ContainerError):
    """The file breaks the rules of its own format."""

    code = "container_malformed"


class ContainerForbidden(ContainerError):
    """The file uses a feature that we refuse to process, such as a DTD or encryption."""

    code = "container_forbidden"


class NoCredentialFound(ContainerError):
    """The file is sound, but carries no Open Badges 3.0 credential."""

    code = "no_credential_found"


class OpenBadges2Found(NoCredentialFound):
    """The file carries a badge of Open Badges 2.0 or older, which is another format."""

    code = "open_badges_2_found"


class AlreadyBaked(ContainerError):
    """The image carries a credential; a second would make it ambiguous."""

    code = "already_baked"


class DuplicateCredential(ContainerError):
    """The image carries more than one credential, so what it shows is ambiguous.

    Attributes:
        first: The one that Open Badges 3.0 says to extract, for a caller that goes on with it
            and reports this error beside the result.
    """

    code = "duplicate_credential"

    def __init__(self, message: str, *, first: bytes) -> None:
        super().__init__(message)
        self.first = first


class NotRepresentable(ContainerError):
    """The credential holds something that the file format cannot carry unchanged."""

    code = "not_representable"
