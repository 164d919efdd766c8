"""An mbo-certificaat: a part of a kwalificatie, or a keuzedeel, that the minister attached a certificate to.

Spec: requirements A03–A06, B04, E01–E22, J09.
"""

from credentials.achievement.instruments.instrument import Instrument, Recognition, Size

INSTRUMENT = Instrument(
    key="mbo_certificaat",
    card_number=2,
    names={"nl": "Mbo-certificaat", "en": "Mbo certificate"},
    in_brief={
        "nl": (
            "Een wettelijk bewijs voor een deel van een mbo-opleiding. De minister bepaalt voor "
            "welke delen het er is."
        ),
        "en": (
            "A statutory proof of a part of a vocational programme. The minister decides for which "
            "parts there is one."
        ),
    },
    recognition=Recognition.RECOGNISED,
    achievement_type="Certificate",
    in_diploma_register=True,
    wordings=(
        {
            "nl": (
                "Let op: dit is een digitaal afschrift naast het wettelijke "
                "mbo-certificaat, dat volgens het voorgeschreven model is uitgereikt. "
                "Het mbo-certificaat is geen volledig diploma. Controleer het ook in "
                "het diplomaregister van DUO."
            ),
            "en": (
                "Please note: this is a digital copy alongside the statutory mbo "
                "certificate, which was handed out in the prescribed form. The mbo "
                "certificate is not a full diploma. Check it in DUO's register of "
                "diplomas as well."
            ),
        },
    ),
    may_never_claim=("diploma",),
    size=Size.REGISTERED,
    register_codes=frozenset({"Keuzedeel", "Certificaat"}),
    certificate_in_register=True,
    needs_labour_market_value=True,
    existing_work_processes_only=True,
    from_one_qualification=True,
    not_from_lump_sum=True,
    not_for_one_company=True,
    has_legal_document=True,
    learning_paths=frozenset({"bol", "bbl", "derde_leerweg", "geen"}),
    rio_unit="MBOCERTIFICEERBAREEENHEID",
    formal_document="certificate",
)
