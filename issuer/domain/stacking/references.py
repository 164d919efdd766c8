"""Which work process does a credential mean? Codes repeat across dossiers, so a code alone is not enough."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.achievement.alignment_types import AlignmentType
from credentials.parsing import JsonObject
from issuer.domain.registers import Registers

_CODE: Final = re.compile(
    r"(?:(?P<owner>[0-9]{5}|K[0-9]{4})/)?(?P<code>[BPD][0-9]{1,2}-K[0-9]{1,2}-W[0-9]{1,2})"
)
_FIVE_DIGITS: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{5}(?![0-9A-Za-z])")
_SHOWN_CHARACTERS: Final = 120


@dataclass(frozen=True, slots=True, order=True)
class PlacedWorkProcess:
    """A work process that a credential names, and of which it is certain whose it is.

    Attributes:
        owner: Crebo of the dossier that the register says it is of, or of the one that the credential
            says when the register has no such work process; or code of the keuzedeel.
        code: ``B1-K1-W3``.
        title: As the register calls it, else as the credential does.
        is_registered: Whether the register has it.
    """

    owner: str
    code: str
    title: str = ""
    is_registered: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return (self.owner, self.code)

    @property
    def qualified_code(self) -> str:
        """``23425/B1-K1-W3``."""
        return f"{self.owner}/{self.code}"


@dataclass(frozen=True, slots=True, order=True)
class UnplacedWorkProcess:
    """A work process that a credential names, and that no dossier can be told for.

    Attributes:
        written: The code as it stands in the credential, or "" when there is none.
        title: As the credential calls it.
        framework: The list that the credential says it is from.
    """

    written: str
    title: str = ""
    framework: str = ""


def work_processes_of(
    credential: JsonObject, registers: Registers
) -> tuple[tuple[PlacedWorkProcess, ...], tuple[UnplacedWorkProcess, ...]]:
    """Return the work processes that a credential names: those that can be placed, and the others.

    Ours are written ``25998/B1-K1-W3``. Others write the bare code; then the dossier counts only when
    the alignment's own address or framework names exactly one that has this work process, or else when
    the achievement has exactly one crebo. Nothing is guessed from words.

    Args:
        credential: Of anybody, of which the proof holds.
        registers: To look up whose a work process is.

    Spec: requirements I06, A19; facts on codes that repeat across dossiers.
    """
    achievement = foreign.obj(foreign.obj(credential.get("credentialSubject")).get("achievement"))
    crebos = frozenset(_crebos(achievement))
    placed: dict[tuple[str, str], PlacedWorkProcess] = {}
    unplaced: set[UnplacedWorkProcess] = set()
    for alignment in foreign.objects(achievement.get("alignment")):
        if foreign.text(alignment.get("targetType")) != AlignmentType.WORK_PROCESS.value:
            continue
        written = foreign.text(alignment.get("targetCode")) or ""
        title = (foreign.text(alignment.get("targetName")) or "")[:_SHOWN_CHARACTERS]
        found = _CODE.fullmatch(written.strip())
        owner = (
            (found["owner"] or _owner_of_bare_code(alignment, found["code"], crebos, registers))
            if found
            else None
        )
        if found and owner:
            process = _placed(owner, found["code"], title, registers)
            placed[process.key] = min(process, placed.get(process.key, process))
        else:
            framework = foreign.text(alignment.get("targetFramework")) or ""
            unplaced.add(
                UnplacedWorkProcess(written[:_SHOWN_CHARACTERS], title, framework[:_SHOWN_CHARACTERS])
            )
    return tuple(sorted(placed.values())), tuple(sorted(unplaced))


def _owner_of_bare_code(
    alignment: JsonObject, code: str, crebos: frozenset[str], registers: Registers
) -> str | None:
    """Return whose work process a bare code is, if only one answer is possible."""
    said = " ".join(
        words
        for words in (
            foreign.text(alignment.get("targetFramework")),
            foreign.address(alignment.get("targetUrl")),
        )
        if words
    )
    for candidates in (frozenset(_FIVE_DIGITS.findall(said)), crebos):
        # The crebos of a dossier and of its qualifications are names of one and the same work process.
        found = {
            process.key: process.owner
            for owner in candidates
            if (process := registers.work_process(owner, code))
        }
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _placed(owner: str, code: str, title: str, registers: Registers) -> PlacedWorkProcess:
    registered = registers.work_process(owner, code)
    if registered is None:
        return PlacedWorkProcess(owner, code, title, is_registered=False)
    return PlacedWorkProcess(registered.owner, registered.code, registered.title or title)


def _crebos(achievement: JsonObject) -> Iterator[str]:
    for entry in foreign.objects(achievement.get("otherIdentifier")):
        kind, value = foreign.text(entry.get("identifierType")), foreign.text(entry.get("identifier"))
        if kind == "ext:Crebo" and value:
            yield value
    # SURF's own property, which holds numbers only.
    for number in foreign.items(achievement.get("educationProgramIdentifier")):
        written = foreign.text(number)
        if written and _FIVE_DIGITS.fullmatch(written):
            yield written
