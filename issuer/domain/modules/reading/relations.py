"""How a module relates to others: older, newer, borrowed and alike ones, and proposals.

Spec: requirements A09, A15, D05, D07, D17, D24, E03, E04, J06.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from issuer.domain.award_files.days import read_day
from issuer.domain.documents_of_others import personal_numbers
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.carried_hallmark import is_of, read_carried
from issuer.domain.modules.description.relations import (
    FEASIBILITY,
    SELECTION_CRITERIA,
    DuplicateCheck,
    Origin,
    Proposal,
    Relations,
    TeachingMaterial,
)
from issuer.domain.modules.keys import Keys, is_web_address

_SHARE = re.compile(r"0(?:[.,][0-9]{1,4})?|1(?:[.,]0{1,4})?")


def read_relations(keys: Keys) -> Relations:
    """Read the keys that are about other modules."""
    return Relations(
        derived_from=_origin(keys),
        replaces=keys.url("vervangt"),
        replaced_by=keys.url("vervangen_door"),
        why_no_certificate=keys.text("waarom_geen_certificaat"),
        why_new=keys.text("waarom_toch_nieuw"),
        duplicate_check=_duplicate_check(keys),
        teaching_material=tuple(_teaching_material(keys)),
        proposal=_proposal(keys),
    )


def _origin(keys: Keys) -> Origin | None:
    inner = keys.table_if_there("afgeleid_van")
    if inner is None:
        return None
    inner.require("id", "het adres van de module", "the address of the module", requirement="D17")
    address = inner.url("id")
    version, owner = inner.text("versie"), inner.text("eigenaar")
    hallmark = _hallmark(inner, address)
    inner.finish()
    return Origin(id=address, version=version, owner=owner, hallmark=hallmark) if address else None


def _hallmark(inner: Keys, address: str | None) -> str | None:
    """Return the hallmark of the owner as it was carried along; whether it is genuine is not looked at."""
    carried = inner.text("waarmerk")
    if carried is None:
        return None
    achievement = read_carried(carried)
    if achievement is None:
        inner.add("origin_hallmark_unreadable", "waarmerk", requirement="D17")
        return None
    if address is not None and not is_of(achievement, address):
        found = str(achievement.get("id"))[:120]
        inner.add("origin_hallmark_of_other", "waarmerk", requirement="D17", found=found)
    for finding in personal_numbers(achievement):
        inner.findings.append(replace(finding, pointer=inner.at("waarmerk")))
    return carried


def _duplicate_check(keys: Keys) -> DuplicateCheck | None:
    inner = keys.table_if_there("dubbelingencheck")
    if inner is None:
        return None
    overlap = inner.text("hoogste_overlap")
    if overlap is not None and not _SHARE.fullmatch(overlap):
        inner.add("share_malformed", "hoogste_overlap", requirement="D07", value=overlap)
        overlap = None
    found = DuplicateCheck(
        on=read_day(inner, "datum"),
        highest_overlap=overlap.replace(",", ".") if overlap else None,
        compared=inner.number("vergeleken", example="41"),
    )
    inner.finish()
    return found


def _teaching_material(keys: Keys) -> Iterator[TeachingMaterial]:
    """Links, bare or with a name. Lessons themselves are refused: a module describes what comes of them."""
    for index, item in keys.items("lesmateriaal"):
        if isinstance(item, Scalar):
            if is_web_address(item.text or ""):
                yield TeachingMaterial(url=item.text or "")
            else:
                keys.add(
                    "teaching_material_no_link",
                    "lesmateriaal",
                    index,
                    requirement="A15",
                    value=(item.text or "")[:80],
                )
            continue
        inner = Keys(item, keys.at("lesmateriaal", index), keys.findings)
        inner.require("url", "waar het staat", "where it is", requirement="A15")
        url, name = inner.url("url"), inner.text("naam")
        inner.finish()
        if url:
            yield TeachingMaterial(url=url, name=name)


def _proposal(keys: Keys) -> Proposal | None:
    """``voorstel: true``, or with what a proposal for a certificate is to justify."""
    if "voorstel" not in keys:
        keys.ignore(("voorstel",))
        return None
    if not keys.holds_table("voorstel"):
        return Proposal() if keys.flag("voorstel") else None
    inner = keys.table("voorstel")
    selection, feasibility = inner.table("selectiecriteria"), inner.table("huboe")
    found = Proposal(
        selection={name: words for name in SELECTION_CRITERIA if (words := selection.text(name))},
        feasibility={name: words for name in FEASIBILITY if (words := feasibility.text(name))},
    )
    for one in (selection, feasibility, inner):
        one.finish()
    return found
