"""Flexibel inzetbare modules (FIM): what they lead to, whose they are, and where they are registered.

Spec: requirements A14, A16, D02, D06, D08, D10, D11, D13, I09.
"""

from collections.abc import Iterator

from credentials.achievement.instruments import INSTRUMENTS
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.deployment import PERSONALISED
from issuer.domain.modules.rules.rule import wanted
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.valuation_routes import ROUTE_INSTRUMENTS


def check_route(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """A FIM says what it leads to, and that is open to it (D02, D06)."""
    deployment = description.deployment
    if description.is_fim and deployment.route is None:
        yield wanted(description, "route_missing", "D02", "waarderingsroute")
    if deployment.route is not None and deployment.route in deployment.blocked_routes:
        yield Finding(
            code="route_is_blocked",
            requirement="D06",
            pointer=description.at("waarderingsroute"),
            params={"route": deployment.route},
        )


def check_routes_of_several_dossiers(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """From more than one dossier no certificate can come, which comes from one kwalificatie (D06)."""
    if not description.is_fim or len(description.dossiers) < 2:
        return
    closed = [route for route, key in ROUTE_INSTRUMENTS.items() if INSTRUMENTS[key].from_one_qualification]
    if description.deployment.route in closed:
        return  # an error, which another rule tells
    yield Finding(
        code="routes_closed",
        severity=Severity.WARNING,
        requirement="D06",
        pointer=description.at("dossiers"),
        params={"routes": ", ".join(closed), "count": str(len(description.dossiers))},
    )


def check_owner(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """A FIM carries the mark of a publicly funded school with a BRIN (D08)."""
    if not description.is_fim:
        return
    owner, school = description.owner, surroundings.institution
    funded = owner.is_funded if owner else None
    if funded is None and school is not None:
        funded = school.is_funded
    if funded is False:
        yield Finding(
            code="owner_not_funded", requirement="D08", pointer=description.at("eigenaar", "bekostigd")
        )
    brin = (owner.brin if owner else None) or (school.brin if school else None)
    if brin is None or funded is None:
        yield Finding(
            code="owner_unknown",
            severity=Severity.INFO,
            requirement="D08",
            pointer=description.at("eigenaar"),
        )


def check_registration(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """What means something in more places goes into RIO; what is of one place does not (D10, D11)."""
    deployment = description.deployment
    kinds = {kind for kind, _code in description.module.qualification_codes}
    if deployment.is_local and (deployment.wants_rio or "RIOOpleidingseenheid" in kinds):
        yield Finding(
            code="local_module_in_rio",
            severity=Severity.WARNING,
            requirement="D11",
            pointer=description.at("registratie", "rio", "export"),
            params={"reach": deployment.reach or ""},
        )
    elif deployment.reach is not None and not deployment.is_local and "RIOOpleidingseenheid" not in kinds:
        yield Finding(
            code="not_in_rio_yet",
            severity=Severity.INFO,
            requirement="D10",
            pointer=description.at("rio_opleidingseenheidcode"),
        )


def check_form_of_deployment(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """A FIM says how it is used (D13); what was put together for one person is not reused as it is (I09)."""
    deployment = description.deployment
    if description.is_fim and deployment.form is None:
        yield Finding(
            code="deployment_form_missing",
            severity=Severity.INFO,
            requirement="D13",
            pointer=description.at("inzetvorm"),
        )
    if deployment.says_reusable and deployment.form == PERSONALISED:
        yield Finding(
            code="personal_cluster_reused",
            severity=Severity.WARNING,
            requirement="I09",
            pointer=description.at("herbruikbaar"),
        )
