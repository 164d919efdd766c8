"""What making and reading an endorsement refuses."""

from typing import ClassVar

from credentials.errors import CredentialError


class EndorsementNotBuildable(CredentialError):
    """The values cannot be put into an endorsement that says exactly them.

    Attributes:
        reason: Stable name of what is wrong: "unknown_role", "unknown_language", "no_name",
            "invalid_kvk", "no_time_zone", "relative_id" or "no_canonical_form".
    """

    code: ClassVar[str] = "endorsement_not_buildable"

    def __init__(self, message: str, *, reason: str, pointer: str | None = None) -> None:
        super().__init__(message, pointer=pointer)
        self.reason = reason


class RequestMalformed(CredentialError):
    """A file is no request for an endorsement, or was changed since it was written.

    Attributes:
        reason: "not_a_request", "newer_version", "member" or "digest".
    """

    code: ClassVar[str] = "endorsement_request_malformed"

    def __init__(self, message: str, *, reason: str, pointer: str | None = None) -> None:
        super().__init__(message, pointer=pointer)
        self.reason = reason
