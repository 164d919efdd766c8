"""The credentials of a class are signed by template, and nobody can tell."""

import dataclasses
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import orjson
import pytest

from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award, Module, Recipient, Result, StatusEntry
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.jsonld.templates.credential_template import CredentialTemplate
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof
from credentials.proofs.signing import Signer
from issuer.production import class_signing
from issuer.production.class_signing import ClassSigner, ClassTemplates
from tests.awards_for_tests import AWARD, BARE_MODULE, ISSUER, MODULE, SCHOOL
from tests.keys_for_tests import ed25519_key

CREATED = datetime(2026, 7, 2, 9, 30, 15, tzinfo=UTC)


def signer() -> Signer:
    key = ed25519_key("a class")
    return key.signer(key.method_of(ISSUER.id))


def award(number: int, module: Module = MODULE, **changes: object) -> Award:
    """Return the award of a learner of the class, who differs from the others in everything."""
    values: dict[str, object] = {
        "credential_id": UUID(int=number).urn,
        "module": module,
        "recipient": Recipient(
            name=f"Zoë “{number}” \\ van ’t Hof",
            email=f"l{number}@leerling.example" if number % 5 else None,
            email_salt=f"salt-{number}" if number % 5 else None,
        ),
        "activity_start": date(2026, 4, 1 + number % 3),
        "results": tuple(
            Result(result_description=description.id, value=value)
            for description, value in zip(
                module.result_descriptions,
                (f"{6 + number % 4}", ("voldoende", "goed")[number % 2]),
                strict=False,
            )
        ),
        "status": (
            StatusEntry(
                status_list_credential=f"{SCHOOL}/status/revocation-1.json", status_list_index=number * 7
            ),
        ),
    }
    return dataclasses.replace(AWARD, **(values | changes))  # type: ignore[arg-type]  # values of the right types


def assert_signed_as_ever(awards: Sequence[Award], learnt: ClassTemplates | None = None) -> None:
    class_signer = ClassSigner(awards, signer(), created=CREATED, templates=learnt or ClassTemplates())
    for one in awards:
        unsigned = build_open_badge(one)
        ordinary = orjson.dumps(add_proof(unsigned, signer(), created=CREATED))
        assert class_signer.sign(one, unsigned) == ordinary


@pytest.fixture
def templates(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return the places that vary of every template that is made for a class."""
    made: list[tuple[str, ...]] = []

    def noted(document: JsonObject, varying: Sequence[str]) -> CredentialTemplate:
        made.append(tuple(varying))
        return CredentialTemplate(document, varying)

    monkeypatch.setattr(class_signing, "CredentialTemplate", noted)
    return made


def test_every_byte_is_as_in_the_ordinary_way(templates: list[tuple[str, ...]]) -> None:
    assert_signed_as_ever([award(number) for number in range(1, 25)])
    # One for who has no address, one for who has, and what was learnt between them.
    assert 1 < len(templates) <= 8


def test_the_places_that_differ_are_learnt(templates: list[tuple[str, ...]]) -> None:
    assert_signed_as_ever([award(number * 5 + 1, activity_start=None) for number in range(12)])
    assert "/credentialSubject/result/0/value" not in templates[0]
    assert "/credentialSubject/result/0/value" in templates[-1]
    assert not any("awardedDate" in pointer for made in templates for pointer in made)


def test_a_handful_is_signed_one_by_one(templates: list[tuple[str, ...]]) -> None:
    assert_signed_as_ever([award(number) for number in range(1, 8)])
    assert templates == []


def test_modules_and_languages_are_apart(templates: list[tuple[str, ...]]) -> None:
    awards = [
        award(number, module, language=language)
        for number in range(8)
        for module, language in ((MODULE, "nl"), (MODULE, "en"), (BARE_MODULE, "nl"))
    ]
    assert_signed_as_ever(awards)
    assert len(templates) >= 3


def test_so_many_shapes_that_templates_do_not_help(templates: list[tuple[str, ...]]) -> None:
    """Each has another number of status entries, so none fits the template of another."""
    awards = [
        award(
            number,
            status=tuple(
                StatusEntry(
                    status_list_credential=f"{SCHOOL}/status/{n}", status_list_index=n, status_purpose=f"p{n}"
                )
                for n in range(number)
            ),
        )
        for number in range(1, 13)
    ]
    assert_signed_as_ever(awards)
    assert len(templates) == 8


def test_what_was_learnt_serves_the_next_order(templates: list[tuple[str, ...]]) -> None:
    learnt = ClassTemplates()
    assert_signed_as_ever([award(number) for number in range(1, 25)], learnt)
    made = len(templates)
    # Another day: the first of this order shows what else differs.
    later = AWARD.valid_from + timedelta(days=1)
    assert_signed_as_ever([award(number, valid_from=later) for number in range(25, 50)], learnt)
    assert made < len(templates) <= made + 2
    made = len(templates)
    for day in range(2, 9):
        later = AWARD.valid_from + timedelta(days=day)
        assert_signed_as_ever([award(number, valid_from=later) for number in range(50, 75)], learnt)
    assert len(templates) == made


def test_what_differs_in_each_order_does_not_end_templates(templates: list[tuple[str, ...]]) -> None:
    """The name of the issuer is no place that differs from learner to learner."""
    learnt = ClassTemplates()
    for number in range(12):
        issuer = dataclasses.replace(AWARD.issuer, name=f"School {number}")
        awards = [award(one * 5 + 1, activity_start=None, issuer=issuer) for one in range(8)]
        made = len(templates)
        assert_signed_as_ever(awards, learnt)
        assert len(templates) > made


def test_modules_that_were_long_ago_are_forgotten() -> None:
    learnt = ClassTemplates()
    kinds = [(f"module {number}", "nl") for number in range(40)]
    for kind in kinds:
        learnt.of(kind)
        learnt.learn(kind, build_open_badge(AWARD))
    assert learnt.of(kinds[-1])
    assert not learnt.of(kinds[0])


def test_a_credential_that_cannot_be_signed_does_not_spoil_the_rest() -> None:
    awards = [award(number) for number in range(1, 12)]
    class_signer = ClassSigner(awards, signer(), created=CREATED, templates=ClassTemplates())
    for position, one in enumerate(awards):
        unsigned = build_open_badge(one)
        if position in (0, 7):
            with pytest.raises(NotCanonicalizable) as caught:
                class_signer.sign(one, unsigned | {"name": "a\u0007b"})
            assert caught.value.code == "character_refused"
        ordinary = orjson.dumps(add_proof(unsigned, signer(), created=CREATED))
        assert class_signer.sign(one, unsigned) == ordinary
