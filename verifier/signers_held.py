"""Which of the signatures that others have to put on a credential are there: each by somebody else.

Two signatures by one key are one signature, whatever names stand above them, and the issuer does not
become a second signer by signing once more. So a signature counts in a role only when it is not the
issuer's, and when whoever made it counts in no other role.

Spec: requirement F22 ("2 van 2 handtekeningen").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verifier.endorsers import Endorsed, EndorserOutcome, Standing
from verifier.result import CheckStatus


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A signature that holds, in a role that is asked for, and that does not count.

    Attributes:
        outcome: The signature.
        role: As what it was meant.
        counts_as: The role in which whoever made it counts already; None for the issuer, who counts in none.
    """

    outcome: EndorserOutcome
    role: str
    counts_as: str | None


@dataclass(frozen=True, slots=True)
class SignersHeld:
    """What became of the roles in which others have to sign.

    Attributes:
        counted: The signature that counts, by role.
        missing: The roles in which none does.
        not_counted: Of the missing roles, the signatures that hold all the same.
    """

    counted: Mapping[str, EndorserOutcome]
    missing: tuple[str, ...]
    not_counted: tuple[NotCounted, ...]


def signers_held(required: Iterable[str], outcomes: Iterable[EndorserOutcome]) -> SignersHeld:
    """Return which signature counts in which role, so that as many roles as possible are held.

    Args:
        required: The roles, each once; a few.
        outcomes: The endorsements; the verifier's limits bound how many there can be.
    """
    roles = tuple(required)
    found = tuple(outcomes)
    holding = {role: [one for one in found if _holds_in(one, role)] for role in roles}
    able = {
        role: [one for one in those if one.standing is not Standing.ISSUER] for role, those in holding.items()
    }
    counted = _most(roles, able, {})
    missing = tuple(role for role in roles if role not in counted)
    not_counted = tuple(
        NotCounted(one, role, _counts_as(one, counted)) for role in missing for one in holding[role]
    )
    return SignersHeld(counted, missing, not_counted)


def same_signer(one: EndorserOutcome, other: EndorserOutcome) -> bool:
    """Tell whether two signatures are by one signer: of one name, one key, or by its own word one company.

    Somebody with two keys and two names is told apart by nobody; the names are shown for that.
    """
    mine, theirs = one.content, other.content
    return (
        mine.endorser_id == theirs.endorser_id
        or not one.signed_with.isdisjoint(other.signed_with)
        or (mine.kvk is not None and mine.kvk == theirs.kvk)
    )


def _holds_in(outcome: EndorserOutcome, role: str) -> bool:
    return (
        outcome.endorsed is Endorsed.CREDENTIAL
        and outcome.status is CheckStatus.PASSED
        and outcome.role == role
    )


def _most(
    roles: Sequence[str],
    able: Mapping[str, Sequence[EndorserOutcome]],
    chosen: Mapping[str, EndorserOutcome],
) -> Mapping[str, EndorserOutcome]:
    """Return ``chosen`` with a signer for as many of ``roles`` as can be, each of them another."""
    if not roles:
        return chosen
    role, rest = roles[0], roles[1:]
    best = chosen
    for one in able[role]:
        if any(same_signer(one, other) for other in chosen.values()):
            continue
        found = _most(rest, able, {**chosen, role: one})
        if len(found) == len(chosen) + len(roles):
            return found
        best = max(best, found, key=len)
    return max(best, _most(rest, able, chosen), key=len)


def _counts_as(one: EndorserOutcome, counted: Mapping[str, EndorserOutcome]) -> str | None:
    if one.standing is Standing.ISSUER:
        return None
    return next(role for role, other in counted.items() if same_signer(one, other))
