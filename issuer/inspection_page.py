"""The readable page in an inspection pack: what the JSON files beside it say, for a person.

Spec: requirement G09.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from credentials.parsing import JsonObject, JsonValue
from issuer.html_templates import rendered

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("Inspectiedossier van besluit {number}", "Inspection pack of decision {number}"),
    "warning": (
        "In dit dossier staan persoonsgegevens. Bewaar en deel het alleen voor het toezicht.",
        "This pack holds personal data. Keep and share it for supervision only.",
    ),
    "decision": ("Besluit", "Decision"),
    "result": ("Resultaat", "Result"),
    "criteria": ("Module en criteria", "Module and criteria"),
    "log": ("Logboek", "Log"),
    "moment": ("Moment", "Moment"),
    "actor": ("Wie", "Who"),
    "action": ("Wat", "What"),
    "about": ("Waarover", "About"),
}


def inspection_page(
    decision: JsonObject, criteria: JsonObject, result: JsonObject, log: list[JsonValue], language: str
) -> str:
    """Return the page in "nl" or "en"."""
    words = {key: texts[language == "en"] for key, texts in _WORDS.items()}
    return rendered(
        "inspection_page.html.jinja",
        style="inspection_page.css",
        language=language,
        words=words,
        title=words["title"].format(number=decision.get("number", "")),
        decision=decision,
        criteria=criteria,
        result=result,
        log=tuple(_lines(log)),
    )


def _lines(log: list[JsonValue]) -> Iterator[tuple[str, str, str, str]]:
    for line in log:
        if isinstance(line, dict):
            details = line.get("details")
            shown = (
                ", ".join(f"{name}: {value}" for name, value in details.items())
                if isinstance(details, dict)
                else ""
            )
            about = f"{line.get('subject')} {shown}".strip()
            yield str(line.get("at")), str(line.get("actor")), str(line.get("action")), about
