"""A signed credential that uses every field, made once."""

import pytest

from tests.awards_for_tests import AWARD
from tests.signed_credentials_for_tests import sign_award
from wallet_export.ports import SignedCredential


@pytest.fixture(scope="session")
def signed() -> SignedCredential:
    """The award that uses every field, in both forms."""
    return sign_award(AWARD)
