"""The lists: complete, in two languages, and with the published URIs."""

from collections.abc import Mapping

import pytest

from credentials.achievement.european_vocabularies import (
    ASSESSMENT_ALIASES,
    ASSESSMENT_TYPES,
    EQF_LEVELS,
    NLQF_LEVELS,
    PARTICIPATION,
    STACKABILITY,
    SUPERVISION,
    Concept,
)
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument, Recognition
from credentials.achievement.legal_wording import split_legal_sentence

LISTS = pytest.mark.parametrize("table", [ASSESSMENT_TYPES, PARTICIPATION, SUPERVISION])


@LISTS
def test_every_concept_has_words_in_both_languages_and_a_uri_of_the_union(
    table: Mapping[str, Concept],
) -> None:
    for key, concept in table.items():
        assert concept.key == key
        assert set(concept.labels) == {"nl", "en"}
        assert concept.uri.startswith("http://data.europa.eu/snb/")


@LISTS
def test_a_concept_without_uri_of_its_own_points_at_the_list(table: Mapping[str, Concept]) -> None:
    for concept in table.values():
        assert concept.exact != concept.uri.endswith("/25831c2")


@LISTS
def test_labels_differ_within_a_list(table: Mapping[str, Concept]) -> None:
    for language in ("nl", "en"):
        assert len({concept.labels[language] for concept in table.values()}) == len(table)


def test_levels() -> None:
    assert EQF_LEVELS[4] == "http://data.europa.eu/snb/eqf/4"
    assert list(EQF_LEVELS) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert NLQF_LEVELS["4"] == "http://data.europa.eu/snb/qdr/c_ff656b33"
    assert list(NLQF_LEVELS) == ["1", "2", "3", "4", "4+", "5", "6", "7", "8"]
    assert len(set(NLQF_LEVELS.values())) == 9


def test_keys_of_edubadges_are_all_there() -> None:
    keys = "written_exam report_paper behavioural_assessment professional_product development_report"
    keys += " portfolio_assessment oram_exam personalized_assessment"
    keys += " erkenning_eerder_verworven"  # what SURF knows as recognition of prior learning
    assert {ASSESSMENT_ALIASES.get(key, key) for key in keys.split()} == set(ASSESSMENT_TYPES)
    assert set(PARTICIPATION) == {"online", "onsite", "blended", "work_experience"}


def test_stackability_is_the_three_of_the_schools() -> None:
    assert set(STACKABILITY) == {"zelfstandig", "stapelbaar", "onderdeel_van"}


@pytest.mark.parametrize("instrument", list(INSTRUMENTS.values()))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_legal_sentence_is_found_back_and_says_it_is_no_diploma(
    instrument: Instrument, language: str
) -> None:
    sentence = instrument.legal_sentence(language)
    assert split_legal_sentence(f"Eigen woorden.\n\n{sentence}") == ("Eigen woorden.", sentence, instrument)
    assert "diploma" in sentence
    assert set(instrument.names) == {"nl", "en"}


def test_a_result_of_a_keuzedeel_is_not_called_a_certificate() -> None:
    assert "mbo-certificaat" not in INSTRUMENTS["keuzedeel_resultaat"].legal_sentence("nl")


def test_a_description_without_fixed_words_stays_whole() -> None:
    assert split_legal_sentence("Zomaar.") == ("Zomaar.", None, None)


def test_standing_follows_from_the_instrument() -> None:
    assert INSTRUMENTS["microcredential"].recognition is Recognition.NOT_RECOGNISED
    assert INSTRUMENTS["praktijkverklaring"].recognition is Recognition.AS_PART
    assert [key for key, one in INSTRUMENTS.items() if one.in_diploma_register] == ["mbo_certificaat"]
