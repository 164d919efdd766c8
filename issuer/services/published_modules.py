"""Gathers the published modules of an institution with all that exports may tell of them."""

from collections.abc import Iterator
from uuid import UUID

from credentials.achievement import foreign_json as foreign
from credentials.parsing import parse
from issuer.domain.awards import ModuleVersion
from issuer.domain.endorsements import ModuleEndorsement
from issuer.domain.exports.published import PublishedModule, Supporter
from issuer.domain.modules.description import ModuleDescription
from issuer.dutch_time import dutch_day
from issuer.ports import Ledger


def published_modules(ledger: Ledger) -> tuple[PublishedModule, ...]:
    """Return every published version, by module and then by age."""
    descriptions = ledger.modules.descriptions()
    names = {ledger.institution.controller: ledger.institution.name}
    for organisation in ledger.endorsements.organisations():
        if organisation.controller is not None:
            names[organisation.controller] = organisation.name
    return tuple(
        published_module(ledger, version, descriptions.get(version.id), names)
        for version in ledger.modules.all()
    )


def published_module(
    ledger: Ledger,
    version: ModuleVersion,
    description: ModuleDescription | None,
    names: dict[str, str],
) -> PublishedModule:
    """Return one version; of what was published long ago nothing but the module itself is known."""
    return PublishedModule(
        description=description or ModuleDescription(module=version.module),
        published_on=dutch_day(version.published_at),
        supporters=tuple(_supporters(ledger, version.id, names)),
    )


def _supporters(ledger: Ledger, version_id: UUID, names: dict[str, str]) -> Iterator[Supporter]:
    """Everyone who signed, once for each role, in whatever language; since the first time."""
    first: dict[tuple[str, str], ModuleEndorsement] = {}
    for one in ledger.endorsements.of_module(version_id):
        first.setdefault((one.endorser, one.role), one)
    for (endorser, role), one in first.items():
        name = names.get(endorser) or _name_in(one) or endorser
        yield Supporter(name=name, role=role, on=dutch_day(one.received_at))


def _name_in(endorsement: ModuleEndorsement) -> str | None:
    return foreign.text(foreign.member(parse(endorsement.content).unverified, "issuer", "name"))
