"""Which edition of a signed trust list to go by."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from credentials.errors import CredentialError
from credentials.signed_trust_list import RootKeyMalformed, TrustListForged, TrustListOfOthers
from tests.keys_for_tests import STRANGER_ED25519
from tests.trust_for_tests import (
    NEXT_ROOT_KEY,
    NOW,
    ROOT_KEY,
    VALID_UNTIL,
    edition,
    school,
    signed_edition,
)
from tests.verification_for_tests import badge
from verifier import CheckStatus, Code
from verifier.checks.issuer_trust import check_issuer_trust
from verifier.trust import (
    CLOCK_SKEW,
    TrustListForked,
    TrustListNotYet,
    TrustListRolledBack,
    TrustStore,
)

ROOTS = (ROOT_KEY.did_key,)
BOTH = (ROOT_KEY.did_key, NEXT_ROOT_KEY.did_key)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


class TestRollback:
    def test_a_newer_edition_takes_the_place_of_the_one_before(self, tmp_path: Path) -> None:
        store = TrustStore(ROOTS, tmp_path)
        assert [store.accept(signed_edition(number), now=NOW).sequence for number in (1, 2, 9)] == [1, 2, 9]
        assert len(files(tmp_path)) == 1

    @pytest.mark.parametrize("again", [False, True])
    def test_an_older_edition_is_refused(self, tmp_path: Path, *, again: bool) -> None:
        """By another process too, which has nothing but the cache."""
        store = TrustStore(ROOTS, tmp_path)
        store.accept(signed_edition(9), now=NOW)
        if again:
            store = TrustStore(ROOTS, tmp_path)
        with pytest.raises(TrustListRolledBack):
            store.accept(signed_edition(8), now=NOW)
        kept = store.newest(now=NOW)
        assert kept is not None
        assert kept.trust_list.sequence == 9
        assert kept.data == signed_edition(9)

    def test_without_a_cache_it_remembers_as_long_as_it_lives(self) -> None:
        store = TrustStore(ROOTS, None)
        store.accept(signed_edition(2), now=NOW)
        with pytest.raises(TrustListRolledBack):
            store.accept(signed_edition(1), now=NOW)
        assert TrustStore(ROOTS, None).accept(signed_edition(1), now=NOW).sequence == 1

    def test_the_same_edition_is_accepted_again(self, tmp_path: Path) -> None:
        store = TrustStore(ROOTS, tmp_path)
        assert store.accept(signed_edition(2), now=NOW) == store.accept(signed_edition(2), now=NOW)
        reformatted = signed_edition(2).replace(b",", b", ")
        assert TrustStore(ROOTS, tmp_path).accept(reformatted, now=NOW).sequence == 2

    def test_another_edition_of_that_number_is_refused(self, tmp_path: Path) -> None:
        """A publisher who signs two is broken into, or careless; who came last decides neither."""
        store = TrustStore(ROOTS, tmp_path)
        store.accept(signed_edition(2), now=NOW)
        with pytest.raises(TrustListForked):
            store.accept(signed_edition(edition(2, school(), school(1))), now=NOW)

    def test_a_process_that_was_slower_does_not_take_it_back(self, tmp_path: Path) -> None:
        slow, fast = TrustStore(ROOTS, tmp_path), TrustStore(ROOTS, tmp_path)
        fast.accept(signed_edition(5), now=NOW)
        with pytest.raises(TrustListRolledBack):
            slow.accept(signed_edition(4), now=NOW)

    def test_what_others_left_in_the_cache_counts_for_nothing(self, tmp_path: Path) -> None:
        """A file with a high number in its name shuts nobody out: what is in it must be signed."""
        store = TrustStore(ROOTS, tmp_path)
        store.accept(signed_edition(3), now=NOW)
        (kept,) = (tmp_path / "trust").iterdir()
        root, _, digest = kept.name.partition("-")
        forged = signed_edition(edition(7), key=STRANGER_ED25519)
        (tmp_path / "trust" / f"{root}-{9:016}-{'0' * 64}.json").write_bytes(signed_edition(9))
        (tmp_path / "trust" / f"{root}-{8:016}-{digest.partition('-')[2]}").write_bytes(kept.read_bytes())
        (tmp_path / "trust" / "notes.txt").write_bytes(forged)
        older = hashlib.sha256(signed_edition(2)).hexdigest()
        (tmp_path / "trust" / f"{root}-{7:016}-{older}.json").write_bytes(signed_edition(2))
        again = TrustStore(ROOTS, tmp_path)
        newest = again.newest(now=NOW)
        assert newest is not None
        assert newest.trust_list.sequence == 3
        assert again.accept(signed_edition(4), now=NOW).sequence == 4

    def test_a_damaged_cache_is_as_none(self, tmp_path: Path) -> None:
        TrustStore(ROOTS, tmp_path).accept(signed_edition(3), now=NOW)
        (kept,) = (tmp_path / "trust").iterdir()
        kept.write_bytes(kept.read_bytes()[:-20])
        store = TrustStore(ROOTS, tmp_path)
        assert store.newest(now=NOW) is None
        assert store.accept(signed_edition(3), now=NOW).sequence == 3

    def test_a_file_in_place_of_the_cache_does_not_stop_it(self, tmp_path: Path) -> None:
        (tmp_path / "trust").touch()
        store = TrustStore(ROOTS, tmp_path)
        assert store.accept(signed_edition(3), now=NOW).sequence == 3
        with pytest.raises(TrustListRolledBack):
            store.accept(signed_edition(2), now=NOW)

    def test_only_its_owner_can_look_into_the_cache(self, tmp_path: Path) -> None:
        TrustStore(ROOTS, tmp_path).accept(signed_edition(3), now=NOW)
        assert (tmp_path / "trust").stat().st_mode & 0o077 == 0
        assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "trust").iterdir())


class TestRoots:
    def test_another_root_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(TrustListOfOthers):
            TrustStore(ROOTS, tmp_path).accept(signed_edition(key=STRANGER_ED25519), now=NOW)
        assert files(tmp_path) == []

    def test_a_forged_list_leaves_no_trace(self, tmp_path: Path) -> None:
        with pytest.raises(TrustListForged):
            TrustStore(ROOTS, tmp_path).accept(
                signed_edition(3).replace(b"ROC Voorbeeld", b"ROC Valsbeeld"), now=NOW
            )
        assert files(tmp_path) == []

    def test_a_new_key_goes_on_where_the_old_one_stopped(self, tmp_path: Path) -> None:
        store = TrustStore(BOTH, tmp_path)
        store.accept(signed_edition(41), now=NOW)
        store.accept(signed_edition(42, key=NEXT_ROOT_KEY), now=NOW)
        with pytest.raises(TrustListRolledBack):
            TrustStore(BOTH, tmp_path).accept(signed_edition(41), now=NOW)

    def test_one_edition_may_be_signed_by_both(self, tmp_path: Path) -> None:
        store = TrustStore(BOTH, tmp_path)
        store.accept(signed_edition(42), now=NOW)
        assert store.accept(signed_edition(42, key=NEXT_ROOT_KEY), now=NOW).sequence == 42

    def test_what_one_key_signed_says_nothing_of_another(self, tmp_path: Path) -> None:
        TrustStore(ROOTS, tmp_path).accept(signed_edition(9), now=NOW)
        other = TrustStore([NEXT_ROOT_KEY.did_key], tmp_path)
        assert other.newest(now=NOW) is None
        assert other.accept(signed_edition(1, key=NEXT_ROOT_KEY), now=NOW).sequence == 1

    def test_there_is_one_at_least_and_each_is_a_key(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="one key at least"):
            TrustStore((), tmp_path)
        with pytest.raises(RootKeyMalformed):
            TrustStore(("did:web:erkend.example",), tmp_path)


class TestTime:
    def test_a_list_from_the_future_is_refused(self, tmp_path: Path) -> None:
        later = replace(
            edition(),
            published_at=NOW + CLOCK_SKEW + timedelta(seconds=1),
            valid_until=NOW + timedelta(days=9),
        )
        with pytest.raises(TrustListNotYet):
            TrustStore(ROOTS, tmp_path).accept(signed_edition(later), now=NOW)
        at_once = replace(later, published_at=NOW + CLOCK_SKEW)
        assert TrustStore(ROOTS, tmp_path).accept(signed_edition(at_once), now=NOW).sequence == 1

    def test_an_expired_list_says_neither_valid_nor_invalid(self, tmp_path: Path) -> None:
        later = VALID_UNTIL + timedelta(seconds=1)
        store = TrustStore(ROOTS, tmp_path)
        listed = store.accept(signed_edition(), now=later)
        result = check_issuer_trust(badge(), trust_list=listed, at=later)
        assert result.status is CheckStatus.INDETERMINATE
        assert [finding.code for finding in result.findings] == [Code.TRUST_LIST_EXPIRED]
        revoking = replace(edition(2), entities=(replace(school(), recognized_until=edition().published_at),))
        expired = store.accept(signed_edition(revoking), now=later)
        assert check_issuer_trust(badge(), trust_list=expired, at=later).status is CheckStatus.INDETERMINATE

    def test_an_expired_list_still_shuts_out_older_ones(self, tmp_path: Path) -> None:
        store = TrustStore(ROOTS, tmp_path)
        store.accept(signed_edition(5), now=VALID_UNTIL + timedelta(days=1))
        with pytest.raises(TrustListRolledBack):
            store.accept(signed_edition(4), now=NOW)


def test_the_report_tells_which_edition_and_who_signed_it(tmp_path: Path) -> None:
    listed = TrustStore(ROOTS, tmp_path).accept(signed_edition(12), now=NOW)
    evidence = check_issuer_trust(badge(), trust_list=listed, at=NOW).evidence
    assert evidence["trust_list_sequence"] == "12"
    assert evidence["trust_list_signed_by"] == ROOT_KEY.did_key
    unsigned = check_issuer_trust(badge(), trust_list=edition(), at=NOW).evidence
    assert unsigned["trust_list_signed_by"] == "nobody"


def test_rubbish_is_refused(tmp_path: Path) -> None:
    store = TrustStore(ROOTS, tmp_path)
    for data in (b"", b"[]", b"{}", b"\xff", b'{"issuer": {"id": 5}}', b'{"proof": [[]]}'):
        with pytest.raises(CredentialError):
            store.accept(data, now=NOW)
