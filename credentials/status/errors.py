"""What can be wrong with a status entry or a status list.

Every error has our own stable ``code`` and the ``problem_type`` that the specifications give
to its kind, for software that speaks RFC 9457.
"""

from typing import ClassVar

from credentials.errors import CredentialError

STATUS_RETRIEVAL_ERROR = "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR"
STATUS_VERIFICATION_ERROR = "https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR"
STATUS_LIST_LENGTH_ERROR = "https://www.w3.org/ns/credentials/status-list#STATUS_LIST_LENGTH_ERROR"
MALFORMED_VALUE_ERROR = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"
RANGE_ERROR = "https://www.w3.org/TR/vc-data-model#RANGE_ERROR"


class StatusListError(CredentialError):
    """The status cannot be read from this entry and this list.

    Attributes:
        problem_type: URI of the kind of error. Spec: Bitstring Status List 1.0 §3.5;
            VCDM 2.0 §7.1.
    """

    code: ClassVar[str] = "status_list_error"
    problem_type: ClassVar[str] = STATUS_VERIFICATION_ERROR


class StatusEntryMalformed(StatusListError):
    """``credentialStatus``, or one entry of it, is not what the specification demands."""

    code = "status_entry_malformed"
    problem_type = MALFORMED_VALUE_ERROR


class TooManyStatusEntries(StatusListError):
    """``credentialStatus`` has more entries than the limits allow."""

    code = "too_many_status_entries"


class StatusListMalformed(StatusListError):
    """The credential that should hold the list is not a status list credential."""

    code = "status_list_malformed"
    problem_type = MALFORMED_VALUE_ERROR


class EncodedListMalformed(StatusListMalformed):
    """``encodedList`` is not multibase, not GZIP, or not exactly one GZIP member."""

    code = "encoded_list_malformed"


class EncodedListTooLarge(StatusListError):
    """``encodedList`` expands beyond the limit; reading stopped there."""

    code = "encoded_list_too_large"


class StatusListMismatch(StatusListError):
    """The list is not the one that the entry names."""

    code = "status_list_mismatch"


class StatusPurposeMismatch(StatusListError):
    """The list does not serve the purpose of the entry."""

    code = "status_purpose_mismatch"


class StatusListNotYetValid(StatusListError):
    """The moment of verification is before the list's ``validFrom``."""

    code = "status_list_not_yet_valid"


class StatusListExpired(StatusListError):
    """The moment of verification is after the list's ``validUntil``."""

    code = "status_list_expired"


class StatusListTooShort(StatusListError):
    """The list has fewer entries than herd privacy needs."""

    code = "status_list_too_short"
    problem_type = STATUS_LIST_LENGTH_ERROR


class StatusIndexOutOfRange(StatusListError):
    """The entry's index is beyond the end of the list."""

    code = "status_index_out_of_range"
    problem_type = RANGE_ERROR


class StatusChangesMalformed(StatusListError):
    """The document that says since when and why is not what it should be, or is named wrongly."""

    code = "status_changes_malformed"
    problem_type = MALFORMED_VALUE_ERROR
