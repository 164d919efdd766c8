"""How a module is used, what it leads to and adds up to, and whose it is.

Spec: requirements A12, A16, D06, D08, D10, D11, D13, G03, G05, I09.
"""

from credentials.achievement.european_vocabularies import STACKABILITY
from issuer.domain.modules.description.deployment import (
    FORMS,
    REACHES,
    Deployment,
    Hallmark,
    Owner,
)
from issuer.domain.modules.keys import Keys
from issuer.domain.modules.reading.texts import read_choices
from issuer.domain.modules.surroundings import INSTITUTION_KINDS
from issuer.domain.valuation_routes import ROUTES


def read_deployment(keys: Keys) -> Deployment:
    """Read ``bereik``, ``inzetvorm``, ``herbruikbaar``, the routes and ``registratie``."""
    chosen = keys.one_of("waarderingsroute", ROUTES)
    others = read_choices(keys, "waarderingsroutes", ROUTES)
    return Deployment(
        reach=keys.one_of("bereik", REACHES),
        form=keys.one_of("inzetvorm", FORMS),
        says_reusable=keys.flag("herbruikbaar"),
        routes=tuple(dict.fromkeys(route for route in (chosen, *others) if route)),
        blocked_routes=read_choices(keys, "waarderingsroutes_geblokkeerd", ROUTES),
        wants_rio=_wants_rio(keys),
    )


def _wants_rio(keys: Keys) -> bool | None:
    registration = keys.table_if_there("registratie")
    if registration is None:
        return None
    rio = registration.table("rio")
    wants_rio = rio.flag("export")
    rio.ignore(("opleidingseenheidcode", "soort", "opmerking"))
    rio.finish()
    registration.finish()
    return wants_rio


def read_owner(keys: Keys) -> tuple[Owner | None, Hallmark | None]:
    """Read ``eigenaar``, or else ``uitgever``: the school whose module it is, and its hallmark."""
    owner, hallmark = _owner(keys, "eigenaar")
    issuer, _ = _owner(keys, "uitgever")
    return owner or issuer, hallmark


def _owner(keys: Keys, key: str) -> tuple[Owner | None, Hallmark | None]:
    inner = keys.table_if_there(key)
    if inner is None:
        return None, None
    owner = Owner(
        name=inner.text("naam"),
        kind=inner.one_of("type", INSTITUTION_KINDS),
        brin=inner.text("brin"),
        rio=inner.text("rio_onderwijsaanbieder"),
        is_funded=inner.flag("bekostigd"),
        controller=inner.text("did"),
        country_code=inner.text("land"),
    )
    hallmark = _hallmark(inner)
    inner.finish()
    return owner, hallmark


def _hallmark(owner: Keys) -> Hallmark | None:
    mark = owner.table_if_there("waarmerk")
    if mark is None:
        return None
    mark.ignore(("alg",))
    found = Hallmark(key=mark.text("kid"), on=mark.text("datum"))
    mark.finish()
    return found


def read_stackability(keys: Keys) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """Return the value of the list, and (name, url) of what it is part of."""
    inner = keys.table_if_there("stapelbaar")
    if inner is None:
        return None, ()
    stackability = inner.one_of("waarde", STACKABILITY)
    part_of = []
    for whole in inner.tables("onderdeel_van"):
        whole.require("naam", "waarvan het een onderdeel is", "what it is part of")
        whole.require("url", "waar dat beschreven staat", "where that is described")
        name, url = whole.text("naam"), whole.url("url")
        whole.finish()
        if name and url:
            part_of.append((name, url))
    inner.finish()
    return stackability, tuple(part_of)
