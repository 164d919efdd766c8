"""What somebody already has for the same parts (A07). Who was awarded what is known to the store alone."""

from collections.abc import Iterable, Iterator

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Module
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.findings import Finding


def check_nothing_higher_was_awarded(
    facts: AwardFacts, module: Module, held: Iterable[Module]
) -> Iterator[Finding]:
    """No statement of parts goes to who was awarded a certificate for one of them.

    Args:
        facts: The award.
        module: What it is for.
        held: What this learner was awarded before, and still stands.
    """
    if not INSTRUMENTS[module.instrument].lists_parts:
        return
    parts = _parts(module)
    for other in held:
        both = parts & _parts(other) if INSTRUMENTS[other.instrument].in_diploma_register else set()
        if both:
            yield Finding(
                code="certificate_was_awarded",
                requirement="A07",
                pointer=facts.at("deel_1_examenresultaten"),
                params={"title": other.title.get("nl", ""), "parts": ", ".join(sorted(both))},
            )


def _parts(module: Module) -> set[str]:
    return {
        process.qualified_code for outcome in module.learning_outcomes for process in outcome.work_processes
    }
