"""A microcredential: what a school may award where no diploma and no mbo-certificaat exists.

Spec: requirements A09, A10, B01–B03, C01–C14.
"""

from credentials.achievement.instruments.instrument import Instrument, Recognition, Size

INSTRUMENT = Instrument(
    key="microcredential",
    card_number=1,
    names={"nl": "Microcredential mbo", "en": "Microcredential (mbo)"},
    in_brief={
        "nl": (
            "Een bewijs van een korte opleiding aan een mbo-school. Het laat precies zien wat je "
            "erbij hebt geleerd voor je werk."
        ),
        "en": (
            "Proof of a short course at a school for vocational education. It shows exactly what you "
            "learnt for your work."
        ),
    },
    recognition=Recognition.NOT_RECOGNISED,
    achievement_type="MicroCredential",
    in_diploma_register=False,
    wordings=(
        {
            "nl": (
                "Let op: een microcredential is geen diploma en geen mbo-certificaat. "
                "Het is geen waardepapier dat door het ministerie van OCW is "
                "vastgesteld en het staat niet in het diplomaregister van DUO. De "
                "studielast is een schatting voor een gemiddelde lerende."
            ),
            "en": (
                "Please note: a microcredential is not a diploma and not an mbo "
                "certificate. It is not a document laid down by the Dutch Ministry of "
                "Education, and DUO's register of diplomas does not hold it. The "
                "study load is an estimate for an average learner."
            ),
        },
    ),
    may_never_claim=("diploma", "mbo-certificaat", "mbo certificate"),
    keeps_dutch_name=True,
    size=Size.FREE,
    needs_learning_experience=True,
    needs_labour_market_value=True,
    needs_self_assessment=True,
    needs_funded_school=True,
    asks_start_qualification="present",
    entry_is_open=True,
    learning_paths=frozenset({"geen"}),
    rio_unit="PARTICULIEREOPLEIDING",
    formal_document="micro_credential_certificate",
)
