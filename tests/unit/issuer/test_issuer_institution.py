"""Institutions: only particulars of the right form."""

from dataclasses import replace
from pathlib import Path

import pytest

from issuer.domain.institution import public_base_url_of
from issuer.errors import InstitutionExists, InvalidInstitution, UnknownInstitution
from issuer.texts import text_for
from tests.issuer_for_tests import PARTICULARS, working_desk


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("controller", "https://school.example"),
        ("controller", "did:web:school.example/x"),
        ("controller", "did:key:z6Mk"),
        ("brin", "9ZZ9"),
        ("brin", "99zz"),
        ("kvk", "1234567"),
        ("rio", "999B999"),
        ("country_code", "nl"),
        ("name", "  "),
        ("public_base_url", "http://school.example"),
        ("public_base_url", "https://school.example/"),
        ("public_base_url", "https://school.example?x"),
        ("public_base_url", "https://"),
        ("url", "javascript:alert(1)"),
    ],
)
def test_a_particular_that_is_not_of_its_form_is_refused(tmp_path: Path, field: str, value: str) -> None:
    with working_desk(tmp_path) as desk, pytest.raises(InvalidInstitution) as caught:
        desk.office.initialise(replace(PARTICULARS, **{field: value}), by="u-001")
    assert caught.value.params["field"] == field
    option = {"country_code": "country"}.get(field, field.replace("_", "-"))
    assert f"--{option}" in text_for(caught.value.code, "nl", caught.value.params)
    assert f"--{option}" in text_for(caught.value.code, "en", caught.value.params)


def test_initialising_again_changes_nothing(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        again = desk.office.initialise(PARTICULARS, by="u-001")
        assert again.created is False
        assert again.institution == desk.institution
        assert len(desk.office.uow.institutions()) == 1


def test_other_particulars_for_the_same_controller_are_refused(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        with pytest.raises(InstitutionExists):
            desk.office.initialise(replace(PARTICULARS, name="Een ander"), by="u-001")
        assert desk.office.institution().name == PARTICULARS.name


def test_with_two_institutions_one_must_be_named(tmp_path: Path) -> None:
    other = "did:web:ander.example"
    with working_desk(tmp_path) as desk:
        with pytest.raises(InvalidInstitution) as caught:
            desk.office.initialise(replace(PARTICULARS, controller=other), by="u-001")
        assert caught.value.params["field"] == "public_base_url"
        particulars = replace(PARTICULARS, controller=other, public_base_url="https://ander.example")
        desk.office.initialise(particulars, by="u-001")
        assert desk.office.institution(other).controller == other
        with pytest.raises(UnknownInstitution):
            desk.office.institution()
        with pytest.raises(UnknownInstitution):
            desk.office.institution("did:web:niemand.example")


@pytest.mark.parametrize(
    ("controller", "url"),
    [
        ("did:web:school.example", "https://school.example"),
        ("did:web:school.example%3A8443", "https://school.example:8443"),
        ("did:web:school.example:mbo:zorg", "https://school.example/mbo/zorg"),
    ],
)
def test_the_public_base_url_of_a_did_web(controller: str, url: str) -> None:
    assert public_base_url_of(controller) == url
