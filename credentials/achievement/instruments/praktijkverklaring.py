"""A praktijkverklaring: the work processes that somebody carried out in a recognised company.

Spec: requirements A18, A19, F01–F29.
"""

from credentials.achievement.instruments.instrument import (
    LAW_ON_EDUCATION,
    Instrument,
    Recognition,
    Signer,
    Size,
    Usual,
)

INSTRUMENT = Instrument(
    key="praktijkverklaring",
    card_number=3,
    names={"nl": "Praktijkverklaring", "en": "Statement of practical skills"},
    in_brief={
        "nl": (
            "Een lijst van het werk dat je in een erkend leerbedrijf hebt geleerd en gedaan. Er "
            "staan geen cijfers op."
        ),
        "en": (
            "A list of the work that you learnt and did in a recognised work placement company. It "
            "has no grades."
        ),
    },
    recognition=Recognition.AS_PART,
    achievement_type="ext:Praktijkverklaring",
    in_diploma_register=False,
    wordings=(
        {
            "nl": (
                "Let op: een praktijkverklaring laat zien welke werkprocessen iemand "
                "in een erkend leerbedrijf heeft uitgevoerd. Zij is geen diploma en "
                "geen mbo-certificaat, is wettelijk erkend als onderdeel van een "
                "mbo-verklaring en staat niet in het diplomaregister van DUO."
            ),
            "en": (
                "Please note: a praktijkverklaring shows which work processes "
                "somebody carried out in a recognised work placement company. It is "
                "not a diploma and not an mbo certificate, has legal standing as part "
                "of an mbo statement, and is not in DUO's register of diplomas."
            ),
        },
    ),
    may_never_claim=("diploma", "mbo-certificaat", "mbo certificate"),
    size=Size.NO_DUTY,
    existing_work_processes_only=True,
    learnt_in_company=True,
    has_grades=False,
    asks_start_qualification="absent",
    signers=(Signer.COMPANY, Signer.SECTOR_ORGANISATION),
    learning_paths=frozenset({"bol", "bbl", "derde_leerweg", "geen"}),
    usual=Usual(
        assessment_types=("behavioural_assessment",),
        participation="work_experience",
        quality_assurance=LAW_ON_EDUCATION,
    ),
)
