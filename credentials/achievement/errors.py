"""What building a credential refuses."""

from typing import ClassVar

from credentials.errors import CredentialError


class AwardNotBuildable(CredentialError):
    """The values of an award cannot be put into a credential that says exactly them.

    Attributes:
        reason: Stable name of what is wrong: "unknown_language", "unknown_instrument",
            "unknown_list_value", "no_text_in_language", "no_learner_name", "no_salt",
            "unknown_result", "duplicate_result", "no_time_zone", "relative_id", "shared_id" or
            "national_identity_number".
    """

    code: ClassVar[str] = "award_not_buildable"

    def __init__(self, message: str, *, reason: str, pointer: str | None = None) -> None:
        super().__init__(message, pointer=pointer)
        self.reason = reason
