"""What an order holds arrives in another process as it left this one."""

import pickle
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from credentials.achievement.model import Recipient, Result, StatusEntry
from issuer.ports.audit import AuditEntry
from issuer.production.orders import Made
from issuer.production.travelling import travels_light
from tests.awards_for_tests import AWARD


@pytest.mark.parametrize(
    "value",
    [
        AWARD,
        Recipient(name="Zoë Łuczak", email="zoe@example.org", email_salt="zout"),
        Result(result_description="https://roc.example/m#mark", value="7,5"),
        StatusEntry(
            status_list_credential="https://roc.example/status/1",
            status_list_index=7,
            status_purpose="revocation",
        ),
        AuditEntry(
            at=datetime(2026, 11, 20, tzinfo=UTC),
            actor="u-001",
            action="signed",
            subject="x",
            details={"a": "b"},
        ),
        Made(data_integrity=b"{}", data_integrity_sha256="00"),
    ],
)
def test_it_arrives_as_it_left(value: object) -> None:
    packed = pickle.dumps(value)
    assert b"_put_together" in packed
    assert pickle.loads(packed) == value  # noqa: S301 - our own bytes


def test_what_is_shared_stays_shared() -> None:
    award = AWARD
    first, second = pickle.loads(pickle.dumps((award, award.module)))  # noqa: S301
    assert first.module is second


def test_every_member_travels() -> None:
    travels_light(_Pair)
    assert pickle.loads(pickle.dumps(_Pair(1))) == _Pair(1)  # noqa: S301


@dataclass(frozen=True, slots=True)
class _Pair:
    one: int
    two: str = "x"
