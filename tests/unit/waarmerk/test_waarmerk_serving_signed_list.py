"""The file of the signed trust list that the server goes by, for browsers that verify it too."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.trust_for_tests import NOW, ROOT_KEY, signed_edition
from verifier.texts import texts
from verifier.trust_options import ChosenList, TrustListUnusable, TrustOptions, chosen_list
from waarmerk.serving.kept_trust import KeptTrust, SignedEdition


def chosen(folder: Path, data: bytes, at: datetime = NOW) -> ChosenList | None:
    file = folder / "list.json"
    file.write_bytes(data)
    options = TrustOptions(location=str(file), roots=[ROOT_KEY.did_key])
    environment = {"XDG_CACHE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    return chosen_list(options, environment, texts("nl"), now=at, tell=lambda _: None)


def test_it_is_as_the_publisher_signed_it(tmp_path: Path) -> None:
    found = chosen(tmp_path, signed_edition(3))
    assert found is not None
    assert (found.signed, found.roots) == (signed_edition(3), (ROOT_KEY.did_key,))


def test_an_older_edition_does_not_take_its_place(tmp_path: Path) -> None:
    chosen(tmp_path, signed_edition(3))
    found = chosen(tmp_path, signed_edition(2))
    assert found is not None
    assert (found.trust_list.sequence, found.signed) == (3, signed_edition(3))


def test_a_list_that_nobody_signed_has_no_such_file(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_bytes(signed_edition())
    options = TrustOptions(unsigned=file)
    found = chosen_list(options, {}, texts("nl"), now=datetime.now(UTC), tell=lambda _: None)
    assert found is not None
    assert (found.signed, found.roots) == (None, ())


def test_it_follows_the_list_and_stays_when_there_is_none_to_go_by(tmp_path: Path) -> None:
    answers: list[ChosenList | None] = [
        chosen(tmp_path, signed_edition(3)),
        chosen(tmp_path, signed_edition(4)),
    ]

    def choose() -> ChosenList | None:
        if not answers:
            raise TrustListUnusable
        return answers.pop(0)

    edition = SignedEdition(choose)
    assert edition.current() is None
    kept = KeptTrust(edition.obtain)
    assert edition.current() == signed_edition(3)
    kept.refresh()
    kept.refresh()
    assert edition.current() == signed_edition(4)
    assert edition.roots == (ROOT_KEY.did_key,)


@pytest.mark.parametrize("data", [b"{}", signed_edition().replace(b"ROC", b"ROD")])
def test_without_a_list_to_go_by_there_is_an_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(TrustListUnusable):
        chosen(tmp_path, data)
