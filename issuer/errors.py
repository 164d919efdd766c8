"""What can go wrong in the exam board's product, apart from a wrong row in a file.

An error carries a ``code`` and ``params``; :mod:`issuer.texts` has the sentence and the advice for
each code, in Dutch and English. ``params`` hold ids, numbers, dates and file names, never anything
about a learner, so an error may be logged.
"""

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from issuer.domain.findings import Finding


class IssuerError(Exception):
    """Base of everything that this package raises on purpose.

    Attributes:
        code: Stable, public name of the kind of error; never renamed.
        params: Values for the text of the code.
    """

    code: ClassVar[str] = "issuer_error"

    def __init__(self, **params: str | int) -> None:
        details = ", ".join(f"{name}={value}" for name, value in params.items())
        super().__init__(f"{self.code}({details})")
        self.params = params


class NotInitialised(IssuerError):
    """There is no database here, or no institution in it."""

    code = "not_initialised"


class SchemaOutOfDate(IssuerError):
    """The database was made by another version of the software."""

    code = "schema_out_of_date"


class InstitutionExists(IssuerError):
    """The controller is in use by an institution with other particulars."""

    code = "institution_exists"


class UnknownInstitution(IssuerError):
    """No institution, or more than one, answers to what was asked."""

    code = "unknown_institution"


class InvalidInstitution(IssuerError):
    """A particular of the institution is not of its form; ``params['reason']`` says which."""

    code = "invalid_institution"


class ModuleVersionImmutable(IssuerError):
    """This version of the module was published with other content."""

    code = "module_version_immutable"


class ModuleNotPublishable(IssuerError):
    """The rules object to a module.

    Attributes:
        findings: What they say.
    """

    code = "module_not_publishable"

    def __init__(self, findings: "tuple[Finding, ...]", **params: str | int) -> None:
        super().__init__(**params)
        self.findings = findings


class UnknownModule(IssuerError):
    """No published module answers to what was asked."""

    code = "unknown_module"


class NotInRegisters(IssuerError):
    """The registers, as they were imported, do not have this code."""

    code = "not_in_registers"


class FileRefused(IssuerError):
    """The file as a whole cannot be read as a list of results; ``params['reason']`` says why."""

    code = "file_refused"


class AnnotatedCopyRefused(IssuerError):
    """The copy with remarks would replace a file that is no such copy; ``params['reason']`` says which."""

    code = "annotated_copy_refused"


class NothingToDecide(IssuerError):
    """There is no open proposal among what was asked."""

    code = "nothing_to_decide"


class DecisionRefused(IssuerError):
    """The decision breaks a rule of the exam board; ``params['reason']`` says which."""

    code = "decision_refused"


class AwardsBlocked(IssuerError):
    """Something that was written down about an award stands in the way of awarding it.

    Attributes:
        findings: What; the ``file`` of each is the id of the award.
    """

    code = "awards_blocked"

    def __init__(self, findings: "tuple[Finding, ...]", *, count: int) -> None:
        super().__init__(count=count)
        self.findings = findings


class DecisionNumberTaken(IssuerError):
    """An earlier decision has this number."""

    code = "decision_number_taken"


class NoSigningKey(IssuerError):
    """There is no active key for a form that the settings ask for."""

    code = "no_signing_key"


class SettingsInvalid(IssuerError):
    """A setting makes no sense; ``params['setting']`` is its environment variable."""

    code = "settings_invalid"


class UnknownCredential(IssuerError):
    """This institution issued no credential with that id."""

    code = "unknown_credential"


class StatusChangeRefused(IssuerError):
    """The status of a credential may not change like that; ``params['reason']`` says why."""

    code = "status_change_refused"


class UnknownLearner(IssuerError):
    """This institution knows no learner with that id."""

    code = "unknown_learner"


class OrganisationRefused(IssuerError):
    """An organisation that signs cannot be registered like that; ``params['reason']`` says why."""

    code = "organisation_refused"


class SigningRequestRefused(IssuerError):
    """Nobody can be asked to sign this, or not like that; ``params['reason']`` says why."""

    code = "signing_request_refused"


class StatusListFull(IssuerError):
    """No free place was found in a status list, however often we tried."""

    code = "status_list_full"


class WorkersLost(IssuerError):
    """Every process that was making credentials died. What was stored by then stays."""

    code = "workers_lost"


class UnknownQualification(IssuerError):
    """The registers know no kwalificatie with this crebo."""

    code = "unknown_qualification"


class TooManyCredentials(IssuerError):
    """More files were given for one stack than anybody has credentials."""

    code = "too_many_credentials"


class AgreementChanged(IssuerError):
    """An agreement with this number is there, and says something else."""

    code = "agreement_changed"


class AwardNotVerified(IssuerError):
    """A decision on an award was asked for, and its credential does not pass verification."""

    code = "award_not_verified"


class PdfNotInstalled(IssuerError):
    """A PDF was asked for, and what typesets it is not installed."""

    code = "pdf_not_installed"


class RegisterStatusRefused(IssuerError):
    """How a credential stands with a register cannot be recorded like this; ``reason`` says why."""

    code = "register_status_refused"


class BadgeFileRefused(IssuerError):
    """The file is no badge that can be read; ``reason`` says why."""

    code = "badge_file_refused"


class UnknownAward(IssuerError):
    """The institution knows no such award."""

    code = "unknown_award"


class TrustListNotPublishable(IssuerError):
    """The trust list that is to be published is not one that a publisher signed."""

    code = "trust_list_not_publishable"
