"""What the bench of the domain is fed is as good as it is taken to be. Nothing is timed."""

import pytest

from bench.domain.award_rules import read_award
from bench.domain.module_check import module_text
from bench.domain.race import race
from bench.domain.register_files import FEW, register_text
from bench.domain.stacking import STACKED, VERIFIED, time_stacking
from bench.subject_matter import SCHOOL
from issuer.domain.modules.module_file import ModuleFile, read_module_file
from issuer.domain.modules.surroundings import Surroundings


def read_module(text: str, *known: ModuleFile) -> ModuleFile:
    """Read a module beside others."""
    published = tuple(one.module for one in known if one.module is not None)
    around = Surroundings(known_modules=published)
    return read_module_file(text.encode(), file="module.yaml", base_url=SCHOOL, surroundings=around)


def test_the_award_is_without_mistakes_and_of_another_learner_each_time() -> None:
    one, _ = read_award(1)
    other, _ = read_award(2)
    assert one.learner.name != other.learner.name


def test_modules_differ_and_can_be_published_beside_that_of_the_school() -> None:
    school_has = read_module(module_text(0).replace("Onderhoud van type 0", "Wielen spaken en richten"))
    one, other = (read_module(module_text(number), school_has) for number in (1, 2))
    assert one.errors == other.errors == ()
    assert one.module is not None
    assert other.module is not None
    assert one.module.id != other.module.id
    assert one.module.learning_outcomes != other.module.learning_outcomes


def test_every_credential_of_a_stack_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.domain.stacking._ROUNDS", 1)
    made = time_stacking()  # it refuses to go on when one of them does not count
    assert (made.stacked, made.verified) == (STACKED, VERIFIED) == (50, 100)


def test_a_register_has_as_many_rows_as_is_said() -> None:
    _header, *rows = register_text(FEW).splitlines()
    assert len(rows) == FEW == len(set(rows))


def test_both_take_turns_and_the_first_go_is_to_warm_up() -> None:
    done: list[str] = []
    found = race(
        lambda number: lambda: done.append(f"one {number}"),
        lambda number: lambda: done.append(f"other {number}"),
        rounds=2,
    )
    assert done == ["one 0", "other 0", "other 1", "one 1", "one 2", "other 2"]
    assert found.rounds == 2
