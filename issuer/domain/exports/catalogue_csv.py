"""The catalogue as a spreadsheet: one line per module, for school systems and people that read tables.

Spec: RFC 4180; requirements D23, H07.
"""

from collections.abc import Iterable
from typing import Final

from credentials.achievement.language_map import text_in
from issuer.domain.exports.catalogue import CataloguedModule
from issuer.domain.exports.csv_text import csv_text

COLUMNS: Final = (
    "adres",
    "versie",
    "titel",
    "titel_en",
    "instrument",
    "studielast",
    "eenheid",
    "mbo_niveau",
    "nlqf",
    "eqf",
    "sector",
    "scholingsdoel",
    "bereik",
    "deelnamevorm",
    "codes",
    "werkprocessen",
    "gepubliceerd_op",
)


def catalogue_csv(modules: Iterable[CataloguedModule]) -> str:
    """Return one line per module, of its newest version."""
    return csv_text(COLUMNS, map(_line, modules))


def _line(catalogued: CataloguedModule) -> tuple[str, ...]:
    published = catalogued.newest
    module, market = published.module, published.description.labour_market
    processes = (one.qualified_code for outcome in module.learning_outcomes for one in outcome.work_processes)
    return (
        module.id,
        module.version,
        text_in(module.title, "nl"),
        module.title.get("en", ""),
        module.instrument,
        str(module.study_load.value) if module.study_load else "",
        module.study_load.unit if module.study_load else "",
        str(module.level.mbo or ""),
        module.level.nlqf,
        str(module.level.eqf),
        published.sector or "",
        ", ".join(market.training_goals),
        ", ".join(market.reaches),
        module.participation or "",
        ", ".join(dict.fromkeys(code for _, code in module.qualification_codes)),
        ", ".join(dict.fromkeys(processes)),
        published.published_on.isoformat(),
    )
