"""What a person is shown of a level, a study load and a work process."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWorkProcess:
    """A werkproces, its key ``crebo/code`` as written, and the outcomes that cover it."""

    code: str | None
    title: str | None
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStudyLoad:
    """Notional workload: the words, and the value and unit where we can read them."""

    text: str | None
    value: float | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLevel:
    """Levels, each None when not stated; ``indicative`` is None when nothing is said about it."""

    eqf: str | None
    nlqf: str | None
    mbo: str | None
    indicative: bool | None
