"""An mbo-verklaring: the parts that somebody passed who leaves without a diploma.

Spec: requirements A07, A08.
"""

from credentials.achievement.instruments.instrument import (
    LAW_ON_EDUCATION,
    Instrument,
    Recognition,
    Size,
    Usual,
)

INSTRUMENT = Instrument(
    key="mbo_verklaring",
    card_number=4,
    names={"nl": "Mbo-verklaring", "en": "Mbo statement"},
    in_brief={
        "nl": ("Een overzicht van de onderdelen die je hebt gehaald, als je zonder diploma van school gaat."),
        "en": "A list of the parts that you passed, if you leave school without a diploma.",
    },
    recognition=Recognition.RECOGNISED,
    achievement_type="ext:MboVerklaring",
    in_diploma_register=False,
    wordings=(
        {
            "nl": (
                "Let op: dit is een digitaal afschrift naast de wettelijke "
                "mbo-verklaring. Een mbo-verklaring noemt behaalde onderdelen, is "
                "geen diploma en geen mbo-certificaat, staat niet in het "
                "diplomaregister van DUO en geeft niet vanzelf recht op vrijstelling."
            ),
            "en": (
                "Please note: this is a digital copy alongside the statutory mbo "
                "statement. An mbo statement lists parts that were passed, is not a "
                "diploma and not an mbo certificate, is not in DUO's register of "
                "diplomas and gives no automatic right to exemption."
            ),
        },
    ),
    may_never_claim=("diploma", "mbo-certificaat", "mbo certificate"),
    size=Size.NO_DUTY,
    existing_work_processes_only=True,
    lists_parts=True,
    has_legal_document=True,
    learning_paths=frozenset({"bol", "bbl", "derde_leerweg", "geen"}),
    usual=Usual(
        assessment_types=("professional_product",),
        participation="blended",
        quality_assurance=LAW_ON_EDUCATION,
    ),
)
