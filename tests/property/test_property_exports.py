"""Exports and imports: what goes out comes back, and whatever comes in makes nothing fall over."""

import dataclasses
import json
from collections.abc import Mapping
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from credentials.achievement.european_vocabularies import ASSESSMENT_TYPES, PARTICIPATION, SUPERVISION
from credentials.achievement.model import LearningOutcome, Level, Module, StudyLoad
from credentials.parsing import JsonObject
from issuer.domain.exports.catalogue import catalogued
from issuer.domain.exports.draft_module import draft_module
from issuer.domain.exports.edubadges import export_edubadges
from issuer.domain.exports.edubadges_import import import_edubadges
from issuer.domain.exports.exported import Remarks
from issuer.domain.exports.feeds import atom, rss
from issuer.domain.exports.surf import export_surf, surf_members
from issuer.domain.exports.surf_import import read_surf_badge
from issuer.domain.exports.surf_lists import (
    ASSESSMENT_TO_SURF,
    PARTICIPATION_TO_SURF,
    SUPERVISION_TO_SURF,
    from_surf,
)
from issuer.domain.modules.bounded_yaml import parse_yaml
from tests.awards_for_tests import ISSUER, MODULE, SCHOOL
from tests.exports_for_tests import published

_WORDS = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x2FF, exclude_categories=("Cc", "Cf", "Zs")),
    min_size=1,
    max_size=30,
)
MODULES = st.builds(
    lambda title, outcomes, load, level, assessments, participation, supervision: dataclasses.replace(
        MODULE,
        title={"nl": title, "en": title},
        description={"nl": title, "en": title},
        criteria={"nl": title, "en": title},
        learning_outcomes=tuple(
            LearningOutcome(code=f"LO{place}", text={"nl": text, "en": text})
            for place, text in enumerate(outcomes, 1)
        ),
        study_load=load,
        level=level,
        assessment_types=tuple(assessments),
        participation=participation,
        supervision=supervision,
    ),
    _WORDS,
    st.lists(_WORDS, min_size=1, max_size=4, unique=True),
    st.builds(
        StudyLoad, value=st.integers(min_value=1, max_value=2000), unit=st.sampled_from(["SBU", "ECTS"])
    ),
    st.integers(min_value=1, max_value=4).map(lambda n: Level(eqf=n, nlqf=str(n), mbo=n)),
    st.lists(st.sampled_from(sorted(ASSESSMENT_TYPES)), min_size=1, max_size=3, unique=True),
    st.sampled_from(sorted(PARTICIPATION)),
    st.sampled_from(sorted(SUPERVISION)),
)
SURF_MEMBERS = (
    "SBU",
    "ECTS",
    "timeInvestment",
    "assessmentType",
    "participationType",
    "supervisionType",
    "identityChecked",
    "educationProgramIdentifier",
    "type",
    "alignment",
    "name",
)
BADGE_CLASS_MEMBERS = (
    "name",
    "description",
    "criteria_text",
    "badge_class_type",
    "participation",
    "assessment_type",
    "stackable",
    "extensions",
    "assessment_supervised",
    "assessment_id_verified",
    "quality_assurance_url",
    "criteria_url",
)
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=12)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(MODULES)
def test_surf_values_survive_going_there_and_back(module: Module) -> None:
    """Their lists are shorter than ours, so it is their value that has to stay the same."""
    template = export_surf(published(module), ISSUER, "nl").content
    read = read_surf_badge(without_our_alignments(template)).content
    assert module.study_load is not None
    assert read.study_load is not None
    assert (read.study_load.value, read.study_load.unit) == (module.study_load.value, module.study_load.unit)
    first = next((one for one in module.assessment_types if one in ASSESSMENT_TO_SURF), None)
    if first is not None:
        (code,) = [one.code for one in read.assessment_types]
        assert ASSESSMENT_TO_SURF[code or ""] == ASSESSMENT_TO_SURF[first]
    assert read.participation is not None
    assert PARTICIPATION_TO_SURF[read.participation.code or ""] == PARTICIPATION_TO_SURF[module.participation]
    assert read.supervision is not None
    assert read.supervision.code == module.supervision


def without_our_alignments(template: JsonObject) -> JsonObject:
    """Return the template as software of SURF's own would make it: with their members alone."""
    document = json.loads(json.dumps(template))
    achievement = document["credentialSubject"]["achievement"]
    kinds = {"ext:StudyLoad", "ext:AssessmentType", "ext:Participation", "ext:Supervision"}
    achievement["alignment"] = [one for one in achievement["alignment"] if one["targetType"] not in kinds]
    achievement.pop("creditsAvailable", None)
    made: JsonObject = document
    return made


@given(MODULES)
def test_a_draft_from_our_own_template_says_what_the_module_says(module: Module) -> None:
    draft = draft_module(read_surf_badge(export_surf(published(module), ISSUER, "nl").content).content)
    assert draft["titel"] == {"nl": module.title["nl"]}
    assert draft["toetsvormen"] == list(module.assessment_types)
    assert draft["deelnamevorm"] == module.participation
    assert draft["toezicht_en_identiteit"] == {"eu_code": module.supervision}
    assert draft["niveau"] == {
        "mbo_niveau": module.level.mbo,
        "nlqf": module.level.nlqf,
        "eqf": module.level.eqf,
        "vastgesteld": False,
    }
    outcomes = draft["leeruitkomsten"]
    assert isinstance(outcomes, list)
    assert [one["nl"] for one in outcomes if isinstance(one, dict)] == [
        one.text["nl"] for one in module.learning_outcomes
    ]
    parse_yaml(json.dumps(draft).encode())


@given(MODULES)
def test_edubadges_and_back(module: Module) -> None:
    back = import_edubadges(export_edubadges(published(module), ISSUER, "nl").content).content
    load = module.study_load
    assert load is not None
    assert back["studielast"] == {"waarde": load.value, "eenheid": load.unit}
    assert back["toetsvormen"] == list(module.assessment_types)
    assert back["deelnamevorm"] == module.participation
    outcomes = back["leeruitkomsten"]
    assert isinstance(outcomes, list)
    assert [one["nl"] for one in outcomes if isinstance(one, dict)] == [
        " ".join(one.text["nl"].split()) for one in module.learning_outcomes
    ]


@given(MODULES)
def test_every_value_of_theirs_is_read_as_one_that_is_written_so(module: Module) -> None:
    members: Mapping[str, object] = surf_members(module, Remarks())
    for name, table in (
        ("assessmentType", ASSESSMENT_TO_SURF),
        ("participationType", PARTICIPATION_TO_SURF),
        ("supervisionType", SUPERVISION_TO_SURF),
    ):
        value = members.get(name)
        if isinstance(value, str):
            assert table[from_surf(value, table).key or ""] == value


@given(
    st.dictionaries(
        st.sampled_from(["credentialSubject", "issuer", "@context", "type", "name"]), _JSON, max_size=4
    ),
    st.dictionaries(
        st.sampled_from(SURF_MEMBERS),
        _JSON,
        max_size=6,
    ),
)
def test_whatever_is_in_a_badge_it_is_read(document: JsonObject, achievement: JsonObject) -> None:
    for tried in (document, document | {"credentialSubject": {"achievement": achievement}}):
        badge = read_surf_badge(tried)
        json.dumps(draft_module(badge.content), allow_nan=False)
        assert all(one.text(language) for one in badge.findings for language in ("nl", "en"))


@given(
    st.dictionaries(
        st.sampled_from(BADGE_CLASS_MEMBERS),
        _JSON,
        max_size=6,
    )
)
def test_whatever_is_in_a_badge_class_it_is_read(badge_class: JsonObject) -> None:
    made = import_edubadges(badge_class)
    json.dumps(made.content)
    assert all(one.text(language) for one in made.findings for language in ("nl", "en"))


@given(st.text(max_size=60), st.text(max_size=60))
def test_feeds_are_xml_whatever_the_school_writes(title: str, name: str) -> None:
    module = dataclasses.replace(MODULE, title={"nl": title or "x"}, description={"nl": name or "x"})
    shown = catalogued([published(module)])
    school = dataclasses.replace(ISSUER, name=name or "x")
    for feed in (atom, rss):
        text = feed(shown, school, "nl", address=f"{SCHOOL}/feed", page=SCHOOL)
        assert ElementTree.fromstring(text) is not None  # noqa: S314 - our own output
