"""Which result of an award is which result of its module."""

from credentials.achievement.model import Module, ResultDescription
from issuer.domain.award_files.results import RecordedResult


def description_of(module: Module, result: RecordedResult) -> ResultDescription | None:
    """Return what the module says about a result: found by its name, or by the short name of its id."""
    wanted = result.part.casefold()
    for description in module.result_descriptions:
        slug = description.id.rpartition("#resultaat-")[2]
        if wanted in (description.name.casefold(), slug.casefold()):
            return description
    return None
