"""What the description of the API says of a report holds for every report, and leaves no member out."""

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cards_for_tests import CARD, IN_FORCE, TRUSTED, card_address, report_on_card
from tests.findings_for_tests import CASES, pdf_file, png_image
from tests.verification_for_tests import as_jwt, badge, badge_with_own_terms, report_on, signed
from tests.web_for_tests import EXPIRED, GOOD, SUSPENDABLE, SUSPENDED, TAMPERED, Browser
from verifier import VerificationReport, given_status_lists
from verifier.report_json import report_json
from verifier.texts import LANGUAGES, texts
from verifier.web.openapi import openapi
from verifier.web.verify_endpoint import PATH


def described(name: str) -> Draft202012Validator:
    """Return what validates a part of an answer, and knows no member that is not described."""
    schemas: Any = openapi("")["components"]["schemas"]  # type: ignore[index,call-overload]  # ours, of JSON
    for schema in schemas.values():
        schema["additionalProperties"] = False
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


REPORTS: dict[str, Callable[[], VerificationReport]] = {
    **{code.name.lower(): case.report for code, case in CASES.items()},
    "good": lambda: report_on(GOOD),
    "own_words": lambda: report_on(signed(badge_with_own_terms())),
    "card": report_on_card,
    "card_of_nobody": lambda: report_on_card(trusted=None),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_every_kind_of_report_is_described(name: str, language: str) -> None:
    described("Report").validate(report_json(REPORTS[name](), texts(language)))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("json", GOOD),
        ("jwt", as_jwt(badge())),
        ("png", None),
        ("pdf", None),
        ("card", card_address().encode()),
        ("tampered", TAMPERED),
        ("expired", EXPIRED),
        ("suspended", SUSPENDABLE),
        ("no_credential", b"{}"),
        ("zip", b"PK\x03\x04 a zip"),
    ],
)
@pytest.mark.parametrize(
    ("query", "prefer"), [("", ""), ("?elements=true", ""), ("", "return=minimal")], ids=["", "all", "less"]
)
def test_every_answer_is_described(kind: str, data: bytes | None, query: str, prefer: str) -> None:
    from credentials.containers import png  # made here, since it takes a while

    if data is None:
        data = png.bake(png_image(), GOOD.decode()) if kind == "png" else pdf_file(("bewijs.json", GOOD))
    browser = Browser(given=SUSPENDED) if kind == "suspended" else Browser()
    answer = browser.post(f"/verify{query}", content=data, headers={"Prefer": prefer})
    described("Report").validate(answer.json())


def test_a_card_has_the_digest_of_its_credential_and_a_credential_has_none() -> None:
    browser = Browser(trust=TRUSTED, given=given_status_lists(IN_FORCE))
    card = browser.post(PATH, content=card_address().encode()).json()["card"]
    assert card == {"credentialDigest": CARD.digest.hex()}
    assert Browser().post(PATH, content=GOOD).json()["card"] is None


@pytest.mark.parametrize("content", [b"", bytes(16 * 1024 * 1024 + 1)], ids=["empty", "too_large"])
def test_what_is_refused_is_described(content: bytes) -> None:
    described("Problem").validate(Browser().post(PATH, content=content).json())
