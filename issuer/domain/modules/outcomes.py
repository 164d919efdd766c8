"""Learning outcomes and the werkprocessen that they cover, as a school writes them down."""

import re

from credentials.achievement.model import LearningOutcome, WorkProcess
from issuer.domain.modules.bounded_yaml import Scalar, Sequence, Table, Tree
from issuer.domain.modules.keys import Keys

_OUTCOME_CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,15}")
_CREBO = re.compile(r"[0-9]{5}")

_Listed = dict[tuple[str | None, str], WorkProcess]
"""Werkprocessen that are written out elsewhere in the module, by (crebo, code)."""


def read_outcomes(
    keys: Keys, codes: tuple[tuple[str, str], ...]
) -> tuple[tuple[LearningOutcome, ...], frozenset[str]]:
    """Return the outcomes, and the crebos of the dossiers that their werkprocessen come from.

    A werkproces of an outcome is written out there (``{crebo, code, titel}``), or refers to one that
    is listed under ``kerntaken`` or ``werkprocessen``: by its code, or by ``[dossier, code]``.
    """
    keys.require("leeruitkomsten", "ten minste één leeruitkomst", "at least one outcome", requirement="C02")
    listed = _listed(keys, codes)
    outcomes = []
    for inner in keys.tables("leeruitkomsten"):
        inner.require("id", "LO en een nummer, zoals LO1", "LO and a number, such as LO1")
        inner.require("nl", "de leeruitkomst in het Nederlands", "the outcome in Dutch")
        code = inner.text("id") or ""
        if code and not _OUTCOME_CODE.fullmatch(code):
            inner.add("outcome_code_malformed", "id", value=code)
        texts = {language: inner.text(language) for language in ("nl", "en")}
        work_processes = [
            _work_process(inner, index, item, listed) for index, item in inner.items("werkprocessen")
        ]
        inner.finish()
        outcomes.append(
            LearningOutcome(
                code=code,
                text={language: text for language, text in texts.items() if text},
                work_processes=tuple(dict.fromkeys(found for found in work_processes if found)),
            )
        )
    used = {process.crebo for outcome in outcomes for process in outcome.work_processes}
    dossiers = {crebo for crebo in used | _dossiers(keys) if crebo and _CREBO.fullmatch(crebo)}
    return tuple(outcomes), frozenset(dossiers)


def _listed(keys: Keys, codes: tuple[tuple[str, str], ...]) -> _Listed:
    """What is written out under ``kerntaken`` (of one keuzedeel or kwalificatie) or ``werkprocessen``."""
    listed: _Listed = {}
    by_kind = dict(reversed(codes))
    owner = by_kind.get("Keuzedeel") or by_kind.get("Crebo")
    for core_task in keys.tables("kerntaken"):
        for inner in core_task.tables("werkprocessen"):
            _list(listed, inner, inner.text("crebo_dossier") or inner.text("crebo") or owner)
    for inner in keys.tables("werkprocessen"):
        _list(listed, inner, inner.text("crebo_dossier") or inner.text("crebo") or owner)
    return listed


def _list(listed: _Listed, inner: Keys, crebo: str | None) -> None:
    if process := _written_out(inner, crebo):
        listed[process.crebo, process.code] = process


def _written_out(inner: Keys, crebo: str | None) -> WorkProcess | None:
    inner.require("code", "de code, zoals B1-K1-W3", "the code, such as B1-K1-W3")
    inner.require("titel", "de titel uit het register", "the title in the register")
    code, title = inner.text("code"), inner.text("titel")
    inner.ignore(("crebo", "crebo_dossier", "kwalificatie", "kerntaak", "resultaat"))
    inner.finish()
    return WorkProcess(crebo=crebo, code=code, title=title) if code and title else None


def _work_process(outcome: Keys, index: int, item: Tree, listed: _Listed) -> WorkProcess | None:
    if isinstance(item, Table):
        inner = Keys(item, outcome.at("werkprocessen", index), outcome.findings)
        return _written_out(inner, inner.text("crebo_dossier") or inner.text("crebo"))
    if isinstance(item, Sequence):
        crebo, code = (*(part.text for part in item.items if isinstance(part, Scalar)), None, None)[:2]
        found = listed.get((crebo, code or ""))
        written = f"{crebo}/{code}"
    else:
        written = item.text or ""
        same = [process for (_, code), process in listed.items() if code == written]
        found = same[0] if len(same) == 1 else None  # a code alone may occur in several dossiers
    if found is None:
        outcome.add("work_process_unknown", "werkprocessen", index, requirement="D04", value=written)
    return found


def _dossiers(keys: Keys) -> set[str]:
    """Crebos under ``dossiers``: bare, or as ``crebo_dossier`` of a table."""
    found = set()
    for index, item in keys.items("dossiers"):
        if isinstance(item, Scalar):
            found.add(item.text or "")
        elif isinstance(item, Table):
            found.add(Keys(item, keys.at("dossiers", index), keys.findings).text("crebo_dossier") or "")
    return found
