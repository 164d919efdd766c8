"""What is wrong with the description of a module: a code, a place, and words that say what to do."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from issuer.domain.module_finding_texts import TEXTS


class Severity(enum.StrEnum):
    """Whether a module can be published like this."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleFinding:
    """One thing that is wrong, or that the board should know.

    Attributes:
        code: Stable name, a key of :data:`issuer.domain.module_finding_texts.TEXTS`.
        severity: An error keeps the module from being published.
        requirement: Id of the requirement behind it, such as "B01", or None for the form of the file.
        pointer: Where, as an RFC 6901 JSON pointer into the file.
        params: Values for the text.
        file: Name of the file, or None when the module did not come from one.
        line: From 1, or None when it is about something that is not there.
    """

    code: str
    severity: Severity = Severity.ERROR
    requirement: str | None = None
    pointer: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    file: str | None = None
    line: int | None = None

    def text(self, language: str) -> str:
        """What is wrong and what to do, in "nl" or "en"; one or two sentences."""
        return TEXTS[self.code][language].format_map(self.params)

    @property
    def key_path(self) -> str:
        """The place as people write it: ``template.studielast.waarde``, ``leeruitkomsten[2].nl``."""
        path = ""
        for step in self.pointer.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            path += f"[{int(key) + 1}]" if key.isdigit() else f".{key}"
        return path.removeprefix(".")

    @property
    def place(self) -> str:
        """File, line and key, as far as known: ``balie.yaml:31 template.studielast.waarde``."""
        file_and_line = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return " ".join(part for part in (file_and_line, self.key_path) if part)
