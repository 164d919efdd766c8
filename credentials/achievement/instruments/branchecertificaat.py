"""A certificate of a sector organisation, on a module of a school.

Spec: requirements A16.
"""

from credentials.achievement.instruments.instrument import Instrument, Recognition, Signer, Size

INSTRUMENT = Instrument(
    key="branchecertificaat",
    card_number=6,
    names={"nl": "Branchecertificaat", "en": "Sector certificate"},
    in_brief={
        "nl": (
            "Een bewijs van een brancheorganisatie: de organisatie van bedrijven in een vak. De "
            "school geeft de opleiding."
        ),
        "en": (
            "Proof from a sector organisation: the organisation of companies in a trade. The school "
            "gives the course."
        ),
    },
    recognition=Recognition.NOT_RECOGNISED,
    achievement_type="Certification",
    in_diploma_register=False,
    wordings=(
        {
            "nl": (
                "Let op: dit certificaat is van de brancheorganisatie. Het is geen "
                "diploma en geen mbo-certificaat, is niet door het ministerie van OCW "
                "vastgesteld en staat niet in het diplomaregister van DUO."
            ),
            "en": (
                "Please note: this certificate belongs to the sector organisation. It "
                "is not a diploma and not an mbo certificate, was not laid down by "
                "the Dutch Ministry of Education, and is not in DUO's register of "
                "diplomas."
            ),
        },
    ),
    may_never_claim=("diploma", "mbo-certificaat", "mbo certificate"),
    size=Size.POSITIVE,
    needs_labour_market_value=True,
    signers=(Signer.SECTOR_ORGANISATION,),
    learning_paths=frozenset({"bol", "bbl", "geen"}),
    rio_unit="PARTICULIEREOPLEIDING",
)
