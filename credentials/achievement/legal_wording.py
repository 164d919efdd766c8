"""What each instrument is, and what it is not, in fixed words.

A school writes its own description; it does not write what the law says about the paper. These
sentences are added to ``achievement.description`` when a credential is built, so whoever reads it,
in whatever software, reads them too.

A sentence is never changed: credentials carry it for ever. When the law changes, a new sentence is
put in front of the old one in :data:`_SENTENCES`, and :func:`split_legal_sentence` keeps knowing both.

Spec: requirements A01–A03, A09, A17, A18, A20, A21, B05, B07, E08, E09, H02.
"""

import enum
from collections.abc import Mapping
from types import MappingProxyType


class Instrument(enum.StrEnum):
    """What a Dutch vocational school can hand out, short of a diploma."""

    MICROCREDENTIAL = "microcredential"
    MBO_CERTIFICAAT = "mbo_certificaat"
    KEUZEDEEL_RESULTAAT = "keuzedeel_resultaat"
    PRAKTIJKVERKLARING = "praktijkverklaring"
    MBO_VERKLARING = "mbo_verklaring"
    BRANCHECERTIFICAAT = "branchecertificaat"


class Recognition(enum.StrEnum):
    """Standing of the instrument under Dutch law."""

    RECOGNISED = "recognised"
    AS_PART = "recognised_as_part"  # only as part of an mbo-verklaring
    NOT_RECOGNISED = "not_recognised"


RECOGNITION: Mapping[Instrument, Recognition] = MappingProxyType(
    {
        Instrument.MICROCREDENTIAL: Recognition.NOT_RECOGNISED,
        Instrument.MBO_CERTIFICAAT: Recognition.RECOGNISED,
        Instrument.KEUZEDEEL_RESULTAAT: Recognition.RECOGNISED,
        Instrument.PRAKTIJKVERKLARING: Recognition.AS_PART,
        Instrument.MBO_VERKLARING: Recognition.RECOGNISED,
        Instrument.BRANCHECERTIFICAAT: Recognition.NOT_RECOGNISED,
    }
)
"""Computed from the instrument, never typed in by a school (requirement A20)."""

IN_DIPLOMA_REGISTER = frozenset({Instrument.MBO_CERTIFICAAT})
"""What DUO's diplomaregister can confirm (requirements E09 and H02)."""

INSTRUMENT_NAMES: Mapping[Instrument, Mapping[str, str]] = MappingProxyType(
    {
        Instrument.MICROCREDENTIAL: {"nl": "Microcredential mbo", "en": "Microcredential (mbo)"},
        Instrument.MBO_CERTIFICAAT: {"nl": "Mbo-certificaat", "en": "Mbo certificate"},
        Instrument.KEUZEDEEL_RESULTAAT: {"nl": "Resultaat keuzedeel", "en": "Result of an optional module"},
        Instrument.PRAKTIJKVERKLARING: {"nl": "Praktijkverklaring", "en": "Statement of practical skills"},
        Instrument.MBO_VERKLARING: {"nl": "Mbo-verklaring", "en": "Mbo statement"},
        Instrument.BRANCHECERTIFICAAT: {"nl": "Branchecertificaat", "en": "Sector certificate"},
    }
)

_SENTENCES: Mapping[Instrument, tuple[Mapping[str, str], ...]] = MappingProxyType(
    {
        Instrument.MICROCREDENTIAL: (
            {
                "nl": "Let op: een microcredential is geen diploma en geen mbo-certificaat. Het is geen "
                "waardepapier dat door het ministerie van OCW is vastgesteld en het staat niet in het "
                "diplomaregister van DUO. De studielast is een schatting voor een gemiddelde lerende.",
                "en": "Please note: a microcredential is not a diploma and not an mbo certificate. It is not "
                "a document laid down by the Dutch Ministry of Education, and DUO's register of diplomas "
                "does not hold it. The study load is an estimate for an average learner.",
            },
        ),
        Instrument.MBO_CERTIFICAAT: (
            {
                "nl": "Let op: dit is een digitaal afschrift naast het wettelijke mbo-certificaat, dat "
                "volgens het voorgeschreven model is uitgereikt. Het mbo-certificaat is geen volledig "
                "diploma. Controleer het ook in het diplomaregister van DUO.",
                "en": "Please note: this is a digital copy alongside the statutory mbo certificate, which "
                "was handed out in the prescribed form. The mbo certificate is not a full diploma. "
                "Check it in DUO's register of diplomas as well.",
            },
        ),
        Instrument.KEUZEDEEL_RESULTAAT: (
            {
                "nl": "Let op: dit is het resultaat van het examen van één keuzedeel. Het is geen diploma, "
                "er is geen certificaat bij uitgereikt en het staat niet apart in het diplomaregister "
                "van DUO.",
                "en": "Please note: this is the result of the examination of one optional module. It is "
                "not a diploma, no certificate was handed out with it, and DUO's register of diplomas does "
                "not hold it on its own.",
            },
        ),
        Instrument.PRAKTIJKVERKLARING: (
            {
                "nl": "Let op: een praktijkverklaring laat zien welke werkprocessen iemand in een erkend "
                "leerbedrijf heeft uitgevoerd. Zij is geen diploma en geen mbo-certificaat, is wettelijk "
                "erkend als onderdeel van een mbo-verklaring en staat niet in het diplomaregister van DUO.",
                "en": "Please note: a praktijkverklaring shows which work processes somebody carried out in "
                "a recognised work placement company. It is not a diploma and not an mbo certificate, has "
                "legal standing as part of an mbo statement, and is not in DUO's register of diplomas.",
            },
        ),
        Instrument.MBO_VERKLARING: (
            {
                "nl": "Let op: dit is een digitaal afschrift naast de wettelijke mbo-verklaring. Een "
                "mbo-verklaring noemt behaalde onderdelen, is geen diploma en geen mbo-certificaat, staat "
                "niet in het diplomaregister van DUO en geeft niet vanzelf recht op vrijstelling.",
                "en": "Please note: this is a digital copy alongside the statutory mbo statement. An mbo "
                "statement lists parts that were passed, is not a diploma and not an mbo certificate, is "
                "not in DUO's register of diplomas and gives no automatic right to exemption.",
            },
        ),
        Instrument.BRANCHECERTIFICAAT: (
            {
                "nl": "Let op: dit certificaat is van de brancheorganisatie. Het is geen diploma en geen "
                "mbo-certificaat, is niet door het ministerie van OCW vastgesteld en staat niet in het "
                "diplomaregister van DUO.",
                "en": "Please note: this certificate belongs to the sector organisation. It is not a diploma "
                "and not an mbo certificate, was not laid down by the Dutch Ministry of Education, and is "
                "not in DUO's register of diplomas.",
            },
        ),
    }
)


def legal_sentence(instrument: Instrument, language: str) -> str:
    """Return the fixed words on the legal standing of ``instrument``.

    Args:
        instrument: What is handed out.
        language: "nl" or "en".

    Raises:
        KeyError: ``language`` is neither.
    """
    return _SENTENCES[instrument][0][language]


def split_legal_sentence(description: str) -> tuple[str, str | None, Instrument | None]:
    """Take a description apart into the school's own words and the fixed ones.

    Returns:
        The school's words, the fixed sentence or None when there is none at the end, and the
        instrument that the sentence belongs to.
    """
    for instrument, editions in _SENTENCES.items():
        for edition in editions:
            for sentence in edition.values():
                if description.endswith(sentence):
                    return description[: -len(sentence)].rstrip(), sentence, instrument
    return description, None, None
