"""Gathers the published modules of an institution with all that exports may tell of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from credentials.parsing import parse
from issuer.domain.awards import ModuleVersion
from issuer.domain.endorsements import ModuleEndorsement
from issuer.domain.endorser_keys import lapse_of
from issuer.domain.exports.published import PublishedModule, Supporter
from issuer.domain.modules.description import ModuleDescription
from issuer.dutch_time import dutch_day
from issuer.ports.store import Ledger
from issuer.services.known_signers import KnownSigners

_EVER: Final = datetime.max.replace(tzinfo=UTC)
"""A key that is to be revoked one day counts as revoked on what is published today."""


def published_modules(ledger: Ledger) -> tuple[PublishedModule, ...]:
    """Return every published version, by module and then by age."""
    descriptions = ledger.modules.descriptions()
    signers = KnownSigners()
    signers.learn(ledger)
    return tuple(
        published_module(ledger, version, descriptions.get(version.id), signers)
        for version in ledger.modules.all()
    )


def published_module(
    ledger: Ledger,
    version: ModuleVersion,
    description: ModuleDescription | None,
    signers: KnownSigners,
) -> PublishedModule:
    """Return one version; of what was published long ago nothing but the module itself is known."""
    return PublishedModule(
        description=description or ModuleDescription(module=version.module),
        published_on=dutch_day(version.published_at),
        supporters=tuple(_supporters(ledger, version.id, signers)),
    )


def _supporters(ledger: Ledger, version_id: UUID, signers: KnownSigners) -> Iterator[Supporter]:
    """Everyone who signed, once for each role, in whatever language; since the first time.

    Whose signature counts no more is left out: a page that stays up does not speak for him.
    """
    school = ledger.institution
    first: dict[tuple[str, str], ModuleEndorsement] = {}
    for one in ledger.endorsements.of_module(version_id):
        organisation = signers.of_controller(one.endorser)
        if one.endorser == school.controller:
            name = school.name
        elif organisation is None or lapse_of(parse(one.content).unverified, organisation, at=_EVER):
            continue
        else:
            name = organisation.name
        first.setdefault((name, one.role), one)
    for (name, role), one in first.items():
        yield Supporter(name=name, role=role, on=dutch_day(one.received_at))
