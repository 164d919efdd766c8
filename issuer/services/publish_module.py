"""Publish a version of a module. From then on that version never changes."""

from dataclasses import dataclass
from uuid import UUID

from credentials.achievement.model import Module
from issuer.domain.awards import ModuleVersion
from issuer.errors import ModuleVersionImmutable
from issuer.ports import AuditEntry, Clock, NewId, UnitOfWork
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

    def __call__(self, institution_id: UUID, module: Module, *, by: str) -> Published:
        """Publish the module and return its version.

        Args:
            institution_id: Whose module it is.
            module: Checked by :mod:`issuer.domain.modules.rules` before it gets here.
            by: Who publishes it.

        Raises:
            ModuleVersionImmutable: This version was published with other content.
            UnknownInstitution: There is no such institution.
        """
        digest = content_sha256(module_to_text(module))
        with self.uow.begin(institution_id) as ledger:
            for known in ledger.modules.all():
                if (known.module.id, known.module.version) == (module.id, module.version):
                    if known.content_sha256 != digest:
                        raise ModuleVersionImmutable(module=module.id, version=module.version)
                    return Published(known, created=False)
            version = ModuleVersion(
                id=self.new_id(), module=module, content_sha256=digest, published_at=self.clock()
            )
            ledger.modules.add(version)
            ledger.audit.record(
                AuditEntry(
                    at=version.published_at,
                    actor=by,
                    action="module_published",
                    subject=str(version.id),
                    details={"module": module.id, "version": module.version, "sha256": digest},
                )
            )
            return Published(version, created=True)
