"""Which edition of the data model, and since and until when a credential says that it is valid."""

from datetime import UTC, datetime
from typing import Any

import pytest

from contexts import CREDENTIALS_V1, CREDENTIALS_V2
from credentials.data_model_version import (
    DataModel,
    ValidityDate,
    begin_of_validity,
    data_model_of,
    end_of_validity,
)
from credentials.parsing import JsonObject

EARLY, LATE = "2026-01-01T00:00:00Z", "2027-01-01T01:00:00+01:00"
AT_EARLY, AT_LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def of_1_1(**members: Any) -> JsonObject:  # noqa: ANN401 - any JSON value
    return {"@context": [CREDENTIALS_V1], **members}


def of_2_0(**members: Any) -> JsonObject:  # noqa: ANN401 - any JSON value
    return {"@context": [CREDENTIALS_V2], **members}


@pytest.mark.parametrize(
    ("contexts", "model"),
    [
        ([CREDENTIALS_V1, "https://a.example"], DataModel.V1_1),
        (CREDENTIALS_V1, DataModel.V1_1),
        ([CREDENTIALS_V2, CREDENTIALS_V1], DataModel.V2_0),
        ([{}, CREDENTIALS_V1], DataModel.V2_0),
        ([], DataModel.V2_0),
        (None, DataModel.V2_0),
        (7, DataModel.V2_0),
    ],
)
def test_the_first_context_tells_the_edition(contexts: Any, model: DataModel) -> None:  # noqa: ANN401
    assert data_model_of({"@context": contexts}) is model


def test_each_edition_names_its_own_dates() -> None:
    assert (DataModel.V2_0.valid_from, DataModel.V2_0.valid_until) == ("validFrom", "validUntil")
    assert (DataModel.V1_1.valid_from, DataModel.V1_1.valid_until) == ("issuanceDate", "expirationDate")
    assert begin_of_validity(of_2_0(validFrom=EARLY)) == ValidityDate("validFrom", AT_EARLY)
    assert end_of_validity(of_2_0(validUntil=LATE)) == ValidityDate("validUntil", AT_LATE)
    assert begin_of_validity(of_1_1(issuanceDate=EARLY)) == ValidityDate("issuanceDate", AT_EARLY)
    assert end_of_validity(of_1_1(expirationDate=LATE)) == ValidityDate("expirationDate", AT_LATE)


def test_names_of_the_older_edition_mean_nothing_in_the_newer() -> None:
    document = of_2_0(issuanceDate=EARLY, expirationDate=EARLY)
    assert (begin_of_validity(document), end_of_validity(document)) == (None, None)


@pytest.mark.parametrize("turned", [False, True])
def test_where_an_older_credential_has_both_names_the_narrower_period_holds(turned: bool) -> None:
    one, other = (LATE, EARLY) if turned else (EARLY, LATE)
    begin = begin_of_validity(of_1_1(issuanceDate=one, validFrom=other))
    end = end_of_validity(of_1_1(expirationDate=one, validUntil=other))
    assert begin == ValidityDate("issuanceDate" if turned else "validFrom", AT_LATE)
    assert end == ValidityDate("validUntil" if turned else "expirationDate", AT_EARLY)


@pytest.mark.parametrize("unreadable", ["eind 2026", 7, None, ["2026-01-01T00:00:00Z"]])
def test_a_date_that_cannot_be_read_hides_no_other(unreadable: Any) -> None:  # noqa: ANN401
    assert end_of_validity(of_2_0(validUntil=unreadable)) == ValidityDate("validUntil", None)
    both = of_1_1(issuanceDate=LATE, validFrom=unreadable, expirationDate=EARLY, validUntil=unreadable)
    assert begin_of_validity(both) == ValidityDate("validFrom", None)
    assert end_of_validity(both) == ValidityDate("validUntil", None)
