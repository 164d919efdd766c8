"""The school's hallmarks on a module, to go along with its file.

Spec: requirement D17.
"""

from credentials.achievement.achievement_building import build_achievement, edition_id, languages_of
from credentials.parsing import parse
from issuer.domain.awards import ModuleVersion
from issuer.domain.modules.carried_hallmark import carry
from issuer.ports.store import Ledger


def hallmarks_to_carry(ledger: Ledger, version: ModuleVersion) -> tuple[str, ...]:
    """Return the newest hallmark of each language edition, with what it is about; none without a hallmark."""
    school = ledger.institution.controller
    newest = {
        one.achievement_id: one for one in ledger.endorsements.of_module(version.id) if one.endorser == school
    }
    found = []
    for language in languages_of(version.module):
        hallmark = newest.get(edition_id(version.module, language))
        if hallmark is not None:
            achievement = build_achievement(version.module, language)
            found.append(carry(achievement, parse(hallmark.content).unverified))
    return tuple(found)
