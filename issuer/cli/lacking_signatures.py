"""Says whose signatures are lacking, and why one that is there does not count."""

from uuid import UUID

from credentials.endorsement.roles import role_name
from issuer.cli.session import Session
from issuer.services.module_signatures import LapsedOfModule
from issuer.services.signatures_held import AwaitingSignatures, LapsedSignature


def say_awaiting(running: Session, one: AwaitingSignatures) -> None:
    """Say for whose signatures an award waits, and why one that is there does not count."""
    lapsed = {signature.role for signature in one.lapsed}
    waited_for = [role for role in one.roles if role not in lapsed]
    if waited_for:
        names = ", ".join(role_name(role, running.language) for role in waited_for)
        code = "said.awaiting" if one.asked else "said.awaiting_unasked"
        running.say(code, award=str(one.award_id), roles=names)
    for signature in one.lapsed:
        say_signature_lapsed(running, one.award_id, signature)


def say_lapsed_of_module(running: Session, one: LapsedOfModule) -> None:
    """Say what stood behind a module and was left out of what was issued."""
    running.say(
        "said.hallmark_lapsed" if one.organisation is None else "said.module_signature_lapsed",
        organisation=one.organisation or running.institution.name,
        module=one.achievement_id,
        why=one.why.text(running.language),
    )


def say_signature_lapsed(running: Session, award: UUID, signature: LapsedSignature) -> None:
    """Say why what somebody signed counts no more."""
    running.say(
        "said.signature_lapsed",
        award=str(award),
        organisation=signature.organisation,
        role=role_name(signature.role, running.language),
        why=signature.why.text(running.language),
    )
