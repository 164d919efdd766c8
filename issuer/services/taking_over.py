"""Take over a module of another school: a draft to complete, with where it came from and with its hallmark.

The hallmark goes along as provenance. One that does not hold stays behind, and that is told.

Spec: requirements D17, D22.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.achievement.achievement_building import build_achievement, languages_of
from credentials.achievement.model import Module
from credentials.endorsement.content import content_of_achievement
from credentials.parsing import JsonObject
from issuer.domain.exports.draft_module import draft_module
from issuer.domain.exports.exported import Exported
from issuer.domain.exports.surf_import import read_surf_badge
from issuer.domain.exports.taken_over import taken_over
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.bounded_yaml import Scalar, Sequence, Table, YamlRefused, parse_yaml
from issuer.domain.modules.carried_hallmark import carry, hallmark_of, is_of, read_carried
from issuer.domain.modules.module_file import read_module_file
from issuer.services.origin_hallmark import HallmarkState, OriginHallmark, check_hallmark

_STAND_IN: Final = "https://specimen.example"
_MAX_CARRIED: Final = 4
_REFUSED: Final = frozenset({"bsn_in_text"})
_NO_HALLMARK: Final = Finding(code="origin_hallmark_none", severity=Severity.INFO, requirement="D17")


def draft_of_badge(credential: JsonObject, *, documents: Iterable[bytes], at: datetime) -> Exported:
    """Return a draft from an Open Badge 3.0. Nothing about the learner goes into it.

    Args:
        credential: The badge; whether it is genuine is not looked at.
        documents: What owners publish about their keys.
        at: The moment to take as "now".
    """
    badge = read_surf_badge(credential)
    achievement = foreign.obj(foreign.member(credential, "credentialSubject", "achievement"))
    owner = foreign.address(credential.get("issuer"))
    found = check_hallmark(achievement, documents, at=at, owner=owner)
    hallmark = hallmark_of(achievement, owner)
    carried = carry(achievement, hallmark) if hallmark is not None and _goes_along(found) else None
    return Exported(draft_module(badge.content, carried), (*badge.findings, _told(found)))


def draft_of_module_file(data: bytes, *, file: str, documents: Iterable[bytes], at: datetime) -> Exported:
    """Return a draft from the module file of another school.

    What is wrong with the module by the rules is not told here: the draft is to be completed and checked.

    Args:
        data: The file.
        file: Its name, for messages.
        documents: What owners publish about their keys.
        at: The moment to take as "now".
    """
    read = read_module_file(data, file=file, base_url=_STAND_IN)
    refused = tuple(one for one in read.findings if one.code in _REFUSED)
    if read.description is None or refused:
        return Exported({}, refused or read.errors)
    module = read.description.module
    of_this = [one for one in _carried_in(data) if is_of(one, module.id)]
    checked = [_as_written(check_hallmark(one, documents, at=at), one, module) for one in of_this]
    # One that holds before one that does not; in Dutch before others, as the file has them.
    order = sorted(range(len(of_this)), key=lambda place: not _goes_along(checked[place]))
    found = checked[order[0]] if order else None
    carried = of_this[order[0]] if order and _goes_along(found) else None
    hallmark = hallmark_of(carried) if carried is not None else None
    owner = read.description.owner
    return Exported(
        taken_over(
            read.description,
            owner=owner.name if owner is not None and owner.name else (found.owner if found else None),
            hallmark=carry(carried, hallmark) if carried is not None and hallmark is not None else None,
            has_address=not module.id.startswith(f"{_STAND_IN}/"),
        ),
        (_told(found),),
    )


def _as_written(
    found: OriginHallmark | None, achievement: JsonObject, module: Module
) -> OriginHallmark | None:
    """Return what was found; broken when the file says something else than what the hallmark is about."""
    if found is None:
        return None
    written = (build_achievement(module, language) for language in languages_of(module))
    if content_of_achievement(achievement) in [content_of_achievement(one) for one in written]:
        return found
    return replace(found, state=HallmarkState.BROKEN, codes=(*found.codes, "module_text_differs"))


def _goes_along(found: OriginHallmark | None) -> bool:
    return found is not None and found.state is not HallmarkState.BROKEN


def _told(found: OriginHallmark | None) -> Finding:
    return found.finding() if found is not None else _NO_HALLMARK


def _carried_in(data: bytes) -> list[JsonObject]:
    """Return what goes along with a file under ``waarmerken``, as far as it can be read."""
    try:
        tree = parse_yaml(data)
    except YamlRefused:
        return []
    there = tree.members.get("waarmerken") if isinstance(tree, Table) else None
    texts = (
        [one.text for one in there.items if isinstance(one, Scalar)] if isinstance(there, Sequence) else []
    )
    read = (read_carried(text) for text in texts[:_MAX_CARRIED] if text)
    return [one for one in read if one is not None]
