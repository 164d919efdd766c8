"""Publish a version of a module. From then on that version never changes."""

import dataclasses
from dataclasses import dataclass
from uuid import UUID

from issuer.domain.awards import ModuleVersion
from issuer.domain.modules.changes import changed_keys
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules import blocking_findings
from issuer.errors import ModuleNotPublishable, ModuleVersionImmutable
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock, NewId
from issuer.ports.store import Ledger, UnitOfWork
from issuer.services.module_surroundings import surroundings_of
from issuer.stored_content import content_sha256, module_to_text


@dataclass(frozen=True, slots=True)
class Published:
    """The version, and whether this call published it."""

    version: ModuleVersion
    created: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishModule:
    """Publish a module version, once; publishing the same content again changes nothing."""

    uow: UnitOfWork
    clock: Clock
    new_id: NewId

    def __call__(self, institution_id: UUID, description: ModuleDescription, *, by: str) -> Published:
        """Publish the module and return its version.

        The rules are applied here as well, whoever checked the module before: nothing is published
        while one of them objects.

        Args:
            institution_id: Whose module it is.
            description: The module as the school describes it.
            by: Who publishes it.

        Raises:
            ModuleNotPublishable: Rules object; ``findings`` says which.
            ModuleVersionImmutable: This version was published with other content.
            UnknownInstitution: There is no such institution.
        """
        with self.uow.begin(institution_id) as ledger:
            if known := _published_before(ledger, description):
                return Published(known, created=False)
            at = self.clock()
            surroundings = surroundings_of(ledger, at)
            if blocking := blocking_findings(description, surroundings):
                raise ModuleNotPublishable(
                    blocking,
                    module=description.module.id,
                    count=len(blocking),
                    codes=", ".join(finding.code for finding in blocking),
                )
            module = description.module
            version = ModuleVersion(
                id=self.new_id(),
                module=module,
                content_sha256=content_sha256(module_to_text(module)),
                published_at=at,
                registers=surroundings.registers.edition if surroundings.registers else None,
            )
            publish(ledger, version, description, by=by)
            return Published(version, created=True)


def publish(ledger: Ledger, version: ModuleVersion, description: ModuleDescription, *, by: str) -> None:
    """Store a version that rules have nothing against, and say so in the audit trail."""
    ledger.modules.add(version, dataclasses.replace(description, is_draft=False))
    details = {
        "module": version.module.id,
        "version": version.module.version,
        "sha256": version.content_sha256,
    }
    if version.registers is not None:
        details["registers"] = str(version.registers)
    ledger.audit.record(
        AuditEntry(
            at=version.published_at,
            actor=by,
            action="module_published",
            subject=str(version.id),
            details=details,
        )
    )


def _published_before(ledger: Ledger, description: ModuleDescription) -> ModuleVersion | None:
    module = description.module
    for known in ledger.modules.all():
        if (known.module.id, known.module.version) != (module.id, module.version):
            continue
        before = ledger.modules.descriptions().get(known.id, known.module)
        if keys := changed_keys(before, description):
            raise ModuleVersionImmutable(module=module.id, version=module.version, keys=", ".join(keys))
        return known
    return None
