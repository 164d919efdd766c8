"""One ASGI application of all that is served, each at its place.

==================  =====================================================================
``/verify``         the verifier's endpoint for programs
``/``, ``/nl/``,    the verifier's pages; behind ``/#`` the app for cards
``/en/``
``/card/``          the files of the app for cards
a mounted product   the exam board's desk, the learner's pages
anything else       what the institution publishes: ``/.well-known/did.json``, ``/status/``
==================  =====================================================================
"""

from collections.abc import Mapping
from pathlib import Path

from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from verifier.web.application import Front, pages_app, verifier_routes
from verifier.web.service import VerifierService
from waarmerk.serving.published import PublishedFiles


def create_app(
    service: VerifierService, *, public: Path | None = None, products: Mapping[str, ASGIApp] | None = None
) -> ASGIApp:
    """Return the application.

    Args:
        service: The verifier.
        public: The folder that the institution publishes, or None.
        products: Other products by their address, such as ``/desk``; none takes an address of the verifier.
    """
    routes: list[BaseRoute] = verifier_routes(service)
    routes.extend(Mount(address, app) for address, app in (products or {}).items())
    if public is not None:
        routes.append(Mount("/", PublishedFiles(public)))
    return Front(service, pages_app(service, routes))
