"""``waarmerk credentials``, ``status``, ``revoke``, ``suspend``, ``reinstate`` and ``erase``."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final

import typer
from rich.markup import escape
from rich.table import Column

from credentials.status.status_changes import ChangeReason
from issuer.cli.days import typed_day
from issuer.cli.options import (
    NO_ONE_NAMED,
    By,
    Controller,
    Deciders,
    Home,
    KeysDir,
    Lang,
    PassphraseFile,
)
from issuer.cli.session import print_pages, session, settings_for, whole
from issuer.domain.public_reasons import PUBLIC_REASON
from issuer.domain.status import CredentialStatus, ReasonCode, StatusAction
from issuer.dutch_time import end_of_day, in_dutch_time
from issuer.errors import UnknownCredential
from issuer.services.change_status import StatusRequest
from issuer.settings import IssuerSettings
from issuer.texts import text_for

_PUBLIC: Final[Mapping[ChangeReason, str]] = {
    ChangeReason.ERROR: "said.public_error",
    ChangeReason.DECISION_WITHDRAWN: "said.public_decision_withdrawn",
    ChangeReason.LEARNER_REQUEST: "said.public_learner_request",
    ChangeReason.DUPLICATE: "said.public_duplicate",
}
"""What the board is told about what others can read."""

CredentialId = Annotated[
    str, typer.Argument(help="Id of the credential: urn:uuid:….", show_default=False, metavar="CREDENTIAL")
]
Reason = Annotated[
    ReasonCode,
    typer.Option(help="Why. Published with the day; fraude as ingetrokken_besluit.", show_default=False),
]
Explanation = Annotated[
    str, typer.Option(help="Why, in a sentence. It is not published.", show_default=False)
]
DecisionNumber = Annotated[
    str, typer.Option("--decision", help="The board's number of the decision.", show_default=False)
]


def credentials(home: Home = None, institution: Controller = None, lang: Lang = None) -> None:
    """List the issued credentials and whether they are in force."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        office, institution_id = running.office, running.institution.id
        word = running.word

        def columns() -> tuple[Column, ...]:
            return (
                whole(word("Bewijs", "Credential"), 45),
                whole("Status", 12),
                Column(word("Naam", "Name"), ratio=1),
                Column("Module", ratio=1),
            )

        print_pages(
            running.console,
            columns,
            (
                (
                    one.credential_id,
                    text_for(f"said.word_{status_word(one.status)}", running.language, {}),
                    escape(one.learner.name),
                    escape(one.module.title.get(running.language) or one.module.title["nl"]),
                )
                for one in office.read_credentials.listed(institution_id, at=office.clock())
            ),
        )


def status(
    credential: CredentialId,
    at: Annotated[
        str | None, typer.Option(help="Day, at its end in Dutch time, such as 1-7-2026. Default: now.")
    ] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Show whether a credential is in force, or was on a past date."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        moment = running.office.clock() if at is None else _end_of(at)
        found = running.office.read_status(running.institution.id, credential, at=moment)
        with running.office.uow.read(running.institution.id) as ledger:
            issued = ledger.credentials.get(credential)
        was_there = issued is not None and issued.valid_from <= moment
        running.say(
            f"said.status_{status_word(found) if was_there else 'not_issued'}",
            moment=in_dutch_time(moment),
        )


def revoke(
    credential: CredentialId,
    reason: Reason,
    explanation: Explanation,
    decision: DecisionNumber,
    by: Deciders,
    home: Home = None,
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Revoke a credential, for good, by a decision of two people."""
    settings = settings_for(home=home, keys_dir=keys_dir, passphrase_file=passphrase_file, lang=lang)
    request = _request(credential, StatusAction.REVOKED, reason, explanation, decision, by)
    _change(settings, institution, request)


def suspend(
    credential: CredentialId,
    reason: Reason,
    explanation: Explanation,
    decision: DecisionNumber,
    by: Annotated[list[str], typer.Option(help="Who decided; one is enough.", show_default=False)],
    home: Home = None,
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Suspend a credential for the time being, if its module asks for that."""
    settings = settings_for(home=home, keys_dir=keys_dir, passphrase_file=passphrase_file, lang=lang)
    request = _request(credential, StatusAction.SUSPENDED, reason, explanation, decision, by)
    _change(settings, institution, request)


def reinstate(
    credential: CredentialId,
    reason: Reason,
    explanation: Explanation,
    decision: DecisionNumber,
    by: Deciders,
    home: Home = None,
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """End the suspension of a credential, by a decision of two people."""
    settings = settings_for(home=home, keys_dir=keys_dir, passphrase_file=passphrase_file, lang=lang)
    request = _request(credential, StatusAction.REINSTATED, reason, explanation, decision, by)
    _change(settings, institution, request)


def erase(
    credential: CredentialId,
    home: Home = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Delete everything about the learner of a credential. Their own copies stay verifiable."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        with running.office.uow.read(running.institution.id) as ledger:
            found = ledger.credentials.get(credential)
        if found is None:
            raise UnknownCredential(credential=credential[:80])
        count = running.office.erase_learner(running.institution.id, found.learner_id, by=by)
        running.say("said.erased" if count else "said.already_erased", count=count)


def status_word(status: CredentialStatus) -> str:
    """Return the one word that matters most."""
    if status.revoked:
        return "revoked"
    return "suspended" if status.suspended else "in_force"


def _request(
    credential: str,
    action: StatusAction,
    reason: ReasonCode,
    explanation: str,
    decision: str,
    by: list[str],
) -> StatusRequest:
    return StatusRequest(
        credential_id=credential,
        action=action,
        reason=reason,
        explanation=explanation,
        decision_number=decision,
        decided_by=tuple(by),
    )


def _change(settings: IssuerSettings, institution: str | None, request: StatusRequest) -> None:
    with session(settings, institution) as running:
        # Opened first: a change that cannot be published should not be made by mistake.
        keys = running.office.signing_keys(running.institution)
        change = running.office.change_status(running.institution.id, request)
        running.say(
            f"said.{request.action.value}" if change.changed else f"said.already_{request.action.value}",
            credential=request.credential_id,
        )
        if change.changed and request.action is not StatusAction.REINSTATED:
            running.say(_PUBLIC[PUBLIC_REASON[request.reason]])
        running.publish(keys, by=" + ".join(request.decided_by))


def _end_of(text: str) -> datetime:
    return end_of_day(typed_day(text, "--at"))
