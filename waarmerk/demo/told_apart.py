"""Five credentials that look alike and are not: what a verifier must tell apart."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award, Recipient
from credentials.proofs.data_integrity import add_proof
from issuer.domain.status import ReasonCode, StatusAction
from keys.backends.in_memory import ephemeral_did_key
from verifier import CheckId, Conclusion
from waarmerk.demo.example_school import ExampleBroken, ExampleSchool

_MODULE = "veilig-werken"
_NAMES = {"expired": "Ids Verloop", "revoked": "Ina Trekking", "suspended": "Onno Schort"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """One of the five.

    Attributes:
        name: ``tampered``, ``revoked``, ``suspended``, ``expired`` or ``unknown-issuer``.
        content: The credential as JSON.
        conclusion: What a verifier must conclude.
        decided_by: The check that must say so.
    """

    name: str
    content: bytes
    conclusion: Conclusion
    decided_by: CheckId


def issue_expired(school: ExampleSchool, *, at: datetime) -> Lookalike:
    """Issue a credential so long ago that it is no longer valid."""
    content = _issue_one(school.at_time(lambda: at), "expired", at)[1]
    return Lookalike(
        name="expired",
        content=content,
        conclusion=Conclusion.FAILED,
        decided_by=CheckId.VALIDITY_PERIOD,
    )


def issue_and_withdraw(school: ExampleSchool, *, at: datetime) -> Iterator[Lookalike]:
    """Issue two credentials and revoke the one and suspend the other."""
    changes = {
        "revoked": (StatusAction.REVOKED, ReasonCode.INGETROKKEN_BESLUIT),
        "suspended": (StatusAction.SUSPENDED, ReasonCode.FOUT_IN_GEGEVENS),
    }
    for name, (action, reason) in changes.items():
        credential_id, content = _issue_one(school, name, at)
        school.change_status(credential_id, action, reason)
        yield Lookalike(name=name, content=content, conclusion=Conclusion.FAILED, decided_by=CheckId.STATUS)


def tamper(content: bytes) -> Lookalike:
    """Put another name on a good credential, and leave the rest as it was signed."""
    document = json.loads(content)
    for identity in document["credentialSubject"]["identifier"]:
        if identity["identityType"] == "name":
            identity["identityHash"] = "Frits Fraudeur"
    tampered = json.dumps(document, ensure_ascii=False).encode()
    if tampered == content:
        raise ExampleBroken("the credential has no name to change")
    return Lookalike(
        name="tampered", content=tampered, conclusion=Conclusion.FAILED, decided_by=CheckId.PROOF
    )


def from_nobody_we_know(school: ExampleSchool, *, at: datetime) -> Lookalike:
    """Sign what looks like a credential of the school with a key that nobody knows."""
    did, signer = ephemeral_did_key()
    with school.office.uow.read(school.institution.id) as ledger:
        version = next(one for one in ledger.modules.all() if one.module.id.endswith(_MODULE))
    award = Award(
        credential_id=school.office.new_id().urn,
        issuer=replace(school.institution.as_issuer(), id=did),
        module=version.module,
        recipient=Recipient(name="Nadine Nergens"),
        awarded_on=at.date(),
        valid_from=at,
    )
    signed = add_proof(build_open_badge(award), signer, created=at)
    return Lookalike(
        name="unknown-issuer",
        content=json.dumps(signed, ensure_ascii=False).encode(),
        conclusion=Conclusion.INDETERMINATE,
        decided_by=CheckId.ISSUER_TRUST,
    )


def _issue_one(school: ExampleSchool, name: str, at: datetime) -> tuple[str, bytes]:
    """Take one learner through import, decision and issue; return id and JSON of the credential."""
    report = school.import_results(_one_row(name, at))
    if report.proposed != 1:
        raise ExampleBroken(f"{name}: {[remark.code for remark in report.remarks]}")
    school.decide(f"EC-voorbeeld-{name}", at.date())
    (credential_id,) = school.issue()
    found = school.office.read_credentials.one(school.institution.id, credential_id)
    if found is None or found.signed.json_bytes is None:
        raise ExampleBroken(f"{name}: the credential was not stored")
    return credential_id, found.signed.json_bytes


def _one_row(name: str, at: datetime) -> bytes:
    """Return a spreadsheet with one learner, who finished just before ``at``."""
    last_day = at.date() - timedelta(days=14)
    row = {
        "studentnummer": f"49{sorted(_NAMES).index(name):04}",
        "naam": _NAMES[name],
        "e-mail": f"{name}@leerling.rocvoorbeeld.example",
        "module": _MODULE,
        "Theorietoets": "80",
        "Praktijktoets": "goed",
        "begin": f"{last_day - timedelta(days=90):%d-%m-%Y}",
        "eind": f"{last_day:%d-%m-%Y}",
    }
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(row), delimiter=";")
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue().encode()
