"""Learning outcomes and the work processes that they cover, as a school writes them down.

Spec: requirements A10, C02, D03, D04.
"""

import re
from typing import TYPE_CHECKING

from credentials.achievement.model import LearningOutcome, WorkProcess
from issuer.domain.modules.bounded_yaml import Scalar, Sequence, Table, Tree
from issuer.domain.modules.keys import Keys
from issuer.domain.modules.reading.parts import Listed, read_work_process

if TYPE_CHECKING:
    from issuer.domain.registers import Registers

_OUTCOME_CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,15}")


def read_outcomes(keys: Keys, listed: Listed, registers: "Registers | None") -> tuple[LearningOutcome, ...]:
    """Return the outcomes.

    A work process of an outcome is written out there (``{crebo, code, titel}``), or refers to one that
    is listed under ``kerntaken`` or ``werkprocessen``: by its code, or by ``[dossier, code]``.
    """
    keys.require(
        "leeruitkomsten", "ten minste één leeruitkomst", "at least one outcome", requirement="C02", later=True
    )
    outcomes = []
    for inner in keys.tables("leeruitkomsten"):
        inner.require("id", "LO en een nummer, zoals LO1", "LO and a number, such as LO1")
        inner.require("nl", "de leeruitkomst in het Nederlands", "the outcome in Dutch")
        code = inner.text("id") or ""
        if code and not _OUTCOME_CODE.fullmatch(code):
            inner.add("outcome_code_malformed", "id", value=code)
        texts = {language: inner.text(language) for language in ("nl", "en")}
        work_processes = [
            _work_process(inner, index, item, listed, registers)
            for index, item in inner.items("werkprocessen")
        ]
        inner.finish()
        outcomes.append(
            LearningOutcome(
                code=code,
                text={language: text for language, text in texts.items() if text},
                work_processes=tuple(dict.fromkeys(found for found in work_processes if found)),
            )
        )
    return tuple(outcomes)


def _work_process(
    outcome: Keys, index: int, item: Tree, listed: Listed, registers: "Registers | None"
) -> WorkProcess | None:
    if isinstance(item, Table):
        inner = Keys(item, outcome.at("werkprocessen", index), outcome.findings)
        written_out = read_work_process(inner, None, registers)
        if written_out is None or not written_out.code:
            return None
        return WorkProcess(crebo=written_out.crebo, code=written_out.code, title=written_out.title)
    if isinstance(item, Sequence):
        crebo, code = (*(part.text for part in item.items if isinstance(part, Scalar)), None, None)[:2]
        found = listed.get((crebo, code or ""))
        written = f"{crebo}/{code}"
    else:
        written = item.text or ""
        same = [process for (_, code), process in listed.items() if code == written]
        found = same[0] if len(same) == 1 else None  # a code alone may occur in several dossiers
    if found is None:
        outcome.add("work_process_unknown", "werkprocessen", index, requirement="D04", value=written[:80])
    return found
