"""The groups that the catalogue is divided into: what a training is for, sector, level, kind of credential.

Each group has a page and a key of its own, so that people find a module without searching, and software
finds the same groups in the JSON.

Spec: requirements B08, C14, D07.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.language_map import LanguageMap
from issuer.domain.exports.catalogue import CataloguedModule
from issuer.domain.exports.published import PublishedModule
from issuer.domain.modules.description.labour_market import GOAL_HINTS, GOAL_NAMES, TRAINING_GOALS

FACETS: Final = ("doel", "sector", "niveau", "soort")
"""By what modules are grouped, in the order in which it is shown: goal, sector, level, kind."""

_MAX_SLUG: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of modules.

    Attributes:
        facet: Of :data:`FACETS`.
        key: Within the facet; fit for an address.
        names: What people call it, per language.
        hints: What it means, per language, or None.
        rank: Where it stands among the groups of its facet.
    """

    facet: str
    key: str
    names: LanguageMap
    hints: LanguageMap | None = None
    rank: tuple[int, str] = (0, "")


@dataclass(frozen=True, slots=True)
class GroupedModules:
    """A group with the modules in it, in the order of the catalogue."""

    group: Group
    modules: tuple[CataloguedModule, ...]


def groups_of(published: PublishedModule) -> Iterator[Group]:
    """Yield every group that a module is in."""
    for goal in published.description.labour_market.training_goals:
        yield _goal(goal)
    if (sector := published.sector) and (found := _sector(sector)):
        yield found
    yield _level(published)
    yield _kind(published)


def grouped(modules: Sequence[CataloguedModule]) -> tuple[GroupedModules, ...]:
    """Return the groups that have modules, in the order in which they are shown.

    A module is where its newest version belongs. Sectors that are written almost alike are one group.
    """
    known: dict[tuple[str, str], Group] = {}
    members: dict[tuple[str, str], list[CataloguedModule]] = {}
    for one in modules:
        for group in groups_of(one.newest):
            key = group.facet, group.key
            known.setdefault(key, group)
            members.setdefault(key, []).append(one)
    ordered = sorted(known.values(), key=lambda one: (FACETS.index(one.facet), one.rank))
    return tuple(GroupedModules(one, tuple(members[one.facet, one.key])) for one in ordered)


def _goal(goal: str) -> Group:
    return Group(
        facet="doel",
        key=goal,
        names=GOAL_NAMES[goal],
        hints=GOAL_HINTS[goal],
        rank=(TRAINING_GOALS.index(goal), goal),
    )


def _sector(name: str) -> Group | None:
    """A school names its sectors as it likes, in Dutch."""
    words = " ".join(name.split())
    if not words:
        return None
    return Group(facet="sector", key=slug(words), names={"nl": words}, rank=(0, words.casefold()))


def _level(published: PublishedModule) -> Group:
    level = published.module.level
    if level.mbo:
        names = {"nl": f"Mbo-niveau {level.mbo}", "en": f"Mbo level {level.mbo}"}
        return Group(facet="niveau", key=f"mbo-{level.mbo}", names=names, rank=(level.mbo, ""))
    name = f"NLQF {level.nlqf}"
    return Group(
        facet="niveau",
        key=slug(name.replace("+", "plus")),
        names={"nl": name, "en": name},
        rank=(10 + level.eqf, level.nlqf),
    )


def _kind(published: PublishedModule) -> Group:
    instrument = published.instrument
    return Group(
        facet="soort",
        key=slug(instrument.key),
        names=instrument.names,
        hints=instrument.in_brief,
        rank=(list(INSTRUMENTS).index(instrument.key), instrument.key),
    )


def slug(words: str) -> str:
    """Return words as a part of an address: lower case, without accents, dashes between.

    What has no letters left that an address can hold gets a number that is always the same.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    made = "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))[:_MAX_SLUG].strip("-")
    return made or hashlib.sha256(words.encode()).hexdigest()[:12]
