"""The parts of the module document about the kwalificatiestructuur, the law and other modules.

Spec: requirement D16.
"""

from credentials.parsing import JsonObject, JsonValue
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.qualification_parts import (
    DossierReference,
    WorkProcessDescription,
)
from issuer.domain.modules.description.relations import Relations
from issuer.domain.modules.json_values import day_text, filled


def parts_of(description: ModuleDescription) -> JsonObject:
    """Return ``dossiers``, ``kerntaken``, ``werkprocessen``, ``vakkennis`` and ``branchevereisten``."""
    parts = description.parts
    core_tasks: list[JsonValue] = []
    loose: list[JsonValue] = []
    for task in parts.core_tasks:
        work_processes = [_work_process(one) for one in task.work_processes]
        if task.code is None and task.title is None:
            loose.extend(work_processes)
        else:
            core_tasks.append(
                filled({"code": task.code, "titel": task.title, "werkprocessen": list(work_processes)})
            )
    return {
        "dossiers": [_dossier(one) for one in parts.dossiers],
        "kerntaken": core_tasks,
        "werkprocessen": loose,
        "vakkennis": list(parts.knowledge),
        "branchevereisten": parts.has_sector_requirements,
    }


def law_of(description: ModuleDescription) -> JsonObject:
    """Return what the law and the registers have to do with it."""
    legal = description.legal
    register, laid_down = legal.register, legal.establishment
    exam, advice = legal.exam_instrument, legal.sector_chamber_advice
    attached = register.certificate_attached if register else None
    return {
        "grondslag": legal.basis,
        "leerweg": legal.learning_path,
        "diplomagericht_aanbod": legal.offers_qualification,
        "ocw_erkend": legal.says_recognised,
        "register": filled(
            {
                "bron": register.source,
                "geraadpleegd": day_text(register.consulted_on),
                "certificaat_verbonden": None if attached is None else "ja" if attached else "nee",
                "studielast": register.study_load,
            }
        )
        if register
        else None,
        "vaststelling": filled(
            {
                "door": laid_down.by,
                "regeling": laid_down.regulation,
                "datum": day_text(laid_down.on),
                "geldig_van": day_text(laid_down.valid_from),
                "geldig_tot": day_text(laid_down.valid_until),
            }
        )
        if laid_down
        else None,
        "exameninstrument": filled(
            {"id": exam.id, "herkomst": exam.origin, "vastgesteld_op": day_text(exam.established_on)}
        )
        if exam
        else None,
        "advies_sectorkamer": filled(
            {"naam": advice.name, "datum": day_text(advice.on), "uitkomst": advice.outcome}
        )
        if advice
        else None,
    }


def relations_of(description: ModuleDescription) -> JsonObject:
    """Return what it has to do with other modules."""
    relations = description.relations
    origin, check = relations.derived_from, relations.duplicate_check
    return {
        "waarom_geen_certificaat": relations.why_no_certificate,
        "waarom_toch_nieuw": relations.why_new,
        "dubbelingencheck": filled(
            {
                "datum": day_text(check.on),
                "hoogste_overlap": check.highest_overlap,
                "vergeleken": check.compared,
            }
        )
        if check
        else None,
        "afgeleid_van": filled(
            {
                "id": origin.id,
                "versie": origin.version,
                "eigenaar": origin.owner,
                "waarmerk": origin.hallmark,
            }
        )
        if origin
        else None,
        "vervangt": relations.replaces,
        "vervangen_door": relations.replaced_by,
        "lesmateriaal": [filled({"naam": one.name, "url": one.url}) for one in relations.teaching_material],
        "voorstel": _proposal(relations),
    }


def _proposal(relations: Relations) -> JsonValue:
    proposal = relations.proposal
    if proposal is None:
        return None
    justified = filled({"selectiecriteria": dict(proposal.selection), "huboe": dict(proposal.feasibility)})
    return justified or True


def _dossier(dossier: DossierReference) -> JsonObject:
    qualification = filled(
        {
            "crebo": dossier.qualification_crebo,
            "naam": dossier.qualification_name,
            "niveau": dossier.level,
        }
    )
    return filled(
        {
            "crebo_dossier": dossier.crebo,
            "naam": dossier.name,
            "versie": dossier.version,
            "cohort": dossier.cohort,
            "kwalificatie": qualification,
        }
    )


def _work_process(one: WorkProcessDescription) -> JsonObject:
    return filled(
        {
            "crebo_dossier": one.crebo,
            "code": one.code,
            "kerntaak": one.core_task,
            "titel": one.title,
            "omschrijving": one.description,
            "resultaat": one.result,
            "gedrag": list(one.behaviour),
            "voorstel": one.is_proposed or None,
        }
    )
