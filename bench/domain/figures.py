"""Everything about the domain, measured one after the other."""

from dataclasses import dataclass
from pathlib import Path

from bench.domain.award_rules import AwardRules, time_award_rules
from bench.domain.module_check import ModuleCheck, time_module_check
from bench.domain.module_rules import VERIFIED, ModuleRules, time_module_rules
from bench.domain.race import Tell
from bench.domain.register_files import RegisterGrowth, time_register_import
from bench.domain.stacking import Stacking, time_stacking


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainFigures:
    """What the rules of the domain cost.

    Attributes:
        award_rules: Beside signing.
        module_rules: One module beside verifying, in a warm process.
        module_check: A thousand beside verifying, by the commands.
        stacking: The same.
        register_growth: From a small register to a large one.
    """

    award_rules: AwardRules
    module_rules: ModuleRules
    module_check: ModuleCheck
    stacking: Stacking
    register_growth: RegisterGrowth


def measure_domain(folder: Path, tell: Tell) -> DomainFigures:
    """Measure all of it.

    Args:
        folder: For everything that is made.
        tell: Told how far it is.
    """
    folder.mkdir(exist_ok=True)
    award_rules = time_award_rules()
    tell(f"rules for an award: {award_rules.class_of_learners.ratio:.2f} × its signature from a template")
    tell(f"rules for an award and its module: {award_rules.own_file.ratio:.2f} × its signature")
    module_rules = time_module_rules()
    tell(f"rules for a module: {module_rules.rules.ratio:.2f} × {VERIFIED} verifications")
    tell(f"a module, with reading it: {module_rules.with_reading.ratio:.2f} × {VERIFIED} verifications")
    stacking = time_stacking()
    tell(f"a stack of {stacking.stacked}: {stacking.race.ratio:.2f} × {stacking.verified} verified")
    growth = time_register_import(folder / "registers")
    tell(f"an entry of a large register: {growth.race.ratio:.2f} × one of a small register")
    check = time_module_check(folder, tell)
    tell(f"{check.modules:,} modules: {check.race.ratio:.2f} × {check.credentials:,} credentials verified")
    return DomainFigures(
        award_rules=award_rules,
        module_rules=module_rules,
        module_check=check,
        stacking=stacking,
        register_growth=growth,
    )
