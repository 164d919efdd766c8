"""What the rules say of an award: nothing of a good one, and of every mistake what it is and where."""

from datetime import date
from typing import Any

import pytest

from issuer.domain.award_files.case import AwardPolicy
from issuer.domain.award_files.rules.days import check_nothing_to_come
from issuer.domain.findings import Severity
from issuer.domain.modules.surroundings import SchoolFacts, Surroundings
from issuer.domain.registers import example_registers
from tests.award_files_for_tests import (
    ABSENT,
    CERTIFICATE,
    MICROCREDENTIAL,
    STATEMENT_OF_PARTS,
    STATEMENT_OF_PRACTICE,
    changed,
    read,
    told,
    weighed,
)

INDICATIVE = ("level_is_indicative", "B07", "template.niveau")


def errors(file: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    return [(one.code, one.requirement, one.key_path) for one in read(file).errors]


class TestGoodFiles:
    @pytest.mark.parametrize("file", [STATEMENT_OF_PRACTICE, STATEMENT_OF_PARTS, CERTIFICATE])
    def test_nothing_to_tell(self, file: dict[str, Any]) -> None:
        assert told(file) == []

    def test_of_a_microcredential_only_that_its_level_is_an_indication(self) -> None:
        assert told(MICROCREDENTIAL) == [INDICATIVE]

    @pytest.mark.parametrize("day", ["2026-01-01", "2026-08-01", "2026-12-31"])
    def test_any_day_of_the_year_will_do(self, day: str) -> None:
        """No school year counts (J03)."""
        file = changed(
            MICROCREDENTIAL,
            toekenning__leerervaring={"start": day, "eind": day},
            toekenning__startkwalificatie_vastgesteld__datum=day,
            toekenning__examencommissie_besluit__datum=day,
            toekenning__uitgegeven_op=day,
        )
        assert told(file) == [INDICATIVE]


class TestBoard:
    def test_who_prepared_is_not_the_only_decider(self) -> None:
        file = changed(MICROCREDENTIAL, toekenning__examencommissie_besluit__besloten_door=["U-017 "])
        assert errors(file) == [
            ("preparer_decided", "G01", "toekenning.examencommissie_besluit.besloten_door")
        ]

    def test_nor_one_of_two(self) -> None:
        file = changed(MICROCREDENTIAL, toekenning__examencommissie_besluit__besloten_door=["u-017", "u-9"])
        assert [code for code, *_ in errors(file)] == ["preparer_decided"]

    @pytest.mark.parametrize("people", [["u-003"], ["u-003", " U-003"], []])
    def test_two_different_people_decide(self, people: list[str]) -> None:
        file = changed(MICROCREDENTIAL, toekenning__examencommissie_besluit__besloten_door=people)
        assert [(code, requirement) for code, requirement, _ in errors(file)] == [("too_few_deciders", "D09")]

    @pytest.mark.parametrize(
        ("key", "code"), [("id", "decision_without_number"), ("datum", "decision_without_day")]
    )
    def test_a_decision_has_a_number_and_a_day(self, key: str, code: str) -> None:
        file = changed(MICROCREDENTIAL, **{f"toekenning__examencommissie_besluit__{key}": ABSENT})
        assert [(c, r) for c, r, _ in errors(file)] == [(code, "D09")]

    def test_a_decision_that_is_still_to_be_taken_is_no_mistake(self) -> None:
        file = changed(MICROCREDENTIAL, toekenning__examencommissie_besluit=ABSENT)
        assert told(file) == [INDICATIVE]
        assert weighed(read(file).findings, "no_board_decision") is Severity.INFO

    def test_not_issued_before_it_was_decided(self) -> None:
        file = changed(MICROCREDENTIAL, toekenning__uitgegeven_op="2026-06-30")
        assert errors(file) == [("days_out_of_order", "D09", "toekenning.uitgegeven_op")]


class TestStartQualification:
    @pytest.mark.parametrize("seen", ["nee", "niet_bekend", "entree", "mbo 1"])
    def test_none_is_a_warning(self, seen: str) -> None:
        file = changed(MICROCREDENTIAL, toekenning__startkwalificatie_vastgesteld__waarde=seen)
        assert told(file) == [
            INDICATIVE,
            ("start_qualification_not_seen", "C09", "toekenning.startkwalificatie_vastgesteld"),
        ]

    def test_nothing_said_is_a_warning_too(self) -> None:
        file = changed(MICROCREDENTIAL, toekenning__startkwalificatie_vastgesteld=ABSENT)
        assert [code for code, *_ in told(file)] == ["level_is_indicative", "start_qualification_not_seen"]

    @pytest.mark.parametrize("weight", ["block", "warn", "off"])
    def test_the_institution_says_how_strict(self, weight: str) -> None:
        file = changed(MICROCREDENTIAL, toekenning__startkwalificatie_vastgesteld__waarde="nee")
        found = read(file, policy=AwardPolicy(start_qualification=weight)).findings  # type: ignore[arg-type]  # one of the three
        severities = [one.severity.value for one in found if one.requirement == "C09"]
        assert severities == {"block": ["error"], "warn": ["warning"], "off": []}[weight]

    @pytest.mark.parametrize("seen", ["havo", "vwo", "mbo-2", "MBO 4", "hoger"])
    def test_what_counts_as_one(self, seen: str) -> None:
        file = changed(MICROCREDENTIAL, toekenning__startkwalificatie_vastgesteld__waarde=seen)
        assert told(file) == [INDICATIVE]

    def test_what_nobody_understands(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, intake__startkwalificatie="misschien")
        assert ("start_qualification_not_understood", "F02", "intake.startkwalificatie") in errors(file)

    def test_no_praktijkverklaring_for_who_has_one(self) -> None:
        file = changed(
            STATEMENT_OF_PRACTICE,
            intake__startkwalificatie="mbo-2",
            intake__startkwalificatie_controle__uitkomst="ja",
        )
        assert errors(file) == [("start_qualification_present", "F03", "intake.startkwalificatie")]

    def test_unless_it_is_outdated_and_somebody_said_why(self) -> None:
        file = changed(
            STATEMENT_OF_PRACTICE,
            intake__startkwalificatie="ja",
            intake__startkwalificatie_controle__uitkomst="ja",
            intake__startkwalificatie_verouderd="ja",
            intake__motivering="Diploma van 1985",
        )
        assert told(file) == []
        del file["intake"]["motivering"]
        assert [code for code, *_ in errors(file)] == ["start_qualification_present"]

    @pytest.mark.parametrize(
        ("key", "code"),
        [
            ("startkwalificatie", "intake_without_start_qualification"),
            ("reden_geen_hoger_traject", "no_reason_for_route"),
        ],
    )
    def test_the_intake_says_both(self, key: str, code: str) -> None:
        file = changed(
            STATEMENT_OF_PRACTICE, **{f"intake__{key}": ABSENT}, intake__startkwalificatie_controle=ABSENT
        )
        assert (code, "F01") in [(c, r) for c, r, _ in errors(file)]

    def test_no_intake_at_all(self) -> None:
        assert [r for _, r, _ in errors(changed(STATEMENT_OF_PRACTICE, intake=ABSENT))] == ["F01", "F01"]

    @pytest.mark.parametrize(("route", "told_"), [("diploma", True), ("praktijkverklaring", False)])
    def test_a_higher_route_comes_first(self, route: str, told_: bool) -> None:
        file = changed(STATEMENT_OF_PRACTICE, intake__hoogst_haalbare_route=route)
        expected = [("higher_route_is_feasible", "F04", "intake.hoogst_haalbare_route")] if told_ else []
        assert told(file) == expected


class TestConsents:
    def test_none_of_the_learner(self) -> None:
        assert ("no_consent_of_learner", "F07", "toestemmingen") in errors(
            changed(STATEMENT_OF_PRACTICE, toestemmingen=ABSENT)
        )

    @pytest.mark.parametrize("change", [{"gegeven": "nee"}, {"ingetrokken_op": "2026-02-01"}])
    def test_refused_or_taken_back(self, change: dict[str, str]) -> None:
        given = {"doel": "persoonsgegevens", "datum": "2026-01-05", "versie": "2"} | change
        file = changed(STATEMENT_OF_PRACTICE, toestemmingen__0=given)
        assert errors(file) == [("no_consent_of_learner", "F07", "toestemmingen[1]")]

    def test_of_the_company_it_is_a_warning(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, toestemmingen__1=ABSENT)
        assert told(file) == [("no_consent_of_company", "F07", "toestemmingen")]

    def test_without_version(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, toestemmingen__0__versie=ABSENT)
        assert told(file) == [("consent_incomplete", "F07", "toestemmingen[1]")]


class TestCompany:
    def test_recognised_for_something_else(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, leerbedrijf__erkend_voor_crebo=["25998"])
        found = read(file)
        assert [(one.code, one.requirement, one.key_path) for one in found.errors] == [
            ("company_not_recognised", "F10", "leerbedrijf.erkend_voor_crebo")
        ]
        assert "s-bb.nl" in found.errors[0].text("nl")

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"leerbedrijf": ABSENT}, ("no_company", "F09", "leerbedrijf")),
            (
                {"leerbedrijf__sbb_leerbedrijf_id": ABSENT},
                ("company_without_sbb_number", "F09", "leerbedrijf.sbb_leerbedrijf_id"),
            ),
            ({"praktijkopleider": ABSENT}, ("no_trainer", "F09", "praktijkopleider.naam")),
            (
                {"leerbedrijf__erkend_voor_crebo": ABSENT},
                ("recognition_unknown", "F10", "leerbedrijf.erkend_voor_crebo"),
            ),
            (
                {"leerbedrijf__sbb_leerbedrijf_id": "000000009"},
                ("number_of_register_malformed", "E13", "leerbedrijf.sbb_leerbedrijf_id"),
            ),
            (
                {"leerbedrijf__kvk": "123"},
                ("number_of_register_malformed", "E13", "leerbedrijf.kvk"),
            ),
            (
                {"leerbedrijf__erkenning_gecontroleerd_op": "2026-06-02"},
                ("checked_after_award", "F10", "leerbedrijf.erkenning_gecontroleerd_op"),
            ),
        ],
    )
    def test_what_must_be_there(
        self, changes: dict[str, object], expected: tuple[str, str | None, str]
    ) -> None:
        assert errors(changed(STATEMENT_OF_PRACTICE, **changes)) == [expected]

    def test_the_sector_of_the_work_settles_who_signs(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, branche_werkzaamheden=ABSENT)
        assert told(file) == [("sector_of_work_missing", "F11", "branche_werkzaamheden")]

    def test_practice_for_a_certificate_in_a_company_recognised_for_it(self) -> None:
        company = {
            "naam": "Bedrijf",
            "erkend_voor_crebo": ["25998"],
            "erkenning_gecontroleerd_op": "2026-01-01",
        }
        file = changed(
            CERTIFICATE,
            toekenning__bpv={
                "leerbedrijf": company,
                "begin": "2026-02-01",
                "eind": "2026-03-01",
                "uren": "160",
            },
        )
        assert told(file) == []  # a keuzedeel can be done in any
        file["toekenning"]["kwalificatie"] = {"crebo": "27052"}
        assert errors(file) == [
            ("company_not_recognised", "E13", "toekenning.bpv.leerbedrijf.erkend_voor_crebo")
        ]

    @pytest.mark.parametrize(
        ("changes", "code"),
        [({"uren": "0"}, "placement_hours_not_positive"), ({"eind": "2026-01-31"}, "days_out_of_order")],
    )
    def test_a_placement_that_cannot_be(self, changes: dict[str, str], code: str) -> None:
        placement = {"begin": "2026-02-01", "eind": "2026-03-01", "uren": "160"} | changes
        assert [(c, r) for c, r, _ in errors(changed(CERTIFICATE, toekenning__bpv=placement))] == [
            (code, "E21")
        ]


class TestSchool:
    def test_not_recognised_for_the_derde_leerweg(self) -> None:
        file = changed(
            STATEMENT_OF_PRACTICE, onderwijsinstelling={"erkenning_derde_leerweg": [{"crebo": "25998"}]}
        )
        assert errors(file) == [
            ("school_not_recognised", "F12", "onderwijsinstelling.erkenning_derde_leerweg")
        ]

    def test_unless_the_institution_is_known_to_be(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, onderwijsinstelling=ABSENT)
        known = Surroundings(institution=SchoolFacts(recognised_crebos=frozenset({"27052"})))
        assert told(file, known) == []

    def test_a_recognition_that_was_only_asked_for(self) -> None:
        asked = {"crebo": "27052", "aangevraagd_op": "2026-05-01"}
        file = changed(STATEMENT_OF_PRACTICE, onderwijsinstelling__erkenning_derde_leerweg=[asked])
        assert [(code, requirement) for code, requirement, _ in errors(file)] == [
            ("recognition_pending", "F12")
        ]

    def test_or_came_too_late(self) -> None:
        late = {"crebo": "27052", "datum": "2026-06-02"}
        file = changed(STATEMENT_OF_PRACTICE, onderwijsinstelling__erkenning_derde_leerweg=[late])
        assert [code for code, *_ in errors(file)] == ["recognised_after_award"]

    def test_a_microcredential_has_no_derde_leerweg(self) -> None:
        file = changed(MICROCREDENTIAL, toekenning__leerweg="derde_leerweg")
        assert ("learning_path_not_possible", "D20", "toekenning.leerweg") in errors(file)

    def test_a_praktijkverklaring_says_by_which_path(self) -> None:
        assert [r for _, r, _ in errors(changed(STATEMENT_OF_PRACTICE, leerweg=ABSENT))] == ["J08"]

    def test_enrolled_otherwise(self) -> None:
        assert told(changed(STATEMENT_OF_PRACTICE, leertraject_rod="BBL")) == [
            ("registered_otherwise", "F17", "leertraject_rod")
        ]

    def test_a_level_above_that_of_the_qualification(self) -> None:
        assert errors(changed(STATEMENT_OF_PRACTICE, niveau={"mbo_niveau": "3"})) == [
            ("level_above_qualification", "A18", "niveau.mbo_niveau")
        ]

    def test_the_register_has_another_level(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, kwalificatie__niveau="3")
        found = read(file, Surroundings(registers=example_registers())).findings
        assert [one.key_path for one in found if one.code == "level_differs_from_register"] == [
            "kwalificatie.niveau"
        ]

    @pytest.mark.parametrize(
        ("file", "requirement"), [(STATEMENT_OF_PRACTICE, "F10"), (STATEMENT_OF_PARTS, "A08")]
    )
    def test_a_part_of_something(self, file: dict[str, Any], requirement: str) -> None:
        assert ("no_qualification", requirement, "kwalificatie.crebo") in errors(
            changed(file, kwalificatie__crebo=ABSENT)
        )


class TestAgreements:
    @pytest.mark.parametrize("index", [0, 1])
    def test_both_are_there(self, index: int) -> None:
        file = changed(STATEMENT_OF_PRACTICE, **{f"overeenkomsten__{index}": ABSENT})
        assert ("agreement_missing", "F14", "overeenkomsten") in errors(file)

    @pytest.mark.parametrize("index", [0, 1])
    def test_before_the_award(self, index: int) -> None:
        file = changed(STATEMENT_OF_PRACTICE, **{f"overeenkomsten__{index}__datum": "2026-06-02"})
        assert errors(file) == [("agreed_after_award", "F14", f"overeenkomsten[{index + 1}].datum")]

    def test_dated(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, overeenkomsten__1__datum=ABSENT)
        assert errors(file) == [("agreement_without_day", "F14", "overeenkomsten[2].datum")]

    def test_pok_and_ook_by_themselves(self) -> None:
        file = changed(
            STATEMENT_OF_PRACTICE,
            overeenkomsten=ABSENT,
            pok={"datum": "2026-01-10", "begin": "2026-02-01", "eind": "2026-06-30"},
            ook={"datum": "2026-01-10"},
        )
        assert told(file) == []

    def test_the_scheme_asks_for_a_third_and_nine_months(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, overeenkomsten__0__eind="2026-11-02")
        assert told(file) == []
        strict = AwardPolicy(support_scheme=True)
        assert told(file, policy=strict) == [
            ("agreement_missing", "F15", "overeenkomsten"),
            ("longer_than_scheme", "F16", "overeenkomsten[1].eind"),
        ]
        assert told(changed(file, regeling="derde_steunpakket")) == told(file, policy=strict)
        nine = changed(file, overeenkomsten__0__eind="2026-11-01")
        assert [code for code, *_ in told(nine, policy=strict)] == ["agreement_missing"]


class TestGuidance:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            (
                {"begeleidingsdocument__werkprocessen": []},
                ("nothing_ticked_off", "F13", "begeleidingsdocument.werkprocessen"),
            ),
            (
                {"begeleidingsdocument__werkprocessen__0__afgetekend_op": ABSENT},
                ("not_ticked_off", "F13", "begeleidingsdocument.werkprocessen[1].afgetekend_op"),
            ),
            (
                {"begeleidingsdocument__werkprocessen__0__oordeel": "niet behaald"},
                ("not_mastered", "F13", "begeleidingsdocument.werkprocessen[1].oordeel"),
            ),
            (
                {"begeleidingsdocument__werkprocessen__0__crebo_dossier": "23426"},
                ("part_of_other_qualification", "D04", "begeleidingsdocument.werkprocessen[1]"),
            ),
        ],
    )
    def test_mistakes(self, changes: dict[str, object], expected: tuple[str, str | None, str]) -> None:
        assert expected in errors(changed(STATEMENT_OF_PRACTICE, **changes))

    def test_by_somebody_else(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, begeleidingsdocument__werkprocessen__0__door="docent")
        assert [(code, requirement) for code, requirement, _ in told(file)] == [("not_by_trainer", "F13")]

    def test_outside_the_agreement(self) -> None:
        file = changed(
            STATEMENT_OF_PRACTICE, begeleidingsdocument__werkprocessen__0__afgetekend_op="2026-01-31"
        )
        assert [code for code, *_ in told(file)] == ["ticked_off_outside_agreement"]

    def test_twice(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE)
        ticked = file["begeleidingsdocument"]["werkprocessen"]
        ticked.append(dict(ticked[0]))
        found = read(file)
        assert [(one.code, one.requirement) for one in found.warnings] == [("part_twice", "A19")]
        assert found.module is not None
        assert [one.work_processes[0].code for one in found.module.learning_outcomes] == [
            "B1-K1-W1",
            "P1-K1-W1",
        ]


class TestTalks:
    def test_no_talk_halfway(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, gesprekken__0=ABSENT)
        assert errors(file) == [("no_midterm_talk", "F19", "gesprekken")]

    @pytest.mark.parametrize("day", ["2026-01-31", "2026-07-01"])
    def test_a_talk_halfway_lies_between(self, day: str) -> None:
        file = changed(STATEMENT_OF_PRACTICE, gesprekken__0__datum=day)
        assert ("midterm_talk_outside", "F19", "gesprekken[1].datum") in errors(file)

    def test_after_the_award(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, gesprekken__0__datum="2026-06-02")
        assert errors(file) == [("talk_after_award", "F19", "gesprekken[1].datum")]

    def test_no_final_talk(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, gesprekken__1=ABSENT)
        assert errors(file) == [("no_final_talk", "F20", "gesprekken")]

    def test_a_final_talk_before_the_last_work_process(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, gesprekken__1__datum="2026-05-19")
        assert ("final_talk_too_early", "F20", "gesprekken[2].datum") in errors(file)

    def test_on_the_same_day_is_fine(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, gesprekken__1__datum="2026-05-20", uitgegeven_op="2026-05-27")
        assert [code for code, *_ in told(file)] == ["signed_after_release"] * 2

    def test_somebody_was_not_there(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, gesprekken__1__aanwezig=["lerende"])
        (finding,) = read(file).warnings
        assert (finding.code, finding.requirement) == ("not_all_present", "F20")
        assert finding.params["absent"] == "praktijkopleider, praktijkbegeleider"

    @pytest.mark.parametrize(
        ("issued", "today", "code"),
        [
            ("2026-06-04", "2026-12-01", None),
            ("2026-06-05", "2026-12-01", "issued_late"),
            (None, "2026-06-04", None),
            (None, "2026-06-05", "not_issued_yet"),
        ],
    )
    def test_within_a_week(self, issued: str | None, today: str, code: str | None) -> None:
        file = changed(STATEMENT_OF_PRACTICE, uitgegeven_op=issued)
        found = told(file, Surroundings(on=date.fromisoformat(today)))
        assert found == ([(code, "F21", "uitgegeven_op")] if code else [])


class TestSignatures:
    @pytest.mark.parametrize("index", [0, 1])
    def test_both_signed(self, index: int) -> None:
        file = changed(STATEMENT_OF_PRACTICE, **{f"handtekeningen__{index}": ABSENT})
        assert errors(file) == [("signature_missing", "F22", "handtekeningen")]

    def test_nobody_signed(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, handtekeningen=ABSENT)
        assert [code for code, *_ in errors(file)] == ["signature_missing"] * 2

    def test_bare_roles(self) -> None:
        assert [
            (one.code, one.params["role"])
            for one in read(changed(STATEMENT_OF_PRACTICE, handtekeningen=["leerbedrijf"])).errors
        ] == [("signature_missing", "brancheorganisatie")]

    @pytest.mark.parametrize("state", ["ongeldig", "uitgenodigd", None])
    def test_one_that_does_not_hold(self, state: str | None) -> None:
        file = changed(STATEMENT_OF_PRACTICE, handtekeningen__1__status=state)
        assert errors(file) == [("signature_does_not_hold", "F22", "handtekeningen[2]")]

    def test_after_it_was_issued(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, handtekeningen__0__datum="2026-06-02")
        assert errors(file) == [("signed_after_release", "F22", "handtekeningen[1].datum")]

    def test_a_microcredential_needs_none(self) -> None:
        assert told(MICROCREDENTIAL) == [INDICATIVE]


class TestResults:
    @pytest.mark.parametrize(("file", "requirement"), [(MICROCREDENTIAL, "A10"), (CERTIFICATE, "E06")])
    def test_nothing_without_a_result(self, file: dict[str, Any], requirement: str) -> None:
        found = errors(changed(file, toekenning__resultaten=[]))
        assert found == [("no_recorded_result", requirement, "toekenning.resultaten")]

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ("5,5", None),
            ("5,4", "result_not_enough"),
            ("onvoldoende", "result_not_enough"),
            ("prima", "result_not_understood"),
            ("11", "result_not_understood"),
        ],
    )
    def test_held_against_the_bar_of_the_module(self, value: str, code: str | None) -> None:
        file = changed(MICROCREDENTIAL, toekenning__resultaten__0__waarde=value)
        expected = [(code, "A10", "toekenning.resultaten[1].waarde")] if code else []
        assert errors(file) == expected

    def test_everything_that_the_module_asks(self) -> None:
        other = {"onderdeel": "Iets anders", "waarde": "voldoende"}
        found = read(changed(MICROCREDENTIAL, toekenning__resultaten=[other])).errors
        assert [(f.code, f.requirement, f.params["parts"]) for f in found] == [
            ("part_without_result", "A10", "Portfolio")
        ]

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ("voldoende", None),
            ("5.5", None),
            ("5,4", "result_not_enough"),
            ("gezakt", "result_not_enough"),
            ("0", "result_not_understood"),
            ("ja hoor", "result_not_understood"),
        ],
    )
    def test_or_against_the_usual_one(self, value: str, code: str | None) -> None:
        results = [*MICROCREDENTIAL["toekenning"]["resultaten"], {"onderdeel": "Observatie", "waarde": value}]
        found = errors(changed(MICROCREDENTIAL, toekenning__resultaten=results))
        assert [one for one, *_ in found] == ([code] if code else [])

    def test_of_a_certificate_every_part(self) -> None:
        one = {"onderdeel": "D1-K1-W1", "waarde": "behaald", "datum": "2026-05-20"}
        found = read(changed(CERTIFICATE, toekenning__resultaten=[one])).errors
        assert [(f.code, f.requirement, f.params["parts"]) for f in found] == [
            ("part_without_result", "E06", "D1-K1-W2")
        ]
        whole = one | {"onderdeel": "d1-k1"}
        assert told(changed(CERTIFICATE, toekenning__resultaten=[whole])) == []

    @pytest.mark.parametrize(
        ("day", "code"), [(None, "result_without_day"), ("2026-05-28", "result_after_award")]
    )
    def test_of_a_certificate_in_time(self, day: str | None, code: str) -> None:
        file = changed(CERTIFICATE, toekenning__resultaten__0__datum=day)
        assert errors(file) == [(code, "E06", "toekenning.resultaten[1].datum")]

    def test_what_the_module_does_not_describe_is_in_no_credential(self) -> None:
        """It was left out without a word: a reader of the credential missed the grades of a whole award."""
        added = [{"onderdeel": part, "waarde": "voldoende"} for part in ("Observatie 1", "Observatie 2")]
        file = changed(
            MICROCREDENTIAL,
            toekenning__resultaten=[*MICROCREDENTIAL["toekenning"]["resultaten"], *added],
        )
        (finding,) = (one for one in read(file).findings if one.code == "results_not_in_credential")
        assert (finding.severity, finding.requirement) == (Severity.INFO, "C13")
        assert finding.key_path == "toekenning.resultaten"
        assert finding.params == {"parts": "Observatie 1, Observatie 2"}
        for words, key in (("nl", "“resultaten”"), ("en", "“resultaten”")):
            assert key in finding.text(words)

    @pytest.mark.parametrize(
        ("part", "value", "is_told"),
        [
            ("K9990", "behaald", False),
            ("d1-k1", "behaald", False),
            ("D1-K1-W1", "voldoende", False),
            ("K9990", "7,5", True),
            ("Proeve", "behaald", True),
        ],
    )
    def test_that_a_part_of_the_register_was_passed_is_what_the_credential_says(
        self, part: str, value: str, is_told: bool
    ) -> None:
        result = {"onderdeel": part, "waarde": value, "datum": "2026-05-20"}
        found = {one.code for one in read(changed(CERTIFICATE, toekenning__resultaten=[result])).findings}
        assert ("results_not_in_credential" in found) is is_told

    @pytest.mark.parametrize("key", ["start", "eind"])
    def test_the_learning_experience_has_a_period(self, key: str) -> None:
        file = changed(MICROCREDENTIAL, **{f"toekenning__leerervaring__{key}": ABSENT})
        assert errors(file) == [("period_missing", "C05", f"toekenning.leerervaring.{key}")]

    def test_which_ends_after_it_starts_and_before_the_award(self) -> None:
        file = changed(
            MICROCREDENTIAL, toekenning__leerervaring={"start": "2026-07-02", "eind": "2026-07-01"}
        )
        assert errors(file) == [("days_out_of_order", "C05", "toekenning.leerervaring.eind")]
        file = changed(MICROCREDENTIAL, toekenning__leerervaring__eind="2026-07-02")
        assert told(file)[1:] == [("awarded_before_end", "C05", "toekenning.leerervaring.eind")]


class TestCertificates:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"toekenning__examinatoren": ["u-100"]}, "too_few_examiners"),
            ({"toekenning__exameninstrument__id": ABSENT}, "exam_instrument_incomplete"),
        ],
    )
    def test_how_it_was_examined_is_kept(self, changes: dict[str, object], code: str) -> None:
        assert [(c, r) for c, r, _ in told(changed(CERTIFICATE, **changes))] == [(code, "E10")]

    def test_an_instrument_is_adopted_before_it_is_used(self) -> None:
        file = changed(CERTIFICATE, toekenning__exameninstrument__vastgesteld_op="2026-05-28")
        assert [(c, r) for c, r, _ in errors(file)] == [("adopted_after_award", "E10")]

    def test_not_recorded_is_something_to_know(self) -> None:
        file = changed(CERTIFICATE, toekenning__exameninstrument=ABSENT, toekenning__examinatoren=ABSENT)
        assert told(file) == []
        assert weighed(read(file).findings, "examination_not_recorded") is Severity.INFO

    def test_not_from_the_lump_sum(self) -> None:
        assert errors(changed(CERTIFICATE, toekenning__bekostiging="lumpsum")) == [
            ("award_from_lump_sum", "E15", "toekenning.bekostiging")
        ]
        dropped_out = changed(
            CERTIFICATE, toekenning__bekostiging="lumpsum", toekenning__doelgroep="uitvaller_initieel"
        )
        assert told(dropped_out) == []

    def test_a_student_gets_one_only_when_dropping_out(self) -> None:
        """Of a keuzedeel any student may; of a part of a kwalificatie who drops out (E14)."""
        file = changed(CERTIFICATE, toekenning__doelgroep="uitvaller_initieel")
        assert told(file) == []
        file["template"] |= {"onderdeel_code": "C9990", "kwalificatie_crebo": "99998"}
        del file["template"]["keuzedeel_code"]
        assert ("not_dropped_out", "E14", "toekenning.reden") in errors(file)
        assert ("not_dropped_out", "E14", "toekenning.reden") not in errors(
            changed(file, toekenning__reden="uitval")
        )

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"datum": "2026-05-26"}, ("legal_document_before_decision", "E08", "datum")),
            ({"datum": "2026-05-29"}, ("copy_before_legal_document", "E08", "datum")),
            ({"nummer": None}, ("legal_document_incomplete", "E08", "nummer")),
        ],
    )
    def test_it_accompanies_a_document(
        self, changes: dict[str, object], expected: tuple[str, str, str]
    ) -> None:
        code, requirement, key = expected
        file = changed(CERTIFICATE, **{f"toekenning__wettelijk_document__{k}": v for k, v in changes.items()})
        assert told(file) == [(code, requirement, f"toekenning.wettelijk_document.{key}")]

    def test_without_document_or_model(self) -> None:
        file = changed(CERTIFICATE, toekenning__wettelijk_document=ABSENT)
        assert told(file) == [("legal_model_missing", "E08", "toekenning.wettelijk_document")]

    def test_a_microcredential_has_no_such_document(self) -> None:
        file = changed(MICROCREDENTIAL, toekenning__wettelijk_document={"model": "X"})
        assert errors(file) == [("no_such_legal_document", "G08", "toekenning.wettelijk_document")]


class TestStatementOfParts:
    @pytest.mark.parametrize("parts", [[], ABSENT])
    def test_no_parts(self, parts: object) -> None:
        file = changed(STATEMENT_OF_PARTS, deel_1_examenresultaten=parts, deel_2_praktijkverklaring=ABSENT)
        assert ("no_parts", "A08", "deel_1_examenresultaten") in errors(file)

    def test_parts_under_their_general_name(self) -> None:
        parts = STATEMENT_OF_PARTS["deel_1_examenresultaten"]
        file = changed(STATEMENT_OF_PARTS, deel_1_examenresultaten=ABSENT, onderdelen=parts)
        assert told(file) == []

    def test_nobody_looked_for_something_higher(self) -> None:
        file = changed(STATEMENT_OF_PARTS, controle_geen_diploma=ABSENT)
        assert told(file) == [("look_for_diploma", "A07", "controle_geen_diploma")]

    @pytest.mark.parametrize("paper", ["diploma", "mbo_certificaat"])
    def test_there_is_something_higher(self, paper: str) -> None:
        file = changed(STATEMENT_OF_PARTS, controle_geen_diploma__uitkomst=paper)
        assert errors(file) == [("higher_paper_exists", "A07", "controle_geen_diploma")]

    def test_what_was_not_passed_is_left_out(self) -> None:
        found = read(changed(STATEMENT_OF_PARTS, deel_1_examenresultaten__1__resultaat="5,4"))
        assert [(one.code, one.requirement) for one in found.warnings] == [("exam_not_passed", "A08")]
        assert found.module is not None
        codes = [one.work_processes[0].code for one in found.module.learning_outcomes]
        assert codes == ["B1-K2", "B1-K1-W3"]

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            (
                {"deel_1_examenresultaten__0__resultaat": "tja"},
                ("exam_not_understood", "A08", "deel_1_examenresultaten[1].resultaat"),
            ),
            (
                {"deel_1_examenresultaten__0__datum": "2026-06-26"},
                ("result_after_award", "A08", "deel_1_examenresultaten[1].datum"),
            ),
            (
                {"vrijstelling": {"geen_automatisch_recht": "false"}},
                ("exemption_is_not_automatic", "I04", "vrijstelling.geen_automatisch_recht"),
            ),
        ],
    )
    def test_mistakes(self, changes: dict[str, object], expected: tuple[str, str | None, str]) -> None:
        assert errors(changed(STATEMENT_OF_PARTS, **changes)) == [expected]

    def test_practice_says_where_and_with_whom(self) -> None:
        file = changed(STATEMENT_OF_PARTS, deel_2_praktijkverklaring__praktijkopleider=ABSENT)
        assert told(file) == [("practice_incomplete", "F09", "deel_2_praktijkverklaring.praktijkopleider")]


class TestDays:
    def test_what_is_still_to_come(self) -> None:
        facts = read(STATEMENT_OF_PRACTICE).award
        assert facts is not None
        assert list(check_nothing_to_come(facts, date(2026, 6, 1))) == []
        found = list(check_nothing_to_come(facts, date(2026, 5, 28)))
        assert [(one.code, one.key_path) for one in found] == [
            ("day_to_come", "handtekeningen[1].datum"),
            ("day_to_come", "handtekeningen[2].datum"),
        ]

    @pytest.mark.parametrize("written", ["2026-02-30", "1-7-2026", "20260701", "2026-7-1", "0001-01-01"])
    def test_what_is_no_day(self, written: str) -> None:
        file = changed(MICROCREDENTIAL, toekenning__uitgegeven_op=written)
        assert errors(file) == [("day_malformed", None, "toekenning.uitgegeven_op")]

    def test_valid_until_before_it_was_issued(self) -> None:
        file = changed(MICROCREDENTIAL, toekenning__geldig_tot="2026-07-01")
        assert errors(file) == [("days_out_of_order", None, "toekenning.geldig_tot")]


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    file = changed(
        STATEMENT_OF_PRACTICE,
        leerbedrijf__erkend_voor_crebo=["25998"],
        gesprekken__0=ABSENT,
        handtekeningen=["leerbedrijf"],
        toestemmingen__0__gegeven="nee",
        lerende__naam=ABSENT,
    )
    assert {requirement for _, requirement, _ in errors(file)} == {"F10", "F19", "F22", "F07", None}
