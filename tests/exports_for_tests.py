"""Published modules and decided awards for tests of exports."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from credentials.achievement.model import Module
from credentials.parsing import JsonValue
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.award_files.learner import AwardedLearner
from issuer.domain.exports.decided_award import DecidedAward
from issuer.domain.exports.published import PublishedModule, Supporter
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.deployment import Deployment
from tests.awards_for_tests import MODULE
from tests.modules_for_tests import DESCRIPTION

PUBLISHED_ON = date(2026, 3, 12)
PUBLISHED = PublishedModule(
    description=DESCRIPTION,
    published_on=PUBLISHED_ON,
    supporters=(Supporter(name="Bistro De Proef", role="werkgever", on=date(2026, 3, 20)),),
)
LOCAL = Deployment(reach="bedrijfsspecifiek")
CERTIFICATE = dataclasses.replace(
    MODULE, instrument="mbo_certificaat", qualification_codes=(("Keuzedeel", "K0262"),)
)
CERTIFICATE_PART = dataclasses.replace(
    MODULE, instrument="mbo_certificaat", qualification_codes=(("Certificaat", "C0004"), ("Crebo", "25998"))
)
KEUZEDEEL_RESULT = dataclasses.replace(
    MODULE, instrument="keuzedeel_resultaat", qualification_codes=(("Keuzedeel", "K0067"),)
)
PRACTICE = dataclasses.replace(
    MODULE, instrument="praktijkverklaring", study_load=None, qualification_codes=()
)


def published(module: Module = MODULE, **facts: Any) -> PublishedModule:  # noqa: ANN401 - any field
    """Return the module as published, with other facts in its description."""
    return dataclasses.replace(
        PUBLISHED, description=dataclasses.replace(DESCRIPTION, module=module, **facts)
    )


def decided(module: Module = CERTIFICATE, **changes: Any) -> DecidedAward:  # noqa: ANN401 - any field
    """Return an award of a module."""
    award = DecidedAward(
        award_id=UUID(int=7),
        learner_id=UUID("7a0e6b1c-42f2-4f0e-9a55-0d7b1f6a2c31"),
        student_number="S-100234",
        description=ModuleDescription(module=module),
        decided_on=date(2026, 5, 27),
        decision_number="EC-2026-0151",
        results=(("Eindoordeel", "7.5"),),
        start=date(2026, 4, 6),
        end=date(2026, 6, 26),
        credential_id="urn:uuid:0b6f2a9e-5f0d-4f0e-9d43-6a1f5f6d0001",
    )
    return dataclasses.replace(award, **changes)


def facts(**changes: Any) -> AwardFacts:  # noqa: ANN401 - any field
    """Return what is written down about an award."""
    return AwardFacts(learner=AwardedLearner(name="Noor Proef"), **changes)


def members(value: JsonValue) -> Iterator[str]:
    """Yield every member name in a document."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from members(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from members(inner)
