"""What a module is called, and in what languages.

Spec: requirements A02, A17, A20, C06.
"""

import re
from collections.abc import Iterator
from typing import Final

from credentials.achievement.instruments.instrument import Recognition
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules.rule import instrument_of, wanted
from issuer.domain.modules.surroundings import Surroundings

MAX_TITLE: Final = 225
"""Characters; RIO takes no longer name."""
RECOMMENDED_TITLE: Final = 60
MAX_DESCRIPTION: Final = 3_000
"""Characters; RIO takes no longer description."""

_DIPLOMA: Final = "diploma"
_CALLS_ITSELF_DIPLOMA = re.compile(
    r"\b(?:dit|deze \w+|this|this \w+)\s+(?:is|geldt als|vormt|counts as)\s+(?:een\s+|an?\s+|het\s+|the\s+)?"
    r"(?:(?!geen\b|not?\b)\w+\s+)?(?:mbo[- ]?)?diploma",
    re.IGNORECASE,
)
_DIPLOMA_ANYWHERE = re.compile(_DIPLOMA, re.IGNORECASE)
"""Found twice as fast, and nearly every text has none."""
_YES, _NO = frozenset({"true", "ja", "yes"}), frozenset({"false", "nee", "no"})


def check_title(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """No title claims what the paper is not (A02, A17), and it fits on a badge (C06)."""
    instrument = instrument_of(description)
    for language, title in description.module.title.items():
        plain = _plain(title)
        for claim in instrument.may_never_claim:
            if _plain(claim) in plain:
                yield _claim(claim, description.at("titel", language))
        if len(title) > MAX_TITLE:
            yield Finding(
                code="title_too_long",
                requirement="C06",
                pointer=description.at("titel", language),
                params={"maximum": str(MAX_TITLE)},
            )
        elif len(title) > RECOMMENDED_TITLE and not instrument.register_codes:
            # What the register calls a part cannot be helped.
            yield Finding(
                code="title_long",
                severity=Severity.WARNING,
                requirement="C06",
                pointer=description.at("titel", language),
                params={"maximum": str(RECOMMENDED_TITLE)},
            )


def check_description(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """The description fits into the registers, and calls nothing a diploma that is none (A02)."""
    for language, text in description.module.description.items():
        if len(text) > MAX_DESCRIPTION:
            yield Finding(
                code="description_too_long",
                pointer=description.at("omschrijving", language),
                params={"maximum": str(MAX_DESCRIPTION)},
            )
        if _DIPLOMA_ANYWHERE.search(text) and _CALLS_ITSELF_DIPLOMA.search(text):
            yield Finding(
                code="description_says_diploma",
                requirement="A02",
                pointer=description.at("omschrijving", language),
            )


def check_recognition(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """Recognition follows from the instrument; a school cannot write it down otherwise (A20)."""
    said = (description.legal.says_recognised or "").lower()
    recognition = instrument_of(description).recognition
    if (said in _YES and recognition is Recognition.NOT_RECOGNISED) or (
        said in _NO and recognition is Recognition.RECOGNISED
    ):
        yield Finding(
            code="recognition_is_not_chosen", requirement="A20", pointer=description.at("ocw_erkend")
        )


def check_translation(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """Title and description are there in English too, or abroad nobody can read what it is."""
    module = description.module
    for key, texts in (("titel", module.title), ("omschrijving", module.description)):
        if texts and "en" not in texts:
            yield wanted(description, "no_english_text", "C13", key, "en", severity=Severity.WARNING)


def _claim(claim: str, pointer: str) -> Finding:
    if claim == _DIPLOMA:
        return Finding(code="title_says_diploma", requirement="A02", pointer=pointer)
    return Finding(
        code="title_says_another_paper", requirement="A17", pointer=pointer, params={"claim": claim}
    )


def _plain(text: str) -> str:
    return text.casefold().replace("-", " ")
