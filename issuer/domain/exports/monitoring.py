"""What a leerwerkloket counts: who learnt where, from when to when, with what result.

The participant is a pseudonym: the random number that this installation gave the learner, which says
nothing to anybody else.

Spec: requirement G13.
"""

import hashlib
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from issuer.domain.exports.csv_text import csv_text
from issuer.domain.exports.decided_award import DecidedAward

COLUMNS: Final = (
    "deelnemer",
    "instrument",
    "module",
    "versie",
    "start",
    "eind",
    "doorlooptijd_dagen",
    "resultaat",
    "besluitdatum",
    "bedrijf",
    "sbb_leerbedrijf_id",
    "status",
)


def monitoring_csv(awards: Iterable[DecidedAward]) -> str:
    """Return one line per award."""
    return csv_text(COLUMNS, map(_line, awards))


def pseudonym(learner_id: UUID) -> str:
    """Return what stands for a learner: the same in every file, and of use to nobody else."""
    return hashlib.sha256(b"monitoring:" + learner_id.bytes).hexdigest()[:16]


def _line(award: DecidedAward) -> tuple[str, ...]:
    facts, module = award.facts, award.description.module
    start = award.start or (facts.start if facts else None)
    end = award.end or (facts.end if facts else None)
    if facts is not None and start is None and facts.agreements:
        start = next((one.begin for one in facts.agreements if one.begin), None)
    days = (end - start).days + 1 if start and end and end >= start else None
    placed = facts.placement.company if facts and facts.placement else None
    company = (facts.company if facts else None) or placed
    return (
        pseudonym(award.learner_id),
        module.instrument,
        module.id,
        module.version,
        start.isoformat() if start else "",
        end.isoformat() if end else "",
        str(days) if days else "",
        " | ".join(f"{name}: {value}" for name, value in award.results),
        award.decided_on.isoformat(),
        company.name if company else "",
        (company.sbb_id or "") if company else "",
        "ingetrokken" if award.is_revoked else "toegekend",
    )
