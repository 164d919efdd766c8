"""Reading the fields of one entry, and writing down everything that is wrong with them."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding, Severity
from issuer.domain.register_codes import PART
from issuer.domain.registers.written import MAY_SAY, Field, Written

_NUMBER: Final = re.compile(r"[0-9]{1,6}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BETWEEN_CODES: Final = re.compile(r"[\s,;|]+")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
MAX_SHOWN: Final = 60
"""Characters of a wrong value that a message repeats."""

_NOT_SEARCHED: Final = frozenset({Field.URI, Field.PARTS})

_YES: Final = frozenset({"ja", "j", "yes", "y", "true", "waar", "1"})
_NO: Final = frozenset({"nee", "n", "no", "false", "onwaar", "0"})
_UNKNOWN: Final = frozenset({"onbekend", "unknown", "?"})

MAX_NAME: Final = 225
"""Characters; RIO takes no longer name."""
MAX_REGULATION: Final = 300
MAX_URI: Final = 500
MAX_CODES: Final = 500


class Fields:
    """The fields of one entry.

    Each method takes a field and returns its value, or a stand-in when it is not there or not right; in
    the second case a finding is added.
    """

    def __init__(self, written: Written, findings: list[Finding]) -> None:
        """Look at what holds for all fields: no BSN, nothing that nobody reads.

        Args:
            written: The entry.
            findings: What is wrong is added here.
        """
        self.written = written
        self.is_wrong = bool(written.unreadable)
        self._findings = findings
        self._refused = set(written.unreadable)
        for field, text in written.texts.items():
            if field in _NOT_SEARCHED or (written.is_nested and field is Field.BELONGS_TO):
                continue  # its form is checked, or it was looked at where it stands
            if contains_bsn(text):
                self._refused.add(field)
                self.add("register_bsn", field, requirement="F08")
            elif field not in MAY_SAY[written.what]:
                self.warn("register_value_not_used", field, name=written.name(field), kind=written.what.value)

    def add(
        self,
        code: str,
        field: Field | None,
        *,
        requirement: str | None = None,
        severity: Severity = Severity.ERROR,
        **params: str,
    ) -> None:
        """Add a finding about a field, or about the entry as a whole."""
        self.is_wrong = self.is_wrong or severity is Severity.ERROR
        written = self.written
        self._findings.append(
            Finding(
                code=code,
                severity=severity,
                requirement=requirement,
                pointer=written.pointer if field is None else written.at(field),
                params=params,
                file=written.file,
                line=written.line,
            )
        )

    def warn(self, code: str, field: Field | None, *, requirement: str | None = None, **params: str) -> None:
        """Add a warning about a field, or about the entry as a whole."""
        self.add(code, field, requirement=requirement, severity=Severity.WARNING, **params)

    def text(self, field: Field, *, maximum: int, required: bool = False) -> str:
        """Return a text, or an empty one."""
        found = self._raw(field, required=required)
        if len(found) > maximum:
            self.add("register_text_too_long", field, maximum=str(maximum))
            return ""
        if _CONTROL.search(found):
            self.add("register_text_unprintable", field)
            return ""
        return found

    def code(self, field: Field, form: re.Pattern[str], example: str, *, required: bool = True) -> str | None:
        """Return a code of the registers (H03)."""
        found = self._raw(field, required=required)
        if found and not form.fullmatch(found):
            self.add(
                "register_code_malformed", field, requirement="H03", value=found[:MAX_SHOWN], example=example
            )
            return None
        return found or None

    def codes(self, field: Field) -> tuple[str, ...]:
        """Return the codes of core tasks and work processes of a list, each once."""
        found = [one for one in _BETWEEN_CODES.split(self._raw(field)) if one]
        if len(found) > MAX_CODES:
            self.add("register_text_too_long", field, maximum=str(MAX_CODES * 10))
            return ()
        return tuple(dict.fromkeys(self._good_codes(field, found)))

    def number(self, field: Field, lowest: int, highest: int, *, required: bool = False) -> int | None:
        """Return a whole number."""
        found = self._raw(field, required=required)
        if not found:
            return None
        if not _NUMBER.fullmatch(found) or not lowest <= int(found) <= highest:
            self.add(
                "register_number_malformed",
                field,
                value=found[:MAX_SHOWN],
                lowest=str(lowest),
                highest=str(highest),
            )
            return None
        return int(found)

    def flag(self, field: Field) -> bool | None:
        """Return yes, no, or None for "not known", which an empty field is as well."""
        found = self._raw(field).casefold()
        if found in _YES or found in _NO:
            return found in _YES
        if found and found not in _UNKNOWN:
            self.add("register_flag_malformed", field, value=found[:MAX_SHOWN])
        return None

    def day(self, field: Field) -> date | None:
        """Return a day."""
        found = self._raw(field)
        if not found:
            return None
        try:
            if _DAY.fullmatch(found):
                return date.fromisoformat(found)
        except ValueError:
            pass  # such as 31 February
        self.add("register_date_malformed", field, value=found[:MAX_SHOWN])
        return None

    def uri(self, field: Field) -> str:
        """Return the address of a concept."""
        found = self.text(field, maximum=MAX_URI, required=True)
        if not found:
            return ""
        try:
            parts = urlsplit(found)
        except ValueError:
            parts = None
        # Taxonomies name concepts by http addresses; they are names, and nobody fetches them.
        if parts is None or parts.scheme not in ("http", "https") or not parts.netloc or " " in found:
            self.add("register_url_malformed", field, value=found[:MAX_SHOWN])
            return ""
        return found

    def _good_codes(self, field: Field, codes: list[str]) -> Iterator[str]:
        for one in codes:
            if PART.fullmatch(one):
                yield one
            elif contains_bsn(one):
                self.add("register_bsn", field, requirement="F08")
            else:
                self.add(
                    "register_code_malformed",
                    field,
                    requirement="H03",
                    value=one[:MAX_SHOWN],
                    example="B1-K1-W3",
                )

    def _raw(self, field: Field, *, required: bool = False) -> str:
        if field in self._refused:
            return ""  # what is wrong with it was said
        found = self.written.texts.get(field, "")
        if required and not found:
            self.add("register_value_missing", field, name=self.written.name(field))
        return found
