"""What an instrument is not, in fixed words, found back at the end of a description.

A school writes its own description; it does not write what the law says about the paper. The fixed
words are added to ``achievement.description`` when a credential is built, so whoever reads it, in
whatever software, reads them too.

Spec: requirements A01–A03, A09, A17, A18, A20, A21, B05, B07, E08, E09, H02.
"""

from typing import Final

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument

_SENTENCES: Final = tuple(
    sentence
    for instrument in INSTRUMENTS.values()
    for edition in instrument.wordings
    for sentence in edition.values()
)


def split_legal_sentence(description: str) -> tuple[str, str | None, Instrument | None]:
    """Take a description apart into the school's own words and the fixed ones.

    Returns:
        The school's words, the fixed sentence or None when there is none at the end, and the
        instrument that the sentence belongs to.
    """
    if not description.endswith(_SENTENCES):  # as most do not; asked at once, that takes next to nothing
        return description, None, None
    for instrument in INSTRUMENTS.values():
        for edition in instrument.wordings:
            for sentence in edition.values():
                if description.endswith(sentence):
                    return description[: -len(sentence)].rstrip(), sentence, instrument
    return description, None, None
