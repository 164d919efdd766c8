"""What an export gives: the content, and what the school should know about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from credentials.parsing import JsonObject
from issuer.domain.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Exported:
    """One module in another system's format.

    Attributes:
        content: JSON-ready.
        findings: What could not be said there, or has to be looked at before it is sent.
    """

    content: JsonObject
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Remarks:
    """Gathers what the school should know while an export is made."""

    findings: list[Finding] = field(default_factory=list)

    def add(
        self, code: str, severity: Severity, requirement: str, pointer: str = "", /, **params: str
    ) -> None:
        """Add one remark."""
        self.findings.append(
            Finding(code=code, severity=severity, requirement=requirement, pointer=pointer, params=params)
        )

    def cut(self, text: str, maximum: int, *, field_name: str, requirement: str) -> str:
        """Return ``text`` within what the other system keeps, and say so when it had to be cut."""
        if len(text) <= maximum:
            return text
        self.add(
            "export_text_cut",
            Severity.WARNING,
            requirement,
            f"/{field_name}",
            field=field_name,
            maximum=str(maximum),
        )
        return text[: maximum - 1].rstrip() + "…"

    def exported(self, content: JsonObject) -> Exported:
        """Return the export with the remarks, each once."""
        seen: Sequence[Finding] = self.findings
        return Exported(content, tuple(one for place, one in enumerate(seen) if one not in seen[:place]))
