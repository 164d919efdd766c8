"""The rules that a module must keep before it may be published. Pure, and one function each.

A new rule is one function that takes the description and its surroundings and yields findings, one line
in :data:`RULES`, and its words in ``issuer/domain/texts/``.
"""

import dataclasses

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules.certificate import (
    check_certificate_attached,
    check_establishment,
    check_funding,
    check_not_for_one_company,
    check_offer,
    check_one_qualification,
    check_register_code,
)
from issuer.domain.modules.rules.codes import check_codes, check_codes_of_dossiers
from issuer.domain.modules.rules.duplicates import check_duplicates, check_no_certificate
from issuer.domain.modules.rules.elsewhere import check_elsewhere
from issuer.domain.modules.rules.eu_elements import check_eu_elements
from issuer.domain.modules.rules.fim import (
    check_form_of_deployment,
    check_owner,
    check_registration,
    check_route,
    check_routes_of_several_dossiers,
)
from issuer.domain.modules.rules.labour_market import (
    check_labour_market_value,
    check_partners,
    check_region,
)
from issuer.domain.modules.rules.learning import (
    check_entry,
    check_learning_experience,
    check_learning_path,
)
from issuer.domain.modules.rules.level import check_level, check_level_of_work, check_levels_agree
from issuer.domain.modules.rules.outcomes import (
    check_criteria,
    check_grades,
    check_learning_outcomes,
)
from issuer.domain.modules.rules.privacy import check_bsn
from issuer.domain.modules.rules.quality import check_funding_of_school, check_self_assessment
from issuer.domain.modules.rules.rule import Rule
from issuer.domain.modules.rules.size import check_hours, check_study_load
from issuer.domain.modules.rules.skills import check_skill_suggestions, check_skills
from issuer.domain.modules.rules.stackability import check_stackability
from issuer.domain.modules.rules.title import (
    check_description,
    check_recognition,
    check_title,
    check_translation,
)
from issuer.domain.modules.rules.versions import check_version
from issuer.domain.modules.rules.work_processes import (
    check_completeness,
    check_has_work_processes,
    check_proposals,
    check_titles,
    check_work_processes,
)
from issuer.domain.modules.surroundings import NOTHING_AROUND, ModulePolicy, Surroundings

__all__ = ["RULES", "ModulePolicy", "blocking_findings", "check_module"]

RULES: tuple[Rule, ...] = (
    check_version,
    check_title,
    check_description,
    check_recognition,
    check_translation,
    check_study_load,
    check_hours,
    check_level,
    check_levels_agree,
    check_level_of_work,
    check_learning_outcomes,
    check_criteria,
    check_grades,
    check_skills,
    check_skill_suggestions,
    check_learning_experience,
    check_entry,
    check_learning_path,
    check_codes,
    check_codes_of_dossiers,
    check_work_processes,
    check_has_work_processes,
    check_proposals,
    check_titles,
    check_completeness,
    check_register_code,
    check_certificate_attached,
    check_one_qualification,
    check_establishment,
    check_offer,
    check_funding,
    check_not_for_one_company,
    check_labour_market_value,
    check_region,
    check_partners,
    check_self_assessment,
    check_funding_of_school,
    check_route,
    check_routes_of_several_dossiers,
    check_owner,
    check_registration,
    check_form_of_deployment,
    check_duplicates,
    check_elsewhere,
    check_no_certificate,
    check_stackability,
    check_bsn,
    check_eu_elements,
)


def check_module(
    description: ModuleDescription, surroundings: Surroundings = NOTHING_AROUND
) -> tuple[Finding, ...]:
    """Return everything that the rules have to say, in the order of :data:`RULES`."""
    return tuple(finding for rule in RULES for finding in rule(description, surroundings))


def blocking_findings(
    description: ModuleDescription, surroundings: Surroundings = NOTHING_AROUND
) -> tuple[Finding, ...]:
    """Return what keeps the module from being published for awarding.

    Of a draft that is more than what is wrong with it: what it may wait with has to be there as well.
    """
    final = dataclasses.replace(description, is_draft=False) if description.is_draft else description
    findings = check_module(final, surroundings)
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
