"""Files of the registers: what they say, and every mistake in them at once."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from credentials.parsing import JsonObject, JsonValue
from issuer.domain.findings import Finding, Severity
from issuer.domain.registers import RegisterEntry, Registers, RegisterSource
from issuer.domain.registers.gathering import Gathering
from issuer.spreadsheets.register_rows import read_register_file
from tests.issuer_for_tests import csv_file, xlsx_file

HEADER = (
    "soort",
    "code",
    "naam",
    "hoort bij",
    "niveau",
    "sbu",
    "certificaat",
    "geldig van",
    "geldig tot",
    "regeling",
    "werkprocessen",
    "onvolledig",
    "illustratief",
    "uri",
    "bron",
)
DOSSIER: JsonObject = {
    "crebo": "23425",
    "naam": "Hospitality",
    "geldig_van": "2020-08-01",
    "geldig_tot": "2030-07-31",
    "kerntaken": [
        {
            "code": "B1-K1",
            "titel": "Gastvrijheid",
            "werkprocessen": [
                {"code": "B1-K1-W1", "titel": "Bereidt voor"},
                {"code": "B1-K1-W2", "titel": "Draagt bij"},
            ],
        },
        {"code": "P1-K1", "werkprocessen": [{"code": "P1-K1-W1"}]},
    ],
}
QUALIFICATION: JsonObject = {
    "crebo": "27052",
    "naam": "Medewerker hospitality",
    "niveau": 2,
    "crebo_dossier": "23425",
    "werkprocessen": ["B1-K1-W1", "P1-K1-W1"],
    "onvolledig": True,
}
KEUZEDEEL: JsonObject = {
    "code": "K0262",
    "naam": "Arbo",
    "sbu": 240,
    "niveau": 3,
    "certificaat_verbonden": True,
    "regeling": "Stcrt. 2016, 28817",
    "kerntaken": [
        {"code": "D1-K1", "titel": "Zorg", "werkprocessen": [{"code": "D1-K1-W1", "titel": "Levert"}]}
    ],
}
CERTIFICATE: JsonObject = {
    "code": "C0004",
    "naam": "Bedienen",
    "kwalificatie_crebo": "27052",
    "sbu": 100,
    "regeling": "Stcrt.",
    "werkprocessen": ["P1-K1-W1"],
    "illustratief": True,
}
SKILL: JsonObject = {
    "crebo": "23425",
    "werkproces": "B1-K1-W1",
    "uri": "http://data.europa.eu/esco/skill/x",
    "label": "gastvrij handelen",
    "bron": "esco",
}
WHOLE: JsonObject = {
    "kwalificatiedossiers": [DOSSIER],
    "kwalificaties": [QUALIFICATION],
    "keuzedelen": [KEUZEDEEL],
    "certificaten": [CERTIFICATE],
    "skills": [SKILL],
}
ROWS: tuple[tuple[str, ...], ...] = (
    ("dossier", "23425", "Hospitality", "", "", "", "", "1-8-2020", "31 juli 2030"),
    ("kerntaak", "B1-K1", "Gastvrijheid", "23425"),
    ("werkproces", "B1-K1-W1", "Bereidt voor", "23425"),
    ("werkproces", "B1-K1-W2", "Draagt bij", "23425"),
    ("werkproces", "P1-K1-W1", "", "23425"),
    ("kwalificatie", "27052", "Medewerker hospitality", "23425", "2", *[""] * 5, "B1-K1-W1, P1-K1-W1", "ja"),
    ("keuzedeel", "K0262", "Arbo", "", "3", "240", "J", "", "", "Stcrt. 2016, 28817"),
    ("Kerntaak", "D1-K1", "Zorg", "K0262"),
    ("Werkproces", "D1-K1-W1", "Levert", "K0262"),
    ("certificaat", "C0004", "Bedienen", "27052", "", "100", "", "", "", "Stcrt.", "P1-K1-W1", "", "ja"),
    (
        "skill",
        "B1-K1-W1",
        "gastvrij handelen",
        "23425",
        *[""] * 9,
        "http://data.europa.eu/esco/skill/x",
        "ESCO",
    ),
)


def read(*files: bytes, known: Registers | None = None) -> tuple[tuple[RegisterEntry, ...], list[Finding]]:
    """Read files together."""
    gathering = Gathering()
    for number, data in enumerate(files, 1):
        read_register_file(data, file=f"f{number}", take=gathering.take, findings=gathering.findings)
    entries = gathering.finish(known)
    return entries, gathering.findings


def table(*rows: Sequence[str]) -> bytes:
    """Return rows as CSV under the header."""
    return csv_file(HEADER, *rows)


def told(*files: bytes, known: Registers | None = None) -> list[tuple[str, str]]:
    """Return what is wrong: where, and the code."""
    return [(finding.place, finding.code) for finding in read(*files, known=known)[1]]


def lists(**changed: JsonValue) -> bytes:
    """Return a JSON file with these lists."""
    return json.dumps(changed).encode()


def imported(*files: bytes) -> Registers:
    """Return registers of files that are good."""
    source = RegisterSource(origin="x", dated=date(2026, 1, 1))
    return Registers((entry, source) for entry in read(*files)[0])


class TestGoodFiles:
    def test_a_table_and_json_say_the_same(self) -> None:
        from_json, nothing = read(json.dumps(WHOLE).encode())
        assert nothing == []
        assert read(table(*ROWS)) == (from_json, [])
        assert read(xlsx_file(HEADER, *ROWS)) == (from_json, [])
        assert len(from_json) == 5

    def test_everything_arrives(self) -> None:
        found = imported(json.dumps(WHOLE).encode())
        dossier, keuzedeel = found.dossier("23425"), found.keuzedeel("K0262")
        assert dossier is not None
        assert keuzedeel is not None
        assert (dossier.valid_from, dossier.valid_until) == (date(2020, 8, 1), date(2030, 7, 31))
        assert [(one.code, one.title, one.core_task) for one in dossier.work_processes] == [
            ("B1-K1-W1", "Bereidt voor", "Gastvrijheid"),
            ("B1-K1-W2", "Draagt bij", "Gastvrijheid"),
            ("P1-K1-W1", "", ""),
        ]
        assert (keuzedeel.certificate_attached, keuzedeel.regulation) == (True, "Stcrt. 2016, 28817")
        qualification, certificate = found.qualification("27052"), found.certificate("C0004")
        assert qualification is not None
        assert certificate is not None
        assert (qualification.level, qualification.is_partial) == (2, True)
        assert (certificate.sbu, certificate.is_illustrative) == (100, True)
        (skill,) = found.skills_for("27052", "B1-K1-W1")
        assert (skill.source, skill.label) == ("ESCO", "gastvrij handelen")

    def test_titles_above_the_header_other_names_and_empty_rows(self) -> None:
        file = csv_file(
            ("Register, uitdraai",),
            ("Opmerkingen", "Keuzedeelcode", "Titel", "Type", "Studielast"),
            (),
            ("mooi", "K0001", "Iets", "keuzedeel", "240"),
        )
        entries, findings = read(file)
        assert [one.key for one in entries] == ["K0001"]
        assert findings == []

    def test_parts_may_stand_before_what_they_belong_to(self) -> None:
        assert set(read(table(*reversed(ROWS)))[0]) != set()
        assert told(table(*reversed(ROWS))) == []

    @pytest.mark.parametrize(
        ("written", "expected"), [("ja", True), ("N", False), ("onbekend", None), ("", None), ("True", True)]
    )
    def test_whether_a_certificate_is_attached(self, written: str, expected: bool | None) -> None:
        row = ("keuzedeel", "K0001", "Iets", "", "", "240", written, "", "", "Stcrt.")
        keuzedeel = imported(table(row)).keuzedeel("K0001")
        assert keuzedeel is not None
        assert keuzedeel.certificate_attached is expected

    def test_files_may_refer_to_each_other(self) -> None:
        dossiers, qualifications = lists(kwalificatiedossiers=[DOSSIER]), lists(kwalificaties=[QUALIFICATION])
        assert told(qualifications, dossiers) == []
        assert told(qualifications, known=imported(dossiers)) == []
        assert told(qualifications) == [("f1 kwalificaties[1].crebo_dossier", "register_dossier_unknown")]

    def test_remarks_are_left_alone(self) -> None:
        assert told(lists(_herkomst=["SBB"], keuzedelen=[{**KEUZEDEEL, "_let_op": {"x": 1}}])) == []

    def test_a_qualification_may_have_parts_of_its_own_when_it_has_no_dossier(self) -> None:
        tasks: JsonValue = [{"code": "B1-K2", "werkprocessen": [{"code": "B1-K2-W1", "titel": "Werkt"}]}]
        file = lists(kwalificaties=[{"crebo": "25998", "naam": "S", "niveau": 4, "kerntaken": tasks}])
        assert imported(file).work_process("25998", "B1-K2-W1") is not None


def with_key(**changed: JsonValue) -> bytes:
    """Return a file with one keuzedeel, with some keys changed; None leaves the key out."""
    return lists(
        keuzedelen=[{key: value for key, value in (KEUZEDEEL | changed).items() if value is not None}]
    )


K = "f1 keuzedelen[1]"


class TestMistakesInJson:
    @pytest.mark.parametrize(
        ("changed", "place", "code"),
        [
            ({"code": "K262"}, f"{K}.code", "register_code_malformed"),
            ({"code": None}, f"{K}.code", "register_value_missing"),
            ({"naam": None}, f"{K}.naam", "register_value_missing"),
            ({"naam": "x" * 226}, f"{K}.naam", "register_text_too_long"),
            ({"naam": "x\u202ey"}, f"{K}.naam", "register_text_unprintable"),
            ({"naam": "van 111222333"}, f"{K}.naam", "register_bsn"),
            ({"naam": ["x"]}, f"{K}.naam", "register_wrong_shape"),
            ({"sbu": None}, f"{K}.sbu", "register_value_missing"),
            ({"sbu": 240.5}, f"{K}.sbu", "register_number_malformed"),
            ({"sbu": 0}, f"{K}.sbu", "register_number_malformed"),
            ({"sbu": 250}, f"{K}.sbu", "register_size_unusual"),
            ({"niveau": 5}, f"{K}.niveau", "register_number_malformed"),
            ({"certificaat_verbonden": "misschien"}, f"{K}.certificaat_verbonden", "register_flag_malformed"),
            ({"regeling": None}, f"{K}.regeling", "register_certificate_without_regulation"),
            ({"geldig_van": "1-1-2026"}, f"{K}.geldig_van", "register_date_malformed"),
            ({"geldig_van": "2026-02-30"}, f"{K}.geldig_van", "register_date_malformed"),
            (
                {"geldig_van": "2026-01-02", "geldig_tot": "2026-01-01"},
                f"{K}.geldig_tot",
                "register_ends_before_it_begins",
            ),
            ({"certificat_verbonden": True}, f"{K}.certificat_verbonden", "register_key_unknown"),
            ({"toelichting": "111222333"}, K, "register_bsn"),
            ({"_van": {"x": ["111222333"]}}, K, "register_bsn"),
            ({"kerntaken": "D1-K1"}, f"{K}.kerntaken", "register_wrong_shape"),
            ({"kerntaken": ["D1-K1"]}, f"{K}.kerntaken[1]", "register_wrong_shape"),
            ({"kerntaken": [{"code": "D1"}]}, f"{K}.kerntaken[1].code", "register_code_malformed"),
            ({"kerntaken": [{"code": "B1-K1"}]}, f"{K}.kerntaken[1].code", "register_part_of_other_kind"),
            (
                {"kerntaken": [{"code": "D1-K1", "werkprocessen": [{"code": "D1-K2-W1"}]}]},
                f"{K}.kerntaken[1].werkprocessen[1].code",
                "register_part_misplaced",
            ),
            (
                {"kerntaken": [{"code": "D1-K1", "titel": "a"}, {"code": "D1-K1", "titel": "b"}]},
                f"{K}.kerntaken[2].code",
                "register_entries_contradict",
            ),
            (
                {"kerntaken": [{"code": "D1-K1", "titel": "a"}, {"code": "D1-K1", "titel": "a"}]},
                f"{K}.kerntaken[2].code",
                "register_entry_twice",
            ),
        ],
    )
    def test_each_has_its_place(self, changed: Mapping[str, JsonValue], place: str, code: str) -> None:
        assert told(with_key(**changed)) == [(place, code)]

    @pytest.mark.parametrize(
        ("data", "place", "code"),
        [
            (b"[]", "f1", "register_wrong_shape"),
            (b'{"keuzedelen": {}}', "f1 keuzedelen", "register_wrong_shape"),
            (b'{"keuzedelen": [1]}', "f1 keuzedelen[1]", "register_wrong_shape"),
            (b'{"keuzedeel": []}', "f1 keuzedeel", "register_key_unknown"),
            (b'{"keuzedelen": [', "f1", "register_file_refused"),
            (b'{"a": 1, "a": 2}', "f1", "register_file_refused"),
            (b'{"a": NaN}', "f1", "register_file_refused"),
            (b'{"a": "\xff"}', "f1", "register_file_refused"),
            (b"[" * 20 + b"]" * 20, "f1", "register_file_refused"),
            (b'{"a": "\\ud800"}', "f1", "register_file_refused"),
            (b"", "f1", "register_file_refused"),
            (b"\x00\x01", "f1", "register_file_refused"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "f1", "register_file_refused"),
            (b"PK\x03\x04", "f1", "register_file_refused"),
        ],
    )
    def test_a_file_that_is_none(self, data: bytes, place: str, code: str) -> None:
        (finding,) = read(data)[1]
        assert (finding.place.startswith(place), finding.code) == (True, code)
        for language in ("nl", "en"):
            assert finding.text(language)

    def test_the_same_thing_twice(self) -> None:
        assert told(lists(keuzedelen=[KEUZEDEEL, {**KEUZEDEEL, "kerntaken": []}])) == [
            ("f1 keuzedelen[2].code", "register_entry_twice")
        ]
        (finding,) = read(
            lists(keuzedelen=[KEUZEDEEL]), lists(keuzedelen=[{**KEUZEDEEL, "sbu": 480, "kerntaken": []}])
        )[1]
        assert (finding.code, finding.severity) == ("register_entries_contradict", Severity.ERROR)
        assert finding.params == {"value": "K0262", "place": "f1 keuzedelen[1]", "names": "sbu"}

    def test_one_crebo_for_two_things(self) -> None:
        twin: JsonObject = {"crebo": "23425", "naam": "Q", "niveau": 2}
        assert told(lists(kwalificatiedossiers=[DOSSIER], kwalificaties=[twin])) == [
            ("f1 kwalificaties[1].crebo", "register_code_of_two_kinds")
        ]
        known = imported(lists(kwalificatiedossiers=[DOSSIER]))
        assert told(lists(kwalificaties=[twin]), known=known) == [
            ("f1 kwalificaties[1].crebo", "register_code_changes_kind")
        ]

    def test_a_part_that_the_dossier_does_not_have(self) -> None:
        wrong: JsonObject = {**QUALIFICATION, "werkprocessen": ["B1-K1-W9"]}
        files = lists(kwalificatiedossiers=[DOSSIER]), lists(kwalificaties=[wrong])
        assert told(*files) == [("f2 kwalificaties[1].werkprocessen", "register_part_unknown")]
        partial = lists(kwalificatiedossiers=[{**DOSSIER, "onvolledig": True}])
        (finding,) = read(partial, files[1])[1]
        assert (finding.code, finding.severity) == ("register_part_unknown", Severity.WARNING)

    def test_a_certificate_comes_from_one_qualification_that_has_its_parts(self) -> None:
        base = lists(kwalificatiedossiers=[DOSSIER], kwalificaties=[{**QUALIFICATION, "onvolledig": False}])
        place = "f2 certificaten[1]"
        cases: tuple[tuple[JsonObject, str, str], ...] = (
            (
                {"kwalificatie_crebo": "27052, 27060"},
                f"{place}.kwalificatie_crebo",
                "register_code_malformed",
            ),
            (
                {"kwalificatie_crebo": "27060"},
                f"{place}.kwalificatie_crebo",
                "register_qualification_unknown",
            ),
            ({"werkprocessen": ["B1-K1-W2"]}, f"{place}.werkprocessen", "register_part_unknown"),
            ({"werkprocessen": []}, f"{place}.werkprocessen", "register_certificate_without_parts"),
            ({"werkprocessen": "B1"}, f"{place}.werkprocessen", "register_code_malformed"),
        )
        for changed, where, code in cases:
            assert told(base, lists(certificaten=[{**CERTIFICATE, **changed}]))[:1] == [(where, code)]

    def test_parts_of_a_qualification_that_has_a_dossier(self) -> None:
        tasks: JsonValue = [{"code": "B1-K1"}]
        file = lists(kwalificatiedossiers=[DOSSIER], kwalificaties=[{**QUALIFICATION, "kerntaken": tasks}])
        assert [code for _, code in told(file)] == ["register_parts_of_qualification"]

    def test_a_skill_with_mistakes(self) -> None:
        base = lists(kwalificatiedossiers=[DOSSIER])
        for changed, key, code in (
            ({"bron": "Wikipedia"}, "bron", "register_taxonomy_unknown"),
            ({"uri": "esco:x"}, "uri", "register_url_malformed"),
            ({"uri": "https://[x"}, "uri", "register_url_malformed"),
            ({"werkproces": "B1-K1-W9"}, "werkproces", "register_part_unknown"),
            ({"crebo": "23426"}, "crebo", "register_owner_of_skill_unknown"),
        ):
            assert told(base, lists(skills=[{**SKILL, **changed}])) == [(f"f2 skills[1].{key}", code)]

    def test_a_wrong_dossier_gives_no_echoes(self) -> None:
        wrong: JsonObject = {**DOSSIER, "naam": ""}
        file = lists(kwalificatiedossiers=[wrong], kwalificaties=[QUALIFICATION], skills=[SKILL])
        assert told(file) == [("f1 kwalificatiedossiers[1].naam", "register_value_missing")]


class TestMistakesInATable:
    def test_all_of_them_at_once_with_row_and_column(self) -> None:
        file = table(
            ("dossier", "2342", "Van 111222333"),
            ("kwalificatie", "27052", "", "23425", "9", "", "", "32-1-2020"),
            ("keuzedeel", "K0262", "Arbo", "", "", "240", "", "2020-01-02", "1-1-2019"),
            ("keuzedeel", "K0262", "Anders", "", "", "240"),
            ("werkproces", "B1-K1-W1", "Mis", "K0262"),
            ("werkproces", "D1-K1-W1", "Nergens", "K9999"),
            ("werkproces", "D1-K1-W1", "Van niemand"),
            ("pannenkoek", "1"),
            ("", "1"),
            ("dossier", "23427", "Naam", "", "3"),
        )
        assert sorted(told(file)) == sorted(
            [
                ("f1:2 code", "register_code_malformed"),
                ("f1:2 naam", "register_bsn"),
                ("f1:3 naam", "register_value_missing"),
                ("f1:3 niveau", "register_number_malformed"),
                ("f1:3 geldig van", "register_date_malformed"),
                ("f1:4 geldig tot", "register_ends_before_it_begins"),
                ("f1:5 code", "register_entries_contradict"),
                ("f1:6 code", "register_part_of_other_kind"),
                ("f1:7 hoort bij", "register_owner_unknown"),
                ("f1:8 hoort bij", "register_value_missing"),
                ("f1:9 soort", "register_kind_unknown"),
                ("f1:10 soort", "register_kind_missing"),
                ("f1:11 niveau", "register_value_not_used"),
            ]
        )

    @pytest.mark.parametrize(
        ("header", "code"),
        [
            (("a", "b"), "register_no_header"),
            (("code", "naam"), "register_column_missing"),
            (("soort", "code", "naam", "crebo"), "register_column_twice"),
            (("soort", "code", "naam", "BSN"), "register_bsn_column"),
            (("soort", "code", "naam", "kleur"), "register_column_unknown"),
        ],
    )
    def test_a_header_with_mistakes(self, header: tuple[str, ...], code: str) -> None:
        assert [found for _, found in told(csv_file(header))] == [code]

    def test_a_delimiter_too_many(self) -> None:
        file = csv_file(("soort", "code", "naam", "sbu"), ("keuzedeel", "K0001", "x", "240", "y"))
        assert told(file) == [("f1:2", "register_too_many_cells")]

    def test_no_message_repeats_what_may_be_a_bsn(self) -> None:
        file = csv_file(
            ("soort", "code", "naam", "hoort bij", "kleur", "werkprocessen"),
            ("111222333", "111222333", "111222333", "111222333", "111222333", "111222333"),
            ("dossier", "111222333", "111222333", "", "", "111222333"),
            ("dossier", "111222333", "111222333", "", "", "111222333"),
            ("kwalificatie", "27052", "x", "111222333", "", "111222333"),
            ("werkproces", "111222333", "x", "111222333"),
            ("werkproces", "B1-K1-W1", "x", "111222333"),
        )
        nested: JsonValue = [{"code": "B1-K1", "werkprocessen": [{"code": "B1-K1-W1"}]}]
        tree = lists(kwalificatiedossiers=[{"crebo": "111222333", "naam": "x", "kerntaken": nested}])
        findings = [*read(file)[1], *read(tree)[1]]
        assert {finding.code for finding in findings} >= {"register_bsn"}
        for finding in findings:
            assert "111222333" not in finding.text("nl") + finding.text("en") + finding.place

    def test_every_finding_has_words_and_a_requirement_where_there_is_one(self) -> None:
        findings = read(table(("keuzedeel", "K1", "x", "", "", "250", "ja"), ("dossier", "1", "111222333")))[
            1
        ]
        assert {(one.code, one.requirement) for one in findings} == {
            ("register_code_malformed", "H03"),
            ("register_size_unusual", "B04"),
            ("register_certificate_without_regulation", "E01"),
            ("register_bsn", "F08"),
        }
        assert all(one.text("nl") != one.text("en") for one in findings)
