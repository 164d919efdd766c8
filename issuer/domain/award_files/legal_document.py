"""The document in the form that the law prescribes, which the credential accompanies.

Spec: requirement E08.
"""

from dataclasses import dataclass, field
from datetime import date

from issuer.domain.award_files.days import read_day
from issuer.domain.modules.keys import Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDocument:
    """The document on paper.

    Attributes:
        model: The regulation and annex that it follows, or None.
        number: Its number, or None.
        on: Its day, or None.
        pointer: Where it stands.
    """

    model: str | None = None
    number: str | None = None
    on: date | None = None
    pointer: str = field(default="", compare=False)


def read_legal_document(award: Keys, template: Keys) -> LegalDocument | None:
    """Read ``wettelijk_document``, or ``model_regeling`` of the template."""
    model = template.text("model_regeling")
    if "wettelijk_document" not in award:
        award.ignore(("wettelijk_document",))
        return LegalDocument(model=model, pointer=template.at("model_regeling")) if model else None
    keys = award.table("wettelijk_document")
    found = LegalDocument(
        model=keys.text("model") or model,
        number=keys.text("nummer"),
        on=read_day(keys, "datum"),
        pointer=keys.pointer,
    )
    keys.finish()
    return found
