"""Names and titles that do not fit on a card: cut at a word, never within a character."""

from dataclasses import replace

import pytest

from credentials.card.envelope import MAX_CARD_BYTES
from credentials.card.errors import CardNotMakeable
from credentials.card.fitting import cut, fitted
from credentials.card.graphemes import longest_start, may_cut
from credentials.card.reading import parse_card
from tests.cards_for_tests import CARD, FULL_CARD, card_bytes

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1f3\U0001f1f1"


class TestCut:
    @pytest.mark.parametrize(
        ("text", "room", "expected"),
        [
            ("Sanne de Vries", 14, "Sanne de Vries"),
            ("Sanne de Vries", 13, "Sanne de…"),
            ("Sanne de Vries", 11, "Sanne de…"),
            ("Sanne de Vries", 10, "Sanne…"),
            ("Koken, bakken en braden", 9, "Koken…"),
            ("Ontwerpen – en bouwen", 17, "Ontwerpen…"),
            ("Meervoudigepersoonlijkheidsstoornis", 12, "Meervoudi…"),
            # A word in front that would leave next to nothing does not count.
            ("In bedrijfsnoodplannenorganisatie", 24, "In bedrijfsnoodplanne…"),
        ],
    )
    def test_at_the_end_of_a_word(self, text: str, room: int, expected: str) -> None:
        assert cut(text, room) == expected
        assert len(expected.encode()) <= room

    @pytest.mark.parametrize(
        ("text", "start"),
        [
            ("aé", "a"),
            ("ae\u0301\u0302x", "a"),
            (f"a{FAMILY}", "a"),
            (f"a{FLAG}", "a"),
            ("a\U0001f44d\U0001f3fd", "a"),
            ("aक\u094dष", "a"),
            ("a\u1112\u1161\u11ab", "a"),
            ("aน้ำ", "a"),
        ],
    )
    def test_never_within_a_character(self, text: str, start: str) -> None:
        """Whatever the room, what is left is the letter before, or everything."""
        for room in range(1, len(text.encode())):
            whole = {start, text, start + text[1:4], "ae\u0301\u0302"}
            assert longest_start(text, room) in whole
            assert longest_start(text, len(start)) == start

    def test_two_letters_may_be_parted(self) -> None:
        assert all(may_cut("abc", index) for index in range(4))

    def test_a_character_that_does_not_fit_leaves_an_ellipsis(self) -> None:
        assert cut("e" + "\u0301" * 100, 20) == "…"


class TestFitted:
    def test_the_title_goes_first(self) -> None:
        name, title = fitted("Sanne de Vries", "Warmtepompen installeren en onderhouden", room=40)
        assert name == "Sanne de Vries"
        assert title == "Warmtepompen…"

    def test_of_a_title_is_left_what_tells_it_apart(self) -> None:
        name, title = fitted("N" * 60, "T" * 60, room=79)
        assert (len(title.encode()), len((name or "").encode())) == (39, 40)

    def test_what_fits_is_left_as_it_is(self) -> None:
        assert fitted("Naam", "Titel", room=40) == ("Naam", "Titel")
        assert fitted(None, "Titel", room=40) == (None, "Titel")

    def test_too_little_room_is_refused(self) -> None:
        with pytest.raises(CardNotMakeable):
            fitted("Naam", "Titel", room=31)


class TestCards:
    @pytest.mark.parametrize(
        "name", ["Bo", "Maria Johanna Elisabeth van den Hoogen-van der Meulen", "N" * 160]
    )
    @pytest.mark.parametrize(
        "title", ["X", "Installeren en onderhouden van warmtepompen in woningen", "é" * 80]
    )
    def test_no_card_is_longer_than_a_card_may_be(self, name: str, title: str) -> None:
        data = card_bytes(replace(FULL_CARD, name=name, title=title))
        assert len(data) <= MAX_CARD_BYTES
        card = parse_card(data).unverified
        assert name.startswith((card.name or "").removesuffix("…"))
        assert title.startswith(card.title.removesuffix("…"))

    def test_the_digest_is_that_of_the_whole(self) -> None:
        card = replace(CARD, title="é" * 80)
        assert parse_card(card_bytes(card)).unverified.digest == card.digest
