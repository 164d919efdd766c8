"""From a number on a card to a status list, and back."""

import pytest

from credentials.card.status_lists import place_of, status_list_url
from credentials.card.values import CardPlace

BASE = "https://roc.example/status"
BOTH = (f"{BASE}/revocation-1.json", f"{BASE}/suspension-1.json")


@pytest.mark.parametrize(
    ("purpose", "number", "listed", "expected"),
    [
        ("revocation", 1, BOTH, f"{BASE}/revocation-1.json"),
        ("suspension", 1, BOTH, f"{BASE}/suspension-1.json"),
        ("revocation", 12, BOTH, f"{BASE}/revocation-12.json"),
        ("suspension", 1, BOTH[:1], f"{BASE}/suspension-1.json"),
        ("revocation", 2, ("https://a.example/revocation-1",), "https://a.example/revocation-2"),
        ("revocation", 1, (*BOTH, *BOTH), f"{BASE}/revocation-1.json"),
        ("revocation", 1, (*BOTH, "https://elders.example/lijst"), f"{BASE}/revocation-1.json"),
        # Nothing to go by, or more than one thing.
        ("revocation", 1, (), None),
        ("revocation", 1, ("https://elders.example/lijst", f"{BASE}/1"), None),
        ("revocation", 1, (f"{BASE}/revocation-01.json",), None),
        ("revocation", 1, (f"{BASE}/revocation-1.jwt",), None),
        ("revocation", 1, ("https://a.example/revocation-1", "https://b.example/revocation-1"), None),
        ("revocation", 3, ("https://a.example/revocation-1", "https://b.example/revocation-2"), None),
        ("revocation", 3, ("https://a.example/revocation-1", "https://a.example/revocation-2.json"), None),
        (
            "revocation",
            2,
            ("https://a.example/revocation-1", "https://b.example/revocation-2"),
            "https://b.example/revocation-2",
        ),
    ],
)
def test_the_address_of_a_list(
    purpose: str, number: int, listed: tuple[str, ...], expected: str | None
) -> None:
    assert status_list_url(number, purpose=purpose, status_lists=listed) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{BASE}/revocation-7.json", CardPlace(7, 3)),
        (f"{BASE}/revocation-65535", CardPlace(65_535, 3)),
        (f"{BASE}/revocation-65536", None),
        (f"{BASE}/suspension-7.json", None),
        (f"{BASE}/revocation/7", None),
    ],
)
def test_the_place_of_an_entry(url: str, expected: CardPlace | None) -> None:
    assert place_of(url, 3, purpose="revocation") == expected
