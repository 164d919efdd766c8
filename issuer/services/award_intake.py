"""Award files on their way in: read, checked, compared with what is known, and stored.

All of it is one transaction of the caller.
"""

import dataclasses
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from credentials.achievement.model import Module
from issuer.domain.award_files.case import AwardPolicy
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.award_files.into_credential import for_credential
from issuer.domain.award_files.rules.days import check_nothing_to_come
from issuer.domain.award_files.rules.signatures import HOLDS_UP_RELEASE_ONLY
from issuer.domain.award_files.rules.standing import check_nothing_higher_was_awarded
from issuer.domain.awards import ModuleVersion, ProposedAward, ResultImport
from issuer.domain.findings import Finding, Severity
from issuer.domain.learners import Learner
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.module_file import read_module_file
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.result_rows import ResultRow
from issuer.dutch_time import dutch_day
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import NewId
from issuer.ports.store import Ledger
from issuer.services.award_file_reports import AwardFile, FileOutcome, FileReport
from issuer.services.earlier_awards import EarlierAwards
from issuer.services.known_learners import KnownLearners
from issuer.services.publish_module import publish
from issuer.stored_content import content_sha256, module_to_text
from issuer.stored_facts import facts_to_text

_STAND_IN_CHARACTERS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A file without mistakes of its own.

    Attributes:
        facts: What it says.
        description: What it awards.
        version: The same as a version of its own.
        proposer: Who proposes.
        row: What it says of the learner, in the form in which learners are found.
    """

    facts: AwardFacts
    description: ModuleDescription
    version: ModuleVersion
    proposer: str
    row: ResultRow


@dataclass(slots=True, kw_only=True)
class _Checked:
    """A file that was read, and everything there is to say about it."""

    file: AwardFile
    findings: list[Finding]
    ready: _Ready | None = None

    @property
    def is_wrong(self) -> bool:
        return any(
            one.severity is Severity.ERROR and one.code not in HOLDS_UP_RELEASE_ONLY for one in self.findings
        )

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.file.data).hexdigest()

    def add(self, findings: Iterable[Finding]) -> None:
        self.findings += [dataclasses.replace(one, file=self.file.name) for one in findings]

    def report(
        self,
        outcome: FileOutcome,
        *,
        award_id: UUID | None = None,
        version: ModuleVersion | None = None,
        published: bool = False,
    ) -> FileReport:
        return FileReport(
            file=self.file.name,
            outcome=outcome,
            findings=tuple(self.findings),
            award_id=award_id,
            version=version,
            published=published,
        )


@dataclass(slots=True, kw_only=True)
class AwardIntake:
    """Takes in the files of one call.

    Attributes:
        at: The moment of proposing.
        surroundings: What the rules look at besides the files.
        policy: What the institution settled for its awards.
        proposer: Who proposes, or None for whom each file names.
    """

    ledger: Ledger
    at: datetime
    new_id: NewId
    surroundings: Surroundings
    policy: AwardPolicy
    proposer: str | None
    _versions: dict[str, ModuleVersion] = field(default_factory=dict)
    _new: dict[tuple[UUID, UUID], tuple[ProposedAward, AwardFacts]] = field(default_factory=dict)

    def take_in(self, files: Sequence[AwardFile]) -> tuple[FileReport, ...]:
        """Read and check every file, and store the proposals of the good ones."""
        self._versions = {one.module.version_id: one for one in self.ledger.modules.all()}
        checked = [self._read(file) for file in files]
        rows = [one.ready.row for one in checked if one.ready is not None]
        learners = KnownLearners.of(self.ledger, rows, self.new_id)
        earlier = EarlierAwards.of(self.ledger, learners)
        reports = tuple(
            one.report(FileOutcome.REFUSED)
            if one.ready is None
            else self._propose(one, one.ready, learners, earlier)
            for one in checked
        )
        learners.store(self.ledger)
        self.ledger.awards.add_all([proposal for proposal, _ in self._new.values()])
        self.ledger.facts.add_all({one.id: facts for one, facts in self._new.values()}, at=self.at)
        return reports

    def _read(self, file: AwardFile) -> _Checked:
        found = read_module_file(
            file.data,
            file=file.name,
            base_url=self.ledger.institution.public_base_url,
            surroundings=self.surroundings,
            award_policy=self.policy,
        )
        one = _Checked(file=file, findings=list(found.findings))
        if found.award is None or found.description is None:
            if not found.errors:
                one.add([Finding(code="no_award_in_file")])
            return one
        facts, description = found.award, found.description
        if found.to_do:
            one.add([Finding(code="module_is_draft", requirement="A14", pointer=description.at("versie"))])
        one.add(check_nothing_to_come(facts, dutch_day(self.at)))
        proposer = self.proposer or (facts.decision.prepared_by if facts.decision else None)
        if proposer is None:
            one.add([Finding(code="no_proposer", requirement="G01")])
        if _number(facts) is None and facts.learner.email is None:
            warning = Finding(
                code="learner_without_number", severity=Severity.WARNING, pointer=facts.learner.pointer
            )
            one.add([warning])
        version = self._version(description.module)
        if self._is_taken(version):
            one.add(
                [
                    Finding(
                        code="module_version_differs",
                        pointer=description.at("versie"),
                        params={"module": version.module.id, "version": version.module.version},
                    )
                ]
            )
        if not one.is_wrong and proposer is not None:
            row = _row(facts, version)
            one.ready = _Ready(
                facts=facts, description=description, version=version, proposer=proposer, row=row
            )
        return one

    def _version(self, module: Module) -> ModuleVersion:
        return ModuleVersion(
            id=self.new_id(),
            module=module,
            content_sha256=content_sha256(module_to_text(module)),
            published_at=self.at,
            registers=self.surroundings.registers.edition if self.surroundings.registers else None,
        )

    def _is_taken(self, version: ModuleVersion) -> bool:
        known = self._versions.get(version.module.version_id)
        return known is not None and known.content_sha256 != version.content_sha256

    def _propose(
        self, one: _Checked, ready: _Ready, learners: KnownLearners, earlier: EarlierAwards
    ) -> FileReport:
        version = self._versions.get(ready.version.module.version_id, ready.version)
        learner = learners.of_row(ready.row)
        if learner is None or self._is_taken(ready.version):
            # The second only when a file before this one brought the same version with other words.
            code = "learner_of_two" if learner is None else "module_version_differs"
            params = {"module": version.module.id, "version": version.module.version}
            one.add([Finding(code=code, pointer=ready.facts.learner.pointer, params=params)])
            return one.report(FileOutcome.REFUSED)
        record = self._import(one.sha256, ready.proposer)
        proposal = _proposal(ready, version, learner, record, self.new_id())
        in_the_way, replaces = earlier.compared_with(proposal)
        if in_the_way is None and (learner.id, version.id) in self._new:
            in_the_way = self._new[learner.id, version.id][0]
        if in_the_way is not None:
            if in_the_way.says_the_same_as(proposal):
                return one.report(FileOutcome.ALREADY_KNOWN, award_id=in_the_way.id, version=version)
            one.add([Finding(code="awarded_differently", pointer=ready.facts.learner.pointer)])
            return one.report(FileOutcome.REFUSED)
        held = [self.ledger.modules.get(held.module_version_id).module for held in earlier.standing(proposal)]
        one.add(check_nothing_higher_was_awarded(ready.facts, version.module, held))
        if one.is_wrong:
            return one.report(FileOutcome.REFUSED)
        published = version.module.version_id not in self._versions
        if published:
            self._publish(version, ready)
        self._save(record, proposal)
        learners.remember(learner)
        self._new[learner.id, version.id] = (
            dataclasses.replace(proposal, replaces=replaces),
            ready.facts,
        )
        return one.report(FileOutcome.PROPOSED, award_id=proposal.id, version=version, published=published)

    def _import(self, sha256: str, proposer: str) -> ResultImport:
        earlier = self.ledger.imports.by_sha256(sha256)
        return earlier or ResultImport(
            id=self.new_id(), file_sha256=sha256, imported_at=self.at, imported_by=proposer, skipped_rows=0
        )

    def _publish(self, version: ModuleVersion, ready: _Ready) -> None:
        # The texts are those of the whole file, the learner's name among them.
        description = dataclasses.replace(ready.description, texts=())
        publish(self.ledger, version, description, by=ready.proposer)
        self._versions[version.module.version_id] = version

    def _save(self, record: ResultImport, proposal: ProposedAward) -> None:
        self.ledger.imports.save(record)
        self.ledger.audit.record(
            AuditEntry(
                at=self.at,
                actor=proposal.proposed_by,
                action="award_proposed",
                subject=str(proposal.id),
                details={"sha256": record.file_sha256, "module": str(proposal.module_version_id)},
            )
        )


def _proposal(
    ready: _Ready, version: ModuleVersion, learner: Learner, record: ResultImport, award_id: UUID
) -> ProposedAward:
    says = for_credential(ready.facts, version.module)
    return ProposedAward(
        id=award_id,
        module_version_id=version.id,
        learner_id=learner.id,
        recipient_name=ready.row.name,
        recipient_email=ready.row.email,
        language=ready.row.language,
        activity_start=says.start,
        activity_end=says.end,
        results=says.results,
        proposed_by=ready.proposer,
        proposed_at=record.imported_at,
        import_id=record.id,
        provider=says.provider,
        evidence=says.evidence,
    )


def _row(facts: AwardFacts, version: ModuleVersion) -> ResultRow:
    """What the file says of the learner. Without number or address, the award stands for the learner.

    Nobody can tell then whether two files are about one person; the same file is.
    """
    number = _number(facts)
    if number is None and facts.learner.email is None:
        number = f"award-{content_sha256(facts_to_text(facts))[:_STAND_IN_CHARACTERS]}"
    return ResultRow(
        row=0,
        name=facts.learner.name,
        student_number=number,
        email=facts.learner.email,
        module_version=version,
        language=facts.language,
        activity_start=None,
        activity_end=None,
        results=(),
    )


def _number(facts: AwardFacts) -> str | None:
    return facts.learner.student_number or (facts.enrolment.student_number if facts.enrolment else None)
