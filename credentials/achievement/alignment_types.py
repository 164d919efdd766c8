"""The kinds of alignment that we write and read, and the words that stand in them."""

from collections.abc import Mapping
from enum import StrEnum


class AlignmentType(StrEnum):
    """The values of ``targetType`` that we write and read."""

    LEARNING_OUTCOME = "ext:LearningOutcome"
    WORK_PROCESS = "ext:Werkproces"
    ESCO = "ext:ESCO"
    COMPETENT_NL = "ext:CompetentNL"
    STUDY_LOAD = "ext:StudyLoad"
    EQF = "ext:EQF"
    NLQF = "ext:NLQF"
    ASSESSMENT_TYPE = "ext:AssessmentType"
    PARTICIPATION = "ext:Participation"
    QUALITY_ASSURANCE = "ext:QualityAssurance"
    SUPERVISION = "ext:Supervision"
    ENTRY_REQUIREMENT = "ext:EntryRequirement"
    STACKABILITY = "ext:Stackability"
    COUNTS_TOWARDS = "ceterms:Credential"
    LABOUR_MARKET_VALUE = "ext:LabourMarketValue"


WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "indicative": " (indicatief)",
        "eqf": "EQF-niveau",
        "nlqf": "NLQF-niveau",
        "mbo": "mbo-niveau",
        "study_load": "SBU (indicatieve studielast)",
        "hours": "uur (indicatieve studielast)",
        "outcomes": "Leeruitkomst",
    },
    "en": {
        "indicative": " (indicative)",
        "eqf": "EQF level",
        "nlqf": "NLQF level",
        "mbo": "mbo level",
        "study_load": "SBU (indicative study load in hours)",
        "hours": "hours (indicative study load)",
        "outcomes": "Learning outcome",
    },
}
