"""What somebody reads before signing: all of it, in words where there are any, and nothing that hides."""

import copy
import dataclasses
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from rich.console import Console

from credentials.achievement.achievement_building import build_achievement
from credentials.achievement.building import build_open_badge
from credentials.achievement.instruments import INSTRUMENTS
from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.content import content_of_achievement, content_of_credential
from credentials.endorsement.reading import read_endorsement
from credentials.endorsement.request import EndorsementRequest
from credentials.endorsement.roles import Role
from credentials.parsing import JsonObject, JsonValue
from tests.awards_for_tests import AWARD, MODULE
from tests.endorsements_for_tests import COMPANY, COMPANY_KEY, STATEMENT
from waarmerk.endorsing.claims import Claims
from waarmerk.endorsing.shown import shown
from waarmerk.endorsing.visible import MAX_CHARACTERS, visible

CONTENT = content_of_credential(build_open_badge(dataclasses.replace(AWARD, evidence=("Verslag",))))
STATEMENT_CONTENT = content_of_credential(
    build_open_badge(dataclasses.replace(AWARD, module=STATEMENT, results=(), language="nl"))
)


def page(content: JsonObject, *, role: Role = Role.COMPANY, language: str = "nl") -> str:
    """Return all that is shown of a request but its digest, which differs whatever is changed."""
    request = EndorsementRequest(role=role, organisation=COMPANY, kvk=None, language="nl", content=content)
    unsigned = build_endorsement(
        content,
        Endorser(id=COMPANY_KEY.did_key, role=role, organisation=COMPANY, official="P. Praktijk"),
        endorsement_id="urn:uuid:5b0f0000-0000-4000-8000-000000000001",
        at=datetime(2026, 7, 1, tzinfo=UTC),
        language="nl",
    )
    endorsement = dataclasses.replace(read_endorsement(unsigned), digest=None)
    file = io.StringIO()
    Console(file=file, width=4_000).print(shown(request, endorsement, language))
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict | list) and value:
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for name, member in members:
            yield from places(member, (*place, name))
    else:
        yield place


def changed(content: JsonObject, place: tuple[Any, ...], value: Any) -> JsonObject:  # noqa: ANN401 - any JSON
    copied: Any = copy.deepcopy(content)
    owner = copied
    for step in place[:-1]:
        owner = owner[step]
    owner[place[-1]] = value
    result: JsonObject = copied
    return result


class TestEverythingThatIsSigned:
    @pytest.mark.parametrize("place", list(places(CONTENT)), ids=lambda place: "/".join(map(str, place)))
    def test_is_shown_so_that_a_change_is_seen(self, place: tuple[Any, ...]) -> None:
        other = "urn:iets:anders" if place == ("id",) else "iets anders"
        assert page(changed(CONTENT, place, other)) != page(CONTENT)

    @pytest.mark.parametrize(
        "place",
        [("nieuw",), ("credentialSubject", "nieuw"), ("credentialSubject", "achievement", "nieuw")],
    )
    @pytest.mark.parametrize(
        "value", ["C0004", 7, True, None, [], {}, ["C0004"], {"diep": {"dieper": ["C0004"]}}], ids=repr
    )
    def test_is_shown_when_nobody_knows_it(self, place: tuple[Any, ...], value: Any) -> None:  # noqa: ANN401
        assert page(changed(CONTENT, place, value)) != page(CONTENT)

    def test_is_shown_of_a_module_as_well(self) -> None:
        module = content_of_achievement(build_achievement(MODULE, "nl"))
        words = page(module, role=Role.EMPLOYER)
        assert INSTRUMENTS[MODULE.instrument].legal_sentence("nl") in words
        for place in places(module):
            if place != ("id",):  # then it would be a request about nothing
                assert page(changed(module, place, "iets anders"), role=Role.EMPLOYER) != words, place

    @pytest.mark.parametrize("place", [("credentialSubject",), ("credentialSubject", "achievement")])
    def test_is_shown_when_it_is_not_of_the_form_that_is_known(self, place: tuple[Any, ...]) -> None:
        owner: Any = CONTENT
        for step in place:
            owner = owner[step]
        assert "Warmtepomp" not in page(changed(CONTENT, place, [{"name": "x"}]))
        words = page(changed(CONTENT, place, [owner, {"name": "Mbo-certificaat"}]))
        assert "Mbo-certificaat" in words
        assert str(MODULE.title["nl"]) in words


class TestWords:
    def test_say_what_it_is_and_what_it_is_not(self) -> None:
        words = page(STATEMENT_CONTENT)
        statement = INSTRUMENTS["praktijkverklaring"]
        assert f"Soort bewijs          {statement.names['nl']}" in words
        assert words.count(statement.legal_sentence("nl")) == 2  # told, and as it stands in the description
        assert "Let op  " not in words
        assert INSTRUMENTS["praktijkverklaring"].legal_sentence("en") in page(
            STATEMENT_CONTENT, language="en"
        )

    def test_stand_by_what_is_asked_for(self) -> None:
        words = page(CONTENT)
        for label in (
            "Lerende",
            "Onderwijsinstelling",
            "Titel",
            "Versie",
            "Werkproces",
            "Niveau",
            "Studielast",
            "Leeruitkomst",
            "Omschrijving",
            "Beoordelingscriteria",
            "Resultaat",
            "Bewijsstuk",
            "Van ",
            "Tot en met",
        ):
            assert f"\n  {label}" in words, label

    def test_warn_of_a_document_that_is_two_things(self) -> None:
        tags = ("credentialSubject", "achievement", "tag")
        words = page(changed(STATEMENT_CONTENT, tags, ["mbo_certificaat", "mbo"]))
        for name in ("praktijkverklaring", "mbo_certificaat"):
            assert INSTRUMENTS[name].legal_sentence("nl") in words
        assert "Dit kan voor meer dan één soort bewijs doorgaan." in words

    def test_warn_of_a_kind_that_nobody_knows_or_that_this_role_does_not_sign(self) -> None:
        assert "Bij dit soort bewijs hoort geen handtekening in deze rol." in page(CONTENT)
        achievement = dict(STATEMENT_CONTENT["credentialSubject"]["achievement"])  # type: ignore[call-overload,index,arg-type]  # it is an object
        unknown = {**achievement, "achievementType": "Badge", "tag": ["x"], "description": "x"}
        words = page(changed(STATEMENT_CONTENT, ("credentialSubject", "achievement"), unknown))
        assert "Een soort die Waarmerk niet kent." in words

    def test_name_everything_that_the_document_has_of_the_learner(self) -> None:
        student = {
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": "s-0042",
            "identityType": "ext:StudentNumber",
        }
        names = [{**student, "identityHash": "Jan", "identityType": "name"}, student]
        words = page(changed(CONTENT, ("credentialSubject", "identifier"), names))
        assert "Lerende               Jan\n" in words
        assert "ext:StudentNumber: s-0042" in words

    def test_do_not_let_one_result_stand_for_another(self) -> None:
        place = ("credentialSubject", "result", 0, "resultDescription")
        words = page(changed(CONTENT, place, "urn:uuid:9"))
        assert "resultDescription: urn:uuid:9" in words


class TestWhatHides:
    @pytest.mark.parametrize(
        ("text", "seen"),
        [
            ("a\u202eb", "a⟨U+202E⟩b"),
            ("a\x1b[31mb", "a⟨U+001B⟩[31mb"),
            ("a\nb", "a⟨U+000A⟩b"),
            ("a\u200bb", "a⟨U+200B⟩b"),
            ("a\u00a0b", "a⟨U+00A0⟩b"),
            ("a\ufe0fb", "a⟨U+FE0F⟩b"),
            ("\U000e0041", "⟨U+E0041⟩"),
            ("é is e\u0301", "é is e\u0301"),
            ("e" + "\u0301" * 6, "e" + "\u0301" * 4 + "⟨U+0301⟩" * 2),
        ],
    )
    def test_is_made_visible(self, text: str, seen: str) -> None:
        assert visible(text) == seen

    def test_may_be_lines_where_people_write_those(self) -> None:
        assert visible("a\nb\r", lines=True) == "a\nb⟨U+000D⟩"

    def test_cannot_drive_the_terminal_from_any_place(self) -> None:
        for place in places(STATEMENT_CONTENT):
            if place != ("id",):
                words = page(changed(STATEMENT_CONTENT, place, "x\x1b]0;\u202ey[red]"))
                assert not {"\x1b", "\u202e"} & set(words), place
        assert "⟨U+001B⟩" in page({**STATEMENT_CONTENT, "a\x1b": 1})


class TestBounds:
    def test_of_a_text_are_told(self) -> None:
        place = ("credentialSubject", "achievement", "description")
        words = page(changed(STATEMENT_CONTENT, place, "x" * (MAX_CHARACTERS + 7)))
        assert "x … (+7)" in words
        assert "Er staat meer in dan hier past" in words
        assert "Er staat meer in dan hier past" not in page(STATEMENT_CONTENT)

    def test_of_a_list_are_told(self) -> None:
        many: list[JsonValue] = [{"n": number} for number in range(900)]
        words = page({**STATEMENT_CONTENT, "meer": many})
        assert "Er staat meer in dan hier past" in words
        assert len(words.split("\n")) < 600

    def test_nothing_is_taken_twice(self) -> None:
        claims = Claims.of({"a": {"b": "c"}})
        assert (claims.take("a", "b"), claims.take("a", "b"), claims.left()) == ("c", None, ())
