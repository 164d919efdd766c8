"""What a credential is not: the sentence that keeps a reader from taking it for more."""

from typing import Final

from credentials.achievement.content import OpenBadgeContent
from verifier.texts import Texts

# OB 3.0's AchievementType has these for what a law may call a diploma; the rest is something less.
_MAY_BE_DIPLOMA: Final = frozenset(
    {
        "AssociateDegree",
        "BachelorDegree",
        "Degree",
        "Diploma",
        "DoctoralDegree",
        "GeneralEducationDevelopment",
        "MasterDegree",
        "MasterCertificate",
        "ProfessionalDoctorate",
        "QualityAssuranceCredential",
        "ResearchDoctorate",
        "SecondarySchoolDiploma",
    }
)


def what_it_is_not(content: OpenBadgeContent, texts: Texts) -> tuple[str, ...]:
    """Return the sentences on what a credential is not, in the reader's language.

    For the instruments of Dutch vocational education they are the fixed words on their legal
    standing, whatever the credential itself says; for other badges what their type tells.
    """
    sentences: list[str] = []
    if content.instrument is not None:
        sentences.append(content.instrument.legal_sentence(texts.language))
    elif content.achievement_type is not None and content.achievement_type not in _MAY_BE_DIPLOMA:
        sentences.append(texts.word("standing", "not_a_diploma"))
    if content.level.indicative:
        sentences.append(texts.word("standing", "indicative_level"))
    sentences.append(texts.word("standing", "value"))
    return tuple(sentences)
