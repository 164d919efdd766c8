"""The European and Dutch lists that our levels, assessments and forms of learning come from.

Each value has a short key that schools write in their files, the URI of the concept that a machine
follows, and a label in Dutch and English that a person reads. Where a European list has no concept
for a value, or we do not know its URI, the value points at the list itself and the key tells which
value is meant; :attr:`Concept.exact` is then False.

Spec: EU controlled vocabularies of the European Learning Model 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_DATA: Final = "http://data.europa.eu/snb/"
_EDITION: Final = "25831c2"  # the version of every list; the address of the list ends with it

ASSESSMENT_SCHEME: Final = f"{_DATA}assessment/{_EDITION}"
PARTICIPATION_SCHEME: Final = f"{_DATA}learning-assessment/{_EDITION}"
SUPERVISION_SCHEME: Final = f"{_DATA}supervision-verification/{_EDITION}"
VOLUME_OF_LEARNING: Final = f"{_DATA}model/elm/volumeOfLearning"
ECTS_CREDIT: Final = f"{_DATA}education-credit/6fcec5c5af"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One value of a list.

    Attributes:
        key: What schools write, and the ``targetCode`` in a credential.
        uri: The concept, or the list itself when ``exact`` is False.
        labels: "nl" and "en".
        exact: The URI stands for this value alone.
    """

    key: str
    uri: str
    labels: Mapping[str, str]
    exact: bool = True


def _table(*concepts: Concept) -> Mapping[str, Concept]:
    return MappingProxyType({concept.key: concept for concept in concepts})


def _assessment(key: str, code: str | None, nl: str, en: str) -> Concept:
    uri = f"{_DATA}assessment/{code}" if code else ASSESSMENT_SCHEME
    return Concept(key=key, uri=uri, labels={"nl": nl, "en": en}, exact=code is not None)


ASSESSMENT_TYPES: Final = _table(
    _assessment("written_exam", "6e6cb2cc78", "Schriftelijk examen", "Written examination"),
    _assessment("oral_exam", "d30284d7df", "Mondeling examen", "Oral examination"),
    _assessment("report_paper", "2939dae15f", "Verslag of werkstuk", "Report or paper"),
    _assessment(
        "behavioural_assessment",
        "6a4db9f11d",
        "Beoordeling van handelen in de praktijk",
        "Practical assessment",
    ),
    _assessment("professional_product", "de4d165a6c", "Beroepsproduct", "Professional product"),
    _assessment("development_report", "4f03b91c0e", "Ontwikkelverslag", "Development report"),
    _assessment("portfolio_assessment", "4f03b91c0e", "Portfolio", "Portfolio"),
    _assessment("personalized_assessment", None, "Beoordeling op maat", "Personalised assessment"),
    _assessment(
        "prior_learning", None, "Erkenning van eerder verworven competenties", "Recognition of prior learning"
    ),
)
"""EU element 9, by the keys that edubadges uses."""

ASSESSMENT_ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {"oram_exam": "oral_exam", "erkenning_eerder_verworven": "prior_learning"}
)
"""edubadges spells the oral examination so; schools that export from it should not be punished. And what
schools call by its Dutch name."""


def _participation(key: str, code: str, nl: str, en: str) -> Concept:
    return Concept(key=key, uri=f"{_DATA}learning-assessment/{code}", labels={"nl": nl, "en": en})


PARTICIPATION: Final = _table(
    _participation("online", "920fbb3cbe", "Online", "Online"),
    _participation("onsite", "9191af2ed9", "Op locatie", "On site"),
    _participation("blended", "e92d221e4d", "Deels online, deels op locatie", "Blended"),
    _participation("work_experience", "729f3bed4b", "Op de werkplek", "Work-based"),
)
"""EU element 10, by the keys that edubadges uses."""


def _supervision(key: str, code: str | None, nl: str, en: str) -> Concept:
    uri = f"{_DATA}supervision-verification/{code}" if code else SUPERVISION_SCHEME
    return Concept(key=key, uri=uri, labels={"nl": nl, "en": en}, exact=code is not None)


SUPERVISION: Final = _table(
    _supervision(
        "unsupervised_without_identity_verification",
        "c598449d64",
        "Zonder toezicht, identiteit niet gecontroleerd",
        "Unsupervised, identity not verified",
    ),
    _supervision(
        "supervised_without_identity_verification",
        None,
        "Met toezicht, identiteit niet gecontroleerd",
        "Supervised, identity not verified",
    ),
    _supervision(
        "online_with_identity_verification",
        None,
        "Online toezicht, identiteit gecontroleerd",
        "Supervised online, identity verified",
    ),
    _supervision(
        "onsite_with_identity_verification",
        None,
        "Toezicht op locatie, identiteit gecontroleerd",
        "Supervised on site, identity verified",
    ),
)
"""The optional EU element on supervision and identity during assessment."""

EQF_LEVELS: Final[Mapping[int, str]] = MappingProxyType({n: f"{_DATA}eqf/{n}" for n in range(1, 9)})

NLQF_LEVELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        level: f"{_DATA}qdr/{code}"
        for level, code in {
            "1": "c_3e11a3fd",
            "2": "c_c749fa23",
            "3": "c_f97cdbb5",
            "4": "c_ff656b33",
            "4+": "c_c2700f4e",
            "5": "c_18c9e9fe",
            "6": "c_1711a061",
            "7": "c_478359fc",
            "8": "c_2835a50f",
        }.items()
    }
)
"""The instroomniveau (entry level) is left out: nothing of mbo is levelled below 1."""

STACKABILITY: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "zelfstandig": {"nl": "Staat op zichzelf", "en": "Stand-alone"},
        "stapelbaar": {"nl": "Te stapelen met andere credentials", "en": "Stackable"},
        "onderdeel_van": {"nl": "Onderdeel van een groter geheel", "en": "Part of a larger credential"},
    }
)
"""The optional EU element on stackability; no European list has it as concepts."""
