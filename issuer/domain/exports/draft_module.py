"""A draft of a module file from a badge of somebody else, for a school to complete.

The keys are those of module files, so the draft is read and checked like any other. What the badge does
not say is left out, and the check says that it is missing.

Spec: requirements D17, D22.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from credentials.achievement.alignments_read import Aligned
from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.european_vocabularies import (
    ASSESSMENT_TYPES,
    PARTICIPATION,
    STACKABILITY,
    SUPERVISION,
)
from credentials.achievement.read_parts import ReadWorkProcess
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.modules.json_values import filled

_CODE_KEYS: Final = {
    "Keuzedeel": "keuzedeel_code",
    "Certificaat": "onderdeel_code",
    "Crebo": "kwalificatie_crebo",
    "RIOOpleidingseenheid": "rio_opleidingseenheidcode",
}
_VERSION: Final = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")


def draft_module(content: OpenBadgeContent, hallmark: str | None = None) -> JsonObject:
    """Return the draft. Nothing about the learner goes into it.

    Args:
        content: What the badge says.
        hallmark: The issuer's on the module, with what it is about: see
            :mod:`issuer.domain.modules.carried_hallmark`.
    """
    language = content.language if content.language in ("nl", "en") else "nl"
    version = content.version or ""
    load = content.study_load
    return filled(
        {
            "instrument": content.instrument.key if content.instrument else "microcredential",
            "id": _slug(content.title),
            "versie": version if _VERSION.fullmatch(version) else "1.0.0",
            "titel": _words(content.title, language),
            "omschrijving": _words(content.description, language),
            "beoordelingscriteria": _words(content.criteria, language),
            **{_CODE_KEYS[kind]: code for kind, code in content.qualification_codes if kind in _CODE_KEYS},
            "leeruitkomsten": _outcomes(content, language),
            "werkprocessen": []
            if content.learning_outcomes
            else [_loose_work_process(one) for one in content.work_processes],
            "studielast": filled({"waarde": _whole(load.value), "eenheid": load.unit}) if load else None,
            "niveau": _level(content),
            "toetsvormen": [one.code for one in content.assessment_types if one.code in ASSESSMENT_TYPES],
            "deelnamevorm": _known(content.participation, PARTICIPATION),
            "toezicht_en_identiteit": filled({"eu_code": _known(content.supervision, SUPERVISION)}),
            "toelatingsvoorwaarden": filled(
                {
                    "aanbevolen": _words(
                        content.entry_requirement.name if content.entry_requirement else None, language
                    )
                }
            ),
            "stapelbaar": filled({"waarde": _known(content.stackability, STACKABILITY)}),
            "kwaliteitsborging": _quality(content.quality_assurance),
            "skills": [
                {"bron": _skill_list(one), "uri": one.url, "label": one.name}
                for one in content.skills
                if one.url and one.name
            ],
            "vakgebied": content.field_of_study,
            "afgeleid_van": filled(
                {
                    "id": content.achievement_id,
                    "versie": content.version,
                    "eigenaar": content.issuer_name,
                    "waarmerk": hallmark,
                }
            )
            if (content.achievement_id or "").startswith("https://")
            else None,
        }
    )


def _slug(title: str | None) -> str | None:
    """A short name to start with: the title in letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", title or "").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or None


def _words(text: str | None, language: str) -> JsonObject:
    return {language: text} if text else {}


def _whole(value: float | None) -> JsonValue:
    return int(value) if value is not None and value == int(value) else value


def _known(aligned: Aligned | None, listed: Mapping[str, object]) -> str | None:
    code = aligned.code if aligned else None
    return code if code in listed else None


def _level(content: OpenBadgeContent) -> JsonObject:
    level = content.level
    eqf = level.eqf if level.eqf and level.eqf.isdigit() else None
    mbo = level.mbo or (eqf if eqf and 1 <= int(eqf) <= 4 else None)
    return filled(
        {
            "mbo_niveau": int(mbo) if mbo else None,
            "nlqf": level.nlqf or eqf,
            "eqf": int(eqf) if eqf else None,
            "vastgesteld": False,
        }
    )


def _outcomes(content: OpenBadgeContent, language: str) -> list[JsonValue]:
    """The outcomes with the work processes that each covers; work processes of none go with the first."""
    outcomes = [
        (one.code or f"LO{place}", one.name or "") for place, one in enumerate(content.learning_outcomes, 1)
    ]
    if not outcomes:
        return []
    codes = {code for code, _ in outcomes}
    first = outcomes[0][0]
    return [
        filled(
            {
                "id": code,
                language: text,
                "werkprocessen": [
                    _work_process(one)
                    for one in content.work_processes
                    if code in one.outcomes or (code == first and not codes & set(one.outcomes))
                ],
            }
        )
        for code, text in outcomes
    ]


def _work_process(read: ReadWorkProcess) -> JsonObject:
    owner, slash, code = (read.code or "").rpartition("/")
    return filled({"crebo": owner if slash else None, "code": code, "titel": read.title})


def _loose_work_process(read: ReadWorkProcess) -> JsonObject:
    """A work process of a badge without outcomes, in the place where those without an outcome stand."""
    written = _work_process(read)
    owner = written.pop("crebo", None)
    return filled({"crebo_dossier": owner, **written})


def _quality(aligned: Aligned | None) -> JsonObject:
    if aligned is None:
        return {}
    return filled({"naam": aligned.name, "url": aligned.url, "versie": aligned.code})


def _skill_list(aligned: Aligned) -> str:
    return (aligned.type or "").removeprefix("ext:")
