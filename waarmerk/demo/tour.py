"""``waarmerk demo``: the whole way of a credential at the example school, with real signatures.

Nothing here is prepared or pretended: the spreadsheet is imported as any other, the exam board's rule
of two people holds, every signature is made now with keys made now, and every file that is written
is read back from disk and verified.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from issuer.services.publish_documents import TRUST_LIST
from issuer.spreadsheets.annotating import annotate
from verifier import CheckId, CheckStatus, Conclusion, VerificationReport, verify
from verifier.trust import TrustStore
from verifier.trust_source import trust_roots
from waarmerk.demo.example_school import MODULE_FILES, ExampleBroken, ExampleSchool, open_example_school
from waarmerk.demo.fresh_directory import fresh_directory
from waarmerk.demo.narrator import Narrator
from waarmerk.demo.outcome import DemoOutcome
from waarmerk.demo.publisher import TRUST_ROOT, publish_recognised_schools
from waarmerk.demo.results_spreadsheet import example_file, results_xlsx
from waarmerk.demo.told_apart import (
    Lookalike,
    from_nobody_we_know,
    issue_and_withdraw,
    issue_expired,
    tamper,
)
from waarmerk.learner_files import learner_directories, learner_files, write_files

_FOUNDED_AGO: Final = timedelta(days=4 * 365)  # longer than the module that expires is valid
_PAGE: Final = "catalogus/index.html"
_VERIFIED_FILES: Final = (
    "credential.json",
    "credential.jwt",
    "badge.png",
    "badge.svg",
    "certificate.nl.pdf",
)


def run_demo(directory: Path, narrator: Narrator) -> DemoOutcome:
    """Run the demonstration and leave everything in ``directory``.

    Args:
        directory: Made if needed. What an earlier demonstration left there is replaced.
        narrator: Tells what happens.

    Raises:
        DemoDirectoryInUse: The directory holds something else.
        ExampleBroken: The example does not work; an error of ours.
        OSError: Something cannot be written.
    """
    started = time.monotonic()
    now = datetime.now(UTC).replace(microsecond=0)
    with fresh_directory(directory) as out:
        outcome = DemoOutcome(directory=directory)
        with open_example_school(out, founded=now - _FOUNDED_AGO) as school:
            (out / "modules").mkdir()
            for name in MODULE_FILES:
                (out / "modules" / name).write_bytes(example_file(name))
            narrator.school(school.institution, school.publish_modules())
            lookalikes = [issue_expired(school, at=now - _FOUNDED_AGO)]
            school = school.at_time(lambda: datetime.now(UTC))
            issued = _from_spreadsheet_to_signatures(school, out, outcome, narrator, now)
            lookalikes.extend(issue_and_withdraw(school, at=now))
            lookalikes.append(from_nobody_we_know(school, at=now))
            school.publish()
            narrator.catalogue(school.publish_catalogue(), directory / _PAGE)
            good = _export(school, out, set(issued), narrator)
            lookalikes.append(tamper(good))
        publish_recognised_schools(out, at=now)
        narrator.listed()
        _verify_everything(out, outcome, narrator)
        _tell_apart(out, lookalikes, outcome)
    outcome.seconds = time.monotonic() - started
    narrator.end(outcome)
    return outcome


def _from_spreadsheet_to_signatures(
    school: ExampleSchool, out: Path, outcome: DemoOutcome, narrator: Narrator, now: datetime
) -> tuple[str, ...]:
    spreadsheet = results_xlsx()
    (out / "results.xlsx").write_bytes(spreadsheet)
    refused = school.import_results(spreadsheet)
    if refused.proposed or not refused.wrong_rows:
        raise ExampleBroken("a spreadsheet with wrong rows was not refused")
    outcome.wrong_rows = refused.wrong_rows
    annotated = annotate(refused.table, refused.header, refused.remarks, language=narrator.language)
    (out / "results-annotated.xlsx").write_bytes(annotated)
    narrator.refused_rows(refused)
    school.import_results(spreadsheet, skip_invalid=True)
    narrator.decided(school.decide(f"EC-{now.year}-0142", now.date()))
    with narrator.progress("issuing") as progress:
        issued = school.issue(progress)
    outcome.issued = len(issued)
    narrator.issued(outcome.issued)
    return issued


def _export(school: ExampleSchool, out: Path, issued: set[str], narrator: Narrator) -> bytes:
    """Write every file of every learner of the class, and return the JSON of one of them."""
    published = school.office.published(school.institution)
    class_ = [
        one
        for one in school.office.read_credentials.all(school.institution.id)
        if one.signed.credential_id in issued
    ]
    files = 0
    with narrator.progress("exporting") as progress:
        for done, (name, credential) in enumerate(learner_directories(class_), 1):
            written = write_files(
                out / "credentials" / name,
                learner_files(
                    credential.signed,
                    published,
                    verification_url=school.verification_url,
                    at=school.office.clock(),
                ),
            )
            files += len(written)
            progress(done, len(class_))
    narrator.exported(files)
    return class_[0].signed.json_bytes or b""


def _verify_everything(out: Path, outcome: DemoOutcome, narrator: Narrator) -> None:
    judge = _judge_of(out)
    files = [path for path in sorted(out.glob("credentials/*/*")) if path.name in _VERIFIED_FILES]
    with narrator.progress("verifying") as progress:
        for done, path in enumerate(files, 1):
            if judge(path.read_bytes()).conclusion is Conclusion.PASSED:
                outcome.verified[path.name] += 1
            else:
                outcome.not_as_expected.append(str(path.relative_to(out)))
            progress(done, len(files))
    narrator.verified(outcome.verified)


def _tell_apart(out: Path, lookalikes: list[Lookalike], outcome: DemoOutcome) -> None:
    judge = _judge_of(out)
    directory = out / "told-apart"
    directory.mkdir()
    for lookalike in lookalikes:
        path = directory / f"{lookalike.name}.json"
        path.write_bytes(lookalike.content)
        report = judge(path.read_bytes())
        outcome.told_apart.append((lookalike, report))
        if report.conclusion is not lookalike.conclusion or not _only_says(report, lookalike.decided_by):
            outcome.not_as_expected.append(str(path.relative_to(out)))


def _only_says(report: VerificationReport, check: CheckId) -> bool:
    """Whether this check decided. A proof that fails leaves the checks that rest on it open."""
    result = report.result(check)
    wrong = {one.check for one in report.results if one.status is CheckStatus.FAILED}
    return result is not None and result.status is not CheckStatus.PASSED and wrong <= {check}


def _judge_of(out: Path) -> Callable[[bytes], VerificationReport]:
    """Return what an employer has: whose trust list to go by, the status lists, and no network."""
    store = TrustStore(trust_roots([str(out / TRUST_ROOT)]), folder=None)
    trust_list = store.accept((out / TRUST_LIST).read_bytes(), now=datetime.now(UTC))
    status_lists = [path.read_bytes() for path in sorted((out / "status").rglob("*.json"))]

    def judge(data: bytes) -> VerificationReport:
        return verify(data, at=datetime.now(UTC), trust_list=trust_list, status_lists=status_lists)

    return judge
