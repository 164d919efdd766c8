"""The rules that an award keeps. Pure, and they look at what the instrument asks, never at its name.

A new rule is one function in ``rules/`` that takes an :class:`AwardCase` and yields findings, one line in
:data:`RULES`, and its words in ``issuer/domain/texts/*/award_files.toml``.
"""

from collections.abc import Callable, Iterator

from issuer.domain.award_files.case import AwardCase, AwardPolicy
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.award_files.rules.agreements import check_agreements, check_support_scheme
from issuer.domain.award_files.rules.board import check_board_decision
from issuer.domain.award_files.rules.company import check_company, check_company_of_certificate
from issuer.domain.award_files.rules.days import check_days
from issuer.domain.award_files.rules.documents import check_legal_document
from issuer.domain.award_files.rules.guidance import (
    check_final_talk,
    check_issued_in_time,
    check_midterm_talk,
    check_parts,
    check_ticked_off,
)
from issuer.domain.award_files.rules.learner import (
    check_consents,
    check_intake,
    check_start_qualification,
    check_target_group,
)
from issuer.domain.award_files.rules.results import (
    check_examination,
    check_period,
    check_results,
    check_results_are_shown,
)
from issuer.domain.award_files.rules.school import (
    check_learning_path,
    check_qualification,
    check_third_path,
)
from issuer.domain.award_files.rules.signatures import check_signatures
from issuer.domain.award_files.rules.statement import check_statement
from issuer.domain.findings import Finding
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.surroundings import NOTHING_AROUND, Surroundings

Rule = Callable[[AwardCase], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    check_start_qualification,
    check_intake,
    check_consents,
    check_target_group,
    check_qualification,
    check_learning_path,
    check_third_path,
    check_company,
    check_company_of_certificate,
    check_agreements,
    check_support_scheme,
    check_ticked_off,
    check_parts,
    check_midterm_talk,
    check_final_talk,
    check_results,
    check_results_are_shown,
    check_period,
    check_examination,
    check_statement,
    check_board_decision,
    check_legal_document,
    check_signatures,
    check_days,
    check_issued_in_time,
)

RULES_OF_ROWS: tuple[Rule, ...] = (check_start_qualification,)
"""Those on what a file of results can say besides what :mod:`issuer.spreadsheets.result_rows` looks at."""


def check_award(
    facts: AwardFacts,
    description: ModuleDescription,
    surroundings: Surroundings = NOTHING_AROUND,
    policy: AwardPolicy | None = None,
) -> Iterator[Finding]:
    """Yield everything that the rules have to say of an award, in the order of :data:`RULES`.

    Args:
        facts: What is written down.
        description: The module that is awarded.
        surroundings: What is known around it.
        policy: What the institution settled for its awards.
    """
    case = AwardCase(
        facts=facts,
        description=description,
        surroundings=surroundings,
        policy=policy or AwardPolicy(),
    )
    for rule in RULES_OF_ROWS if facts.of_row else RULES:
        yield from rule(case)
