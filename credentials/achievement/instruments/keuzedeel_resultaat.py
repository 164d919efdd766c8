"""The result of a keuzedeel that ended with an examination and has no certificate.

Spec: requirements A17, B04.
"""

from credentials.achievement.instruments.instrument import Instrument, Recognition, Size

INSTRUMENT = Instrument(
    key="keuzedeel_resultaat",
    card_number=5,
    names={"nl": "Resultaat keuzedeel", "en": "Result of an optional module"},
    in_brief={
        "nl": (
            "Het resultaat van het examen van een keuzedeel: een extra deel van een mbo-opleiding, "
            "hier zonder certificaat."
        ),
        "en": (
            "The result of the examination of a keuzedeel: an extra part of a vocational programme, "
            "here without a certificate."
        ),
    },
    recognition=Recognition.RECOGNISED,
    achievement_type="CertificateOfCompletion",
    in_diploma_register=False,
    wordings=(
        {
            "nl": (
                "Let op: dit is het resultaat van het examen van één keuzedeel. Het "
                "is geen diploma, er is geen certificaat bij uitgereikt en het staat "
                "niet apart in het diplomaregister van DUO."
            ),
            "en": (
                "Please note: this is the result of the examination of one optional "
                "module. It is not a diploma, no certificate was handed out with it, "
                "and DUO's register of diplomas does not hold it on its own."
            ),
        },
    ),
    may_never_claim=("diploma", "mbo-certificaat", "mbo certificate"),
    size=Size.REGISTERED,
    register_codes=frozenset({"Keuzedeel"}),
    certificate_in_register=False,
    existing_work_processes_only=True,
    learning_paths=frozenset({"bol", "bbl", "derde_leerweg", "geen"}),
    rio_unit="MBOKEUZEDEEL",
)
