"""Who signed for an award, as its file has it. Whether a signature holds is shown by the credential itself.

Spec: requirement F22.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from credentials.achievement.instruments.instrument import Instrument, Signer
from issuer.domain.award_files.days import read_day
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.keys import Keys

VALID: Final = "geldig"
STATES: Final = (VALID, "ongeldig", "uitgenodigd", "geweigerd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature that was asked for or given.

    Attributes:
        role: ``leerbedrijf``, ``brancheorganisatie``, ``onderwijsinstelling``.
        name: Who signed, or None.
        organisation: For whom, or None.
        on: When, or None.
        state: One of :data:`STATES`, or None when it does not say.
        pointer: Where it stands.
    """

    role: str
    name: str | None = None
    organisation: str | None = None
    on: date | None = None
    state: str | None = None
    pointer: str = field(default="", compare=False)

    @property
    def holds(self) -> bool:
        """It was given, and nobody says that it is wrong."""
        return self.state == VALID


def missing_signers(instrument: Instrument, signed: Iterable[str]) -> tuple[Signer, ...]:
    """Return who must still sign before anything may be released.

    Args:
        instrument: What is awarded.
        signed: Roles of those whose signature holds.
    """
    roles = frozenset(signed)
    return tuple(signer for signer in instrument.signers if signer.value not in roles)


def read_signatures(award: Keys) -> tuple[Signature, ...]:
    """Read ``handtekeningen``: tables, or the bare roles of those who signed."""
    found = []
    for index, item in award.items("handtekeningen"):
        pointer = award.at("handtekeningen", index)
        if isinstance(item, Scalar) and item.text:
            found.append(Signature(role=item.text.strip(), state=VALID, pointer=pointer))
            continue
        keys = Keys(item, pointer, award.findings)
        keys.require("rol", "de rol van wie tekent", "the role of who signs", requirement="F22")
        found.append(
            Signature(
                role=keys.text("rol") or "",
                name=keys.text("naam"),
                organisation=keys.text("organisatie"),
                on=read_day(keys, "datum"),
                state=keys.one_of("status", STATES),
                pointer=pointer,
            )
        )
        keys.ignore(("methode",))
        keys.finish()
    return tuple(found)
