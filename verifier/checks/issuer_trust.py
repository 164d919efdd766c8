"""Is the issuer a recognised school, then and now, and who says so?"""

from collections.abc import Iterator
from datetime import datetime

from credentials.achievement.instruments import INSTRUMENTS
from credentials.data_model_version import begin_of_validity
from credentials.date_time_stamp import format_date_time_stamp
from credentials.parsing import JsonObject
from credentials.recognized_entity import RecognizedAction, RecognizedEntity, TrustList
from verifier.claimed_instruments import claimed_instruments, texts_of
from verifier.codes import CheckId, Code
from verifier.members import inner, issuer_id
from verifier.result import CheckResult, CheckStatus, Finding, Parameter

NOBODY = "nobody"
"""Who signed a list that a verifier took on trust, in the evidence."""

_WRONG_THEN = frozenset({Code.ISSUER_NOT_RECOGNISED_THEN, Code.ISSUER_NOT_RECOGNISED_FOR})


def check_issuer_trust(credential: JsonObject, *, trust_list: TrustList | None, at: datetime) -> CheckResult:
    """Look the issuer up in a list of recognised schools.

    Recognition is judged at the moment that the credential was signed, and at ``at``, apart.
    A school that closed or merged since leaves what it signed before as good as it was: that is
    told, and does not make the check fail. Where the list says what a school may issue, that is
    judged in the same way. An issuer that is not on the list is unknown, which is not a judgement
    about it. That the issuer did sign is the proof's question, and not looked at here.

    Args:
        credential: The credential.
        trust_list: Whom the verifier goes by, or None when it has no list.
        at: The moment that the verifier takes as "now".

    Spec: Recognized Entities 1.0 (W3C Working Draft), "RecognizedAction"; OB 3.0 leaves validation of
    the issuer to the verifier.
    """
    if trust_list is None:
        return _undecided(Code.TRUST_LIST_MISSING, None)
    if trust_list.valid_until is not None and at > trust_list.valid_until:
        expired = Finding(
            code=Code.TRUST_LIST_EXPIRED,
            params={"list": trust_list.name, "valid_until": trust_list.valid_until},
        )
        return CheckResult(
            check=CheckId.ISSUER_TRUST,
            status=CheckStatus.INDETERMINATE,
            findings=(expired,),
            evidence=_list_evidence(trust_list),
        )
    issuer = issuer_id(credential)
    entity = trust_list.find(issuer) if issuer is not None else None
    if entity is None:
        return _undecided(Code.ISSUER_UNKNOWN, trust_list)
    findings = tuple(_outside_recognition(credential, entity, at))
    never = any(finding.code in _WRONG_THEN for finding in findings)
    return CheckResult(
        check=CheckId.ISSUER_TRUST,
        status=CheckStatus.FAILED if never else CheckStatus.PASSED,
        findings=findings,
        evidence=_list_evidence(trust_list) | _entity_evidence(entity),
    )


def _outside_recognition(credential: JsonObject, entity: RecognizedEntity, at: datetime) -> Iterator[Finding]:
    # Not awardedDate: the board may decide before the school's entry on the list begins.
    begin = begin_of_validity(credential)
    if begin is not None and begin.moment is not None:
        params: dict[str, Parameter] = {"name": entity.name, "date": begin.moment}
        if not entity.is_recognized(begin.moment):
            yield Finding(code=Code.ISSUER_NOT_RECOGNISED_THEN, pointer=f"/{begin.name}", params=params)
        elif not _may_issue(credential, entity, begin.moment):
            yield Finding(code=Code.ISSUER_NOT_RECOGNISED_FOR, pointer="/credentialSubject", params=params)
    params = {"name": entity.name, "date": at}
    if not entity.is_recognized(at):
        yield Finding(code=Code.ISSUER_NOT_RECOGNISED_NOW, pointer="/issuer", params=params)
    elif not _may_issue(credential, entity, at):
        yield Finding(code=Code.ISSUER_NOT_RECOGNISED_FOR_NOW, pointer="/credentialSubject", params=params)


def _may_issue(credential: JsonObject, entity: RecognizedEntity, moment: datetime) -> bool:
    """Tell whether all that the credential says was achieved is of a kind that the school may issue.

    What has no achievement, as an endorsement, is of no kind, and not limited.
    """
    if not entity.limited_to:
        return True
    limits = tuple(action for action in entity.limited_to if action.covers(moment))
    if any(limit.is_for_everything for limit in limits):
        return True
    return all(
        _is_allowed(achievement, limits)
        for subject in inner(credential, "credentialSubject")
        for achievement in inner(subject, "achievement")
    )


def _is_allowed(achievement: JsonObject, limits: tuple[RecognizedAction, ...]) -> bool:
    """Tell whether everything that an achievement passes for is allowed, and that is something.

    Else a school could add a type that it may issue to one that it may not.
    """
    keys = frozenset[str]().union(*(limit.instruments for limit in limits))
    types = frozenset[str]().union(*(limit.achievement_types for limit in limits))
    types_of_keys = {INSTRUMENTS[key].achievement_type for key in keys if key in INSTRUMENTS}
    claimed = list(claimed_instruments(achievement))
    kinds = list(texts_of(achievement, "achievementType"))
    return (
        bool(claimed or kinds)
        and all(one.key in keys or one.achievement_type in types for one in claimed)
        and all(kind in types or kind in types_of_keys for kind in kinds)
    )


def _undecided(code: Code, trust_list: TrustList | None) -> CheckResult:
    params = {"list": trust_list.name} if trust_list is not None else {}
    return CheckResult(
        check=CheckId.ISSUER_TRUST,
        status=CheckStatus.INDETERMINATE,
        findings=(Finding(code=code, pointer="/issuer", params=params),),
        evidence=_list_evidence(trust_list) if trust_list is not None else {},
    )


def _list_evidence(trust_list: TrustList) -> dict[str, str]:
    return {
        "trust_list": trust_list.name,
        "trust_list_publisher": trust_list.publisher,
        "trust_list_published_at": format_date_time_stamp(trust_list.published_at),
        "trust_list_sequence": str(trust_list.sequence),
        "trust_list_signed_by": trust_list.signed_by or NOBODY,
    }


def _entity_evidence(entity: RecognizedEntity) -> dict[str, str]:
    evidence = {"issuer": entity.id, "issuer_name": entity.name}
    if entity.brin is not None:
        evidence["brin"] = entity.brin
    if entity.kvk is not None:
        evidence["kvk"] = entity.kvk
    evidence["recognized_from"] = format_date_time_stamp(entity.recognized_from)
    if entity.recognized_until is not None:
        evidence["recognized_until"] = format_date_time_stamp(entity.recognized_until)
    return evidence
