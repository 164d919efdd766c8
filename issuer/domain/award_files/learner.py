"""The learner of an award file: a name, and something to recognise them by."""

from dataclasses import dataclass, field

from issuer.domain.award_files.refused_keys import refuse_personal_data
from issuer.domain.learners import is_email, is_name, is_student_number, tidy_name
from issuer.domain.modules.keys import Keys

_REFUSED_IDENTIFIERS = frozenset({"nationalIdentityNumber"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardedLearner:
    """Who it is awarded to.

    Attributes:
        name: Tidied; "" when there is none that will do.
        student_number: Of the school, or None.
        email: In lower case, or None.
        pointer: Where it stands.
    """

    name: str
    student_number: str | None = None
    email: str | None = None
    pointer: str = field(default="", compare=False)


def read_learner(award: Keys) -> AwardedLearner:
    """Read ``lerende``."""
    award.require("lerende", "naam en studentnummer of e-mail", "name and student number or e-mail")
    keys = award.table("lerende")
    refuse_personal_data(keys)
    if "lerende" in award:
        keys.require("naam", "de naam van de lerende", "the name of the learner")
    name = tidy_name(keys.text("naam") or "")
    if name and not is_name(name):
        keys.add("learner_name_unusable", "naam")
        name = ""
    number, email = keys.text("studentnummer"), keys.text("email")
    identifier = keys.table("identificatie")
    kind, value = identifier.text("type"), identifier.text("waarde")
    if kind in _REFUSED_IDENTIFIERS:
        identifier.add("national_number_refused", "type", requirement="F08")
    elif kind == "emailAddress":
        email = email or value
    elif kind == "studentNumber":
        number = number or value
    elif kind is not None:
        identifier.add("not_in_list", "type", value=kind[:40], choices="emailAddress, studentNumber")
    identifier.ignore(("hashed",))
    identifier.finish()
    if number is not None and not is_student_number(number):
        keys.add("learner_number_unusable", "studentnummer")
        number = None
    if email is not None and not is_email(email):
        keys.add("learner_email_unusable", "email")
        email = None
    keys.finish()
    return AwardedLearner(
        name=name, student_number=number, email=email.lower() if email else None, pointer=keys.pointer
    )
