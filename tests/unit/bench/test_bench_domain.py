"""What the bench of the domain is fed is as good as it is taken to be. Nothing is timed."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from bench.domain.award_rules import badge_of, read_award
from bench.domain.module_check import module_text
from bench.domain.module_rules import ModuleNotAsExpected
from bench.domain.module_rules import read_module as read_checked_module
from bench.domain.race import race, time_of_children
from bench.domain.register_files import FEW, register_text
from bench.domain.stacking import STACKED, VERIFIED, time_stacking
from bench.subject_matter import SCHOOL
from credentials.achievement.language_map import text_in
from issuer.domain.modules.module_file import ModuleFile, read_module_file
from issuer.domain.modules.surroundings import Surroundings


def read_module(text: str, *known: ModuleFile) -> ModuleFile:
    """Read a module beside others."""
    published = tuple(one.module for one in known if one.module is not None)
    around = Surroundings(known_modules=published)
    return read_module_file(text.encode(), file="module.yaml", base_url=SCHOOL, surroundings=around)


def test_the_award_is_without_mistakes_and_of_another_learner_and_module_each_time() -> None:
    one, its_module = read_award(1)
    other, other_module = read_award(2)
    assert one.learner.name != other.learner.name
    assert its_module.module.title != other_module.module.title
    assert its_module.module.learning_outcomes != other_module.module.learning_outcomes


def test_what_is_signed_is_that_award_and_its_module() -> None:
    facts, description = read_award(3)
    written = json.dumps(badge_of(3), ensure_ascii=False)
    assert f'"{facts.learner.name}"' in written
    assert f'"{description.module.title["nl"]}"' in written
    assert all(text_in(one.text, "nl") in written for one in description.module.learning_outcomes)


def test_a_module_with_a_mistake_is_not_measured() -> None:
    with pytest.raises(ModuleNotAsExpected):
        read_checked_module(
            module_text(1).replace("studielast: {waarde: 240", "studielast: {waarde: 7").encode()
        )


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


def test_what_counts_is_the_clock_that_is_given() -> None:
    shown = [0.0]

    def takes(seconds: float) -> Callable[[int], Callable[[], object]]:
        return lambda _: lambda: shown.append(shown[-1] + seconds)

    found = race(takes(2.0), takes(4.0), rounds=2, clock=lambda: shown[-1])
    assert (found.seconds, found.other_seconds, found.ratio) == (2.0, 4.0, 0.5)


def test_the_time_of_other_processes_counts_when_they_have_ended() -> None:
    before = time_of_children()
    subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True)
    assert time_of_children() > before


def test_both_take_turns_and_the_first_go_is_to_warm_up() -> None:
    done: list[str] = []
    found = race(
        lambda number: lambda: done.append(f"one {number}"),
        lambda number: lambda: done.append(f"other {number}"),
        rounds=2,
    )
    assert done == ["one 0", "other 0", "other 1", "one 1", "one 2", "other 2"]
    assert found.rounds == 2
