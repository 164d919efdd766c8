"""Which edition of the VC Data Model a credential follows, and its dates, which each edition names otherwise.

Spec: VCDM 2.0 §4.3, §4.9; VCDM 1.1 §4.1, §4.6, §4.8.
"""

import enum
from datetime import datetime
from typing import Final, NamedTuple

from contexts import CREDENTIALS_V1
from credentials.date_time_stamp import parse_date_time_stamp
from credentials.parsing import JsonObject


class DataModel(enum.StrEnum):
    """An edition of the VC Data Model."""

    V1_1 = "1.1"
    V2_0 = "2.0"

    @property
    def valid_from(self) -> str:
        """The property that says since when a credential is valid."""
        return _BEGIN[self][0]

    @property
    def valid_until(self) -> str:
        """The property that says until when a credential is valid."""
        return _END[self][0]

    @property
    def dates(self) -> tuple[str, ...]:
        """Every property that limits the validity of a credential."""
        return _BEGIN[self] + _END[self]


# The context of VCDM 1.1 already defines the names of 2.0, for later use. Where an issuer writes both,
# the credential is valid while both say so: no reader should find an end that another overlooked.
_BEGIN: Final = {DataModel.V1_1: ("issuanceDate", "validFrom"), DataModel.V2_0: ("validFrom",)}
_END: Final = {DataModel.V1_1: ("expirationDate", "validUntil"), DataModel.V2_0: ("validUntil",)}


class ValidityDate(NamedTuple):
    """One end of a validity period.

    Attributes:
        name: The property that it stands in.
        moment: When, or None where it cannot be read: that is not the same as no end at all.
    """

    name: str
    moment: datetime | None


def data_model_of(credential: JsonObject) -> DataModel:
    """Return the edition that the first context names; 2.0 where it names none."""
    contexts = credential.get("@context")
    first = contexts[0] if isinstance(contexts, list) and contexts else contexts
    return DataModel.V1_1 if first == CREDENTIALS_V1 else DataModel.V2_0


def begin_of_validity(credential: JsonObject) -> ValidityDate | None:
    """Return since when a credential is valid, or None when it does not say."""
    names = _BEGIN[data_model_of(credential)]
    if len(names) == 1:
        return _date(credential, names[0])
    return max(_dates(credential, names), key=_as_begin, default=None)


def end_of_validity(credential: JsonObject) -> ValidityDate | None:
    """Return until when a credential is valid, or None when it does not say."""
    names = _END[data_model_of(credential)]
    if len(names) == 1:
        return _date(credential, names[0])
    return min(_dates(credential, names), key=_as_end, default=None)


def _dates(credential: JsonObject, names: tuple[str, ...]) -> list[ValidityDate]:
    dates = (_date(credential, name) for name in names)
    return [date for date in dates if date is not None]


def _date(credential: JsonObject, name: str) -> ValidityDate | None:
    if name not in credential:
        return None
    value = credential[name]
    try:
        return ValidityDate(name, parse_date_time_stamp(value) if isinstance(value, str) else None)
    except ValueError:
        return ValidityDate(name, None)


# A date that cannot be read comes first on both sides, so that nobody goes on without it.
def _as_begin(date: ValidityDate) -> float:
    return float("inf") if date.moment is None else date.moment.timestamp()


def _as_end(date: ValidityDate) -> float:
    return float("-inf") if date.moment is None else date.moment.timestamp()
