"""The ``vc`` claim of VCDM 1.1: a credential of which the claims beside it may say a part.

There the registered claims stand *for* members of the credential, so that an issuer may leave those
members out of ``vc``. A reader puts them back.

Spec: VCDM 1.1 §6.3.1 (JSON Web Token), "JWT Decoding".
"""

from datetime import UTC, datetime

from credentials.data_model_version import DataModel, data_model_of
from credentials.date_time_stamp import format_date_time_stamp
from credentials.parsing import JsonObject, JsonValue


def with_claimed_members(credential: JsonObject, claims: JsonObject) -> JsonObject:
    """Return the credential of ``vc`` with what only the claims say.

    What the credential says itself is left as it is, also where a claim says otherwise: then the
    comparison of the two finds the contradiction, which putting the one over the other would hide.
    A credential of VCDM 2.0 has no such rule, and is returned as it is.
    """
    if data_model_of(credential) is not DataModel.V1_1:
        return credential
    said: dict[str, JsonValue] = {
        "id": _text(claims.get("jti")),
        "issuer": _text(claims.get("iss")),
        "issuanceDate": _date(claims.get("nbf")),
        "expirationDate": _date(claims.get("exp")),
    }
    missing = {name: value for name, value in said.items() if value is not None and name not in credential}
    whole: JsonObject = {**credential, **missing}
    for member, claim in (("issuer", "iss"), ("credentialSubject", "sub")):
        owner, identifier = whole.get(member), _text(claims.get(claim))
        if isinstance(owner, dict) and "id" not in owner and identifier is not None:
            whole[member] = {"id": identifier, **owner}
    return whole


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value else None


def _date(value: JsonValue) -> str | None:
    # A Python bool is an int; JSON's true is no date.
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return format_date_time_stamp(datetime.fromtimestamp(value // 1, UTC))
    except (ValueError, OverflowError, OSError):
        return None  # outside the calendar
