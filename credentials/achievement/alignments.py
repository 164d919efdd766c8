"""The alignments of an achievement: everything that OB 3.0 has no property for.

``targetType`` names the kind of fact, ``targetUrl`` is the concept in a European list, ``targetCode``
the value for a machine, ``targetName`` the words for a person, ``targetFramework`` the list. Software
that knows nothing of our ``ext:`` names still shows the words and follows the URL.
"""

from collections.abc import Iterator, Mapping

from credentials.achievement.alignment_types import WORDS, AlignmentType
from credentials.achievement.errors import AwardNotBuildable
from credentials.achievement.european_vocabularies import (
    ASSESSMENT_ALIASES,
    ASSESSMENT_TYPES,
    ECTS_CREDIT,
    EQF_LEVELS,
    NLQF_LEVELS,
    PARTICIPATION,
    STACKABILITY,
    SUPERVISION,
    VOLUME_OF_LEARNING,
    Concept,
)
from credentials.achievement.language_map import text_in
from credentials.achievement.model import Level, Module, StudyLoad, WorkProcess
from credentials.parsing import JsonObject, JsonValue

WORK_PROCESS_REGISTER = "https://kwalificatie-mijn.s-bb.nl/"


def build_alignments(module: Module, achievement_id: str, language: str) -> list[JsonValue]:
    """Return the alignments of ``module`` in ``language``, in a fixed order and each one once.

    Args:
        module: The module version.
        achievement_id: Where the module's own outcomes and texts are found, with a fragment.
        language: "nl" or "en"; a text that has none in it falls back to Dutch.

    Raises:
        AwardNotBuildable: A level, unit, list of skills, assessment type, participation,
            supervision or stackability that is not in its list.

    Spec: OB 3.0 "Alignment".
    """
    groups = (
        _outcomes(module, achievement_id, language),
        _work_processes(module, language),
        _skills(module),
        _study_load(module.study_load, language),
        _level(module.level, language),
        _listed(module, language),
        _own_texts(module, achievement_id, language),
        _counts_towards(module),
    )
    alignments: list[JsonValue] = []
    for group in groups:
        for alignment in group:
            if alignment not in alignments:
                alignments.append(alignment)
    return alignments


def _alignment(
    target_type: AlignmentType,
    name: str,
    url: str,
    *,
    code: str | None = None,
    framework: str | None = None,
    description: str | None = None,
) -> JsonObject:
    alignment: JsonObject = {"type": ["Alignment"], "targetType": str(target_type), "targetName": name}
    if description:
        alignment["targetDescription"] = description
    if framework:
        alignment["targetFramework"] = framework
    if code:
        alignment["targetCode"] = code
    alignment["targetUrl"] = url
    return alignment


def _outcomes(module: Module, achievement_id: str, language: str) -> Iterator[JsonObject]:
    for outcome in module.learning_outcomes:
        yield _alignment(
            AlignmentType.LEARNING_OUTCOME,
            text_in(outcome.text, language),
            f"{achievement_id}#{outcome.code}",
            code=outcome.code,
        )


def _work_processes(module: Module, language: str) -> Iterator[JsonObject]:
    """Each work process once, with the outcomes that cover it."""
    covered: dict[WorkProcess, list[str]] = {}
    for outcome in module.learning_outcomes:
        for work_process in outcome.work_processes:
            codes = covered.setdefault(work_process, [])
            if outcome.code not in codes:
                codes.append(outcome.code)
    for work_process, codes in covered.items():
        yield _alignment(
            AlignmentType.WORK_PROCESS,
            work_process.title,
            WORK_PROCESS_REGISTER,
            code=work_process.qualified_code,
            framework="Kwalificatiestructuur mbo (SBB)",
            description=f"{WORDS[language]['outcomes']}: {', '.join(codes)}",
        )


def _skills(module: Module) -> Iterator[JsonObject]:
    for skill in module.skills:
        try:
            target_type = AlignmentType(f"ext:{skill.framework}")
        except ValueError:
            raise _not_listed(skill.framework) from None
        yield _alignment(target_type, skill.label, skill.uri, framework=skill.framework)


def _study_load(study_load: StudyLoad | None, language: str) -> Iterator[JsonObject]:
    if study_load is None:
        return
    if study_load.unit == "ECTS":
        yield _alignment(
            AlignmentType.STUDY_LOAD,
            f"{study_load.value} ECTS",
            ECTS_CREDIT,
            code=str(study_load.value),
        )
    elif study_load.unit == "SBU":
        yield _alignment(
            AlignmentType.STUDY_LOAD,
            f"{study_load.value} {WORDS[language]['study_load']}",
            VOLUME_OF_LEARNING,
            code=f"PT{study_load.value}H",
        )
    elif study_load.unit == "uur":
        yield _alignment(
            AlignmentType.STUDY_LOAD,
            f"{study_load.value} {WORDS[language]['hours']}",
            VOLUME_OF_LEARNING,
            code=f"PT{study_load.value}H",
        )
    else:
        raise _not_listed(study_load.unit)


def _level(level: Level, language: str) -> Iterator[JsonObject]:
    words = WORDS[language]
    suffix = "" if level.officially_set else words["indicative"]
    if level.eqf not in EQF_LEVELS:
        raise _not_listed(str(level.eqf))
    if level.nlqf not in NLQF_LEVELS:
        raise _not_listed(level.nlqf)
    yield _alignment(
        AlignmentType.EQF,
        f"{words['eqf']} {level.eqf}{suffix}",
        EQF_LEVELS[level.eqf],
        code=str(level.eqf),
        framework="European Qualifications Framework",
    )
    yield _alignment(
        AlignmentType.NLQF,
        f"{words['nlqf']} {level.nlqf}{suffix}",
        NLQF_LEVELS[level.nlqf],
        code=level.nlqf,
        framework="Nederlands kwalificatieraamwerk (NLQF)",
        description=f"{words['mbo']} {level.mbo}" if level.mbo else None,
    )


def _listed(module: Module, language: str) -> Iterator[JsonObject]:
    """Assessment, participation and supervision: values of European lists."""
    for key in module.assessment_types:
        concept = _concept(ASSESSMENT_TYPES, ASSESSMENT_ALIASES.get(key, key))
        yield _from_list(AlignmentType.ASSESSMENT_TYPE, concept, language)
    if module.participation:
        yield _from_list(AlignmentType.PARTICIPATION, _concept(PARTICIPATION, module.participation), language)
    if module.supervision:
        yield _from_list(AlignmentType.SUPERVISION, _concept(SUPERVISION, module.supervision), language)


def _own_texts(module: Module, achievement_id: str, language: str) -> Iterator[JsonObject]:
    """What no list has: the concept's URL is then the place on the module's own page."""
    quality = module.quality_assurance
    if quality.name and quality.url:
        yield _alignment(AlignmentType.QUALITY_ASSURANCE, quality.name, quality.url, code=quality.version)
    if module.entry_requirement:
        yield _alignment(
            AlignmentType.ENTRY_REQUIREMENT,
            text_in(module.entry_requirement, language),
            f"{achievement_id}#entry-requirement",
        )
    if module.stackability:
        if module.stackability not in STACKABILITY:
            raise _not_listed(module.stackability)
        yield _alignment(
            AlignmentType.STACKABILITY,
            STACKABILITY[module.stackability][language],
            f"{achievement_id}#stackability",
            code=module.stackability,
        )
    if module.labour_market_value:
        yield _alignment(
            AlignmentType.LABOUR_MARKET_VALUE,
            text_in(module.labour_market_value, language),
            f"{achievement_id}#labour-market-value",
        )


def _counts_towards(module: Module) -> Iterator[JsonObject]:
    for name, url in module.part_of:
        yield _alignment(AlignmentType.COUNTS_TOWARDS, name, url)


def _from_list(target_type: AlignmentType, concept: Concept, language: str) -> JsonObject:
    return _alignment(target_type, concept.labels[language], concept.uri, code=concept.key)


def _concept(table: Mapping[str, Concept], key: str) -> Concept:
    try:
        return table[key]
    except KeyError:
        raise _not_listed(key) from None


def _not_listed(key: str) -> AwardNotBuildable:
    return AwardNotBuildable(
        f"{key!r} is not in the list it should come from",
        reason="unknown_list_value",
        pointer="/credentialSubject/achievement/alignment",
    )
