"""What a check can find, as names that other software may rely on.

A code is the URI of a specification where one defines the problem, and ours otherwise. Codes are
added, never renamed. The words that people read are in ``verifier/texts``, by code; what each
code means is in ``docs/codes.md``.

Spec: VCDM 2.0 §7.2 "Problem Details"; Data Integrity 1.0 "Processing Errors"; Controlled
Identifiers 1.0 "Processing Errors"; Bitstring Status List 1.0 §3.5.
"""

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_OURS: Final = "urn:waarmerk:verifier:"
_VCDM: Final = "https://www.w3.org/TR/vc-data-model#"
_SECURITY: Final = "https://w3id.org/security#"
_STATUS_LIST: Final = "https://www.w3.org/ns/credentials/status-list#"


class CheckId(enum.StrEnum):
    """The questions that a verification answers, each apart."""

    STRUCTURE = "structure"
    PROOF = "proof"
    VALIDITY_PERIOD = "validity_period"
    STATUS = "status"
    ISSUER_TRUST = "issuer_trust"
    RECIPIENT = "recipient"
    ACHIEVEMENT = "achievement"
    ENDORSEMENTS = "endorsements"


class Code(enum.StrEnum):
    """One kind of finding."""

    # Any check: it could say nothing, because of what another check found.
    NOT_CHECKED = _OURS + "not_checked"

    # Structure: taking the credential out of the file.
    NO_CREDENTIAL_FOUND = _OURS + "no_credential_found"
    OPEN_BADGES_2 = _OURS + "open_badges_2"
    FILE_UNREADABLE = _OURS + "file_unreadable"
    FILE_TOO_LARGE = _OURS + "file_too_large"
    ZIP_NOT_UNPACKED = _OURS + "zip_not_unpacked"
    SEVERAL_CREDENTIALS = _OURS + "several_credentials"
    PARSING_ERROR = _VCDM + "PARSING_ERROR"
    DUPLICATE_KEY = _OURS + "duplicate_key"
    TOO_COMPLEX = _OURS + "too_complex"
    JWT_MALFORMED = _OURS + "jwt_malformed"
    ALGORITHM_REFUSED = _OURS + "algorithm_refused"
    HEADER_REFUSED = _OURS + "header_refused"
    KEY_NOT_NAMED = _OURS + "key_not_named"

    # Structure: the card in a QR code.
    CARD_ADDRESS_MALFORMED = _OURS + "card_address_malformed"
    CARD_TOO_LARGE = _OURS + "card_too_large"
    CARD_MALFORMED = _OURS + "card_malformed"
    CARD_NOT_CANONICAL = _OURS + "card_not_canonical"
    CARD_ALGORITHM_REFUSED = _OURS + "card_algorithm_refused"
    CARD_HEADER_REFUSED = _OURS + "card_header_refused"
    CARD_VERSION_UNKNOWN = _OURS + "card_version_unknown"
    CARD_VALUE_REFUSED = _OURS + "card_value_refused"
    CARD_ONLY = _OURS + "card_only"
    CARD_DOCUMENT_UNKNOWN = _OURS + "card_document_unknown"
    CARD_OF_OTHER_CREDENTIAL = _OURS + "card_of_other_credential"

    # Structure: the data model.
    NOT_A_CREDENTIAL = _OURS + "not_a_credential"
    UNSUPPORTED_TYPE = _OURS + "unsupported_type"
    UNSUPPORTED_DATA_MODEL = _OURS + "unsupported_data_model"
    DATA_MODEL_OLDER = _OURS + "data_model_older"
    OWN_TERMS = _OURS + "own_terms"
    CONTEXT_WRONG = _OURS + "context_wrong"
    CONTEXT_OLDER = _OURS + "context_older"
    PART_NOT_CHECKED = _OURS + "part_not_checked"
    NATIONAL_NUMBER = _OURS + "national_number"
    CONTEXT_UNKNOWN = _OURS + "context_unknown"
    CONTEXT_REFUSED = _OURS + "context_refused"
    PROPERTY_MISSING = _OURS + "property_missing"
    MALFORMED_VALUE = _VCDM + "MALFORMED_VALUE_ERROR"
    TYPE_MISSING = _OURS + "type_missing"
    TYPE_WRONG = _OURS + "type_wrong"
    ID_NOT_A_URL = _OURS + "id_not_a_url"
    DATE_MALFORMED = _OURS + "date_malformed"
    DATES_REVERSED = _OURS + "dates_reversed"
    TEXT_MALFORMED = _OURS + "text_malformed"
    RELATED_RESOURCE_REPEATED = _OURS + "related_resource_repeated"

    # Structure: what a signature would not cover.
    UNDEFINED_TERM = _OURS + "undefined_term"
    UNDEFINED_TYPE = _OURS + "undefined_type"
    RELATIVE_IRI = _OURS + "relative_iri"
    COMPACT_IRI = _OURS + "compact_iri"
    ILL_FORMED_IRI = _OURS + "ill_formed_iri"
    ILL_FORMED_LANGUAGE_TAG = _OURS + "ill_formed_language_tag"
    FORBIDDEN_KEYWORD = _OURS + "forbidden_keyword"
    BLANK_NODE = _OURS + "blank_node"
    UNSIGNED_DATA = _OURS + "unsigned_data"
    NUMBER_REFUSED = _OURS + "number_refused"
    CHARACTER_REFUSED = _OURS + "character_refused"
    NOT_CANONICALIZABLE = _SECURITY + "PROOF_TRANSFORMATION_ERROR"

    # Proof: the signature itself.
    PROOF_MISSING = _OURS + "proof_missing"
    PROOF_MALFORMED = _SECURITY + "PROOF_VERIFICATION_ERROR"
    TOO_MANY_PROOFS = _OURS + "too_many_proofs"
    CRYPTOSUITE_UNSUPPORTED = _OURS + "cryptosuite_unsupported"
    PROOF_PURPOSE_WRONG = _OURS + "proof_purpose_wrong"
    PREVIOUS_PROOF_MISSING = _OURS + "previous_proof_missing"
    PROOF_EXPIRED = _OURS + "proof_expired"
    SIGNATURE_MISMATCH = _VCDM + "CRYPTOGRAPHIC_SECURITY_ERROR"
    CLAIM_MISMATCH = _OURS + "claim_mismatch"
    CLAIM_MISSING = _OURS + "claim_missing"
    CLAIM_WITHOUT_COUNTERPART = _OURS + "claim_without_counterpart"
    HEADER_NOT_ALLOWED = _OURS + "header_not_allowed"

    # Proof: whose key it is.
    NOT_SIGNED_BY_ISSUER = _OURS + "not_signed_by_issuer"
    KEY_UNAVAILABLE = _OURS + "key_unavailable"
    KEY_SELF_ASSERTED = _OURS + "key_self_asserted"
    KEY_NOT_FOUND = _SECURITY + "INVALID_VERIFICATION_METHOD"
    KEY_ID_MALFORMED = _SECURITY + "INVALID_VERIFICATION_METHOD_URL"
    KEY_PURPOSE_WRONG = _SECURITY + "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD"
    KEY_MALFORMED = _OURS + "key_malformed"
    KEY_TYPE_WRONG = _OURS + "key_type_wrong"
    KEY_TYPE_UNSUPPORTED = _OURS + "key_type_unsupported"
    KEY_REVOKED = _OURS + "key_revoked"
    KEY_EXPIRED = _OURS + "key_expired"
    KEY_NOT_IN_USE = _OURS + "key_not_in_use"
    CARD_KEY_UNKNOWN = _OURS + "card_key_unknown"
    CONTROLLER_DOCUMENT_INVALID = _SECURITY + "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT"
    CONTROLLER_DOCUMENT_OTHER_ID = _SECURITY + "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID"
    IDENTIFIER_UNSUPPORTED = _OURS + "identifier_unsupported"

    # Validity period.
    NOT_YET_VALID = _OURS + "not_yet_valid"
    EXPIRED = _OURS + "expired"

    # Status.
    REVOKED = _OURS + "revoked"
    SUSPENDED = _OURS + "suspended"
    WITHDRAWN_FOR_ERROR = _OURS + "withdrawn_for_error"
    WITHDRAWN_BY_DECISION = _OURS + "withdrawn_by_decision"
    WITHDRAWN_ON_REQUEST = _OURS + "withdrawn_on_request"
    WITHDRAWN_AS_DUPLICATE = _OURS + "withdrawn_as_duplicate"
    WITHDRAWAL_UNEXPLAINED = _OURS + "withdrawal_unexplained"
    STATUS_MESSAGE = _OURS + "status_message"
    STATUS_PURPOSE_UNKNOWN = _OURS + "status_purpose_unknown"
    STATUS_TYPE_UNKNOWN = _OURS + "status_type_unknown"
    STATUS_ENTRY_MALFORMED = _OURS + "status_entry_malformed"
    TOO_MANY_STATUS_ENTRIES = _OURS + "too_many_status_entries"
    STATUS_LIST_UNAVAILABLE = _STATUS_LIST + "STATUS_RETRIEVAL_ERROR"
    STATUS_LIST_NOT_VERIFIED = _STATUS_LIST + "STATUS_VERIFICATION_ERROR"
    STATUS_LIST_LENGTH = _STATUS_LIST + "STATUS_LIST_LENGTH_ERROR"
    STATUS_LIST_RANGE = _VCDM + "RANGE_ERROR"
    STATUS_LIST_MALFORMED = _OURS + "status_list_malformed"
    STATUS_LIST_OTHER_ID = _OURS + "status_list_other_id"
    STATUS_LIST_OTHER_ISSUER = _OURS + "status_list_other_issuer"
    STATUS_LIST_OTHER_PURPOSE = _OURS + "status_list_other_purpose"
    STATUS_LIST_EXPIRED = _OURS + "status_list_expired"
    STATUS_LIST_NOT_YET_VALID = _OURS + "status_list_not_yet_valid"
    CARD_STATUS_LIST_UNKNOWN = _OURS + "card_status_list_unknown"

    # Issuer trust.
    TRUST_LIST_MISSING = _OURS + "trust_list_missing"
    TRUST_LIST_EXPIRED = _OURS + "trust_list_expired"
    ISSUER_UNKNOWN = _OURS + "issuer_unknown"
    ISSUER_NOT_RECOGNISED_THEN = _OURS + "issuer_not_recognised_then"
    ISSUER_NOT_RECOGNISED_NOW = _OURS + "issuer_not_recognised_now"
    ISSUER_NOT_RECOGNISED_FOR = _OURS + "issuer_not_recognised_for"
    ISSUER_NOT_RECOGNISED_FOR_NOW = _OURS + "issuer_not_recognised_for_now"

    # Recipient.
    RECIPIENT_MISMATCH = _OURS + "recipient_mismatch"
    RECIPIENT_NOT_COMPARABLE = _OURS + "recipient_not_comparable"

    # Achievement.
    RESULT_DESCRIPTION_UNKNOWN = _OURS + "result_description_unknown"
    RESULT_NOT_ALLOWED = _OURS + "result_not_allowed"
    RESULT_OUT_OF_RANGE = _OURS + "result_out_of_range"
    RESULT_LEVEL_UNKNOWN = _OURS + "result_level_unknown"

    # Endorsements.
    ENDORSEMENT_NOT_VERIFIED = _OURS + "endorsement_not_verified"
    ENDORSEMENT_NOT_CHECKED = _OURS + "endorsement_not_checked"
    ENDORSEMENT_OF_OTHER = _OURS + "endorsement_of_other"
    ENDORSED_CONTENT_CHANGED = _OURS + "endorsed_content_changed"
    ENDORSEMENT_MISSING = _OURS + "endorsement_missing"
    ENDORSEMENT_SAME_SIGNER = _OURS + "endorsement_same_signer"
    ENDORSEMENT_BY_ISSUER = _OURS + "endorsement_by_issuer"
    TOO_MANY_ENDORSEMENTS = _OURS + "too_many_endorsements"


_MALFORMED_VALUE = (
    Code.CONTEXT_WRONG,
    Code.PROPERTY_MISSING,
    Code.TYPE_MISSING,
    Code.TYPE_WRONG,
    Code.ID_NOT_A_URL,
    Code.DATE_MALFORMED,
    Code.DATES_REVERSED,
    Code.TEXT_MALFORMED,
    Code.RELATED_RESOURCE_REPEATED,
)
_DATA_LOSS = (
    Code.UNDEFINED_TERM,
    Code.UNDEFINED_TYPE,
    Code.RELATIVE_IRI,
    Code.COMPACT_IRI,
    Code.ILL_FORMED_IRI,
    Code.ILL_FORMED_LANGUAGE_TAG,
    Code.FORBIDDEN_KEYWORD,
    Code.BLANK_NODE,
    Code.UNSIGNED_DATA,
    Code.NUMBER_REFUSED,
    Code.CHARACTER_REFUSED,
)
_PARSING = (
    Code.NO_CREDENTIAL_FOUND,
    Code.FILE_UNREADABLE,
    Code.DUPLICATE_KEY,
    Code.JWT_MALFORMED,
    Code.ALGORITHM_REFUSED,
    Code.HEADER_REFUSED,
    Code.KEY_NOT_NAMED,
    Code.NOT_A_CREDENTIAL,
    Code.CARD_ADDRESS_MALFORMED,
    Code.CARD_TOO_LARGE,
    Code.CARD_MALFORMED,
    Code.CARD_NOT_CANONICAL,
    Code.CARD_ALGORITHM_REFUSED,
    Code.CARD_HEADER_REFUSED,
    Code.CARD_VALUE_REFUSED,
)
_PROOF = (
    Code.PROOF_MISSING,
    Code.CRYPTOSUITE_UNSUPPORTED,
    Code.PROOF_PURPOSE_WRONG,
    Code.PREVIOUS_PROOF_MISSING,
    Code.PROOF_EXPIRED,
    Code.CLAIM_MISMATCH,
    Code.CLAIM_MISSING,
    Code.CLAIM_WITHOUT_COUNTERPART,
)

PROBLEM_TYPES: Mapping[Code, str] = MappingProxyType(
    dict.fromkeys(_MALFORMED_VALUE, str(Code.MALFORMED_VALUE))
    | dict.fromkeys(_DATA_LOSS, str(Code.NOT_CANONICALIZABLE))
    | dict.fromkeys(_PARSING, str(Code.PARSING_ERROR))
    | dict.fromkeys(_PROOF, str(Code.PROOF_MALFORMED))
)
"""Our narrower codes → the problem type of the specification that covers them.

Other software that knows only the specification's types gets these in the VCDM form of a report.
"""
