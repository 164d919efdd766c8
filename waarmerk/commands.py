"""Every command of ``waarmerk``: under which heading it stands, and what has to be installed for it."""

from typing import Final, NamedTuple

from issuer.cli.commands import COMMANDS as OF_THE_EXAM_BOARD
from issuer.cli.commands import SET_UP
from issuer.cli.lazy_group import LazyCommand

_VERIFYING: Final = "Verify"
_LEARNER: Final = "For the learner"
_OTHERS: Final = "For who signs along, or keeps a list of schools"
_SUITES: Final = "For conformance suites"


class Part(NamedTuple):
    """Commands that are installed together.

    Attributes:
        commands: In the order of the list.
        extras: Of pyproject.toml, without which they are not there.
    """

    commands: tuple[LazyCommand, ...]
    extras: tuple[str, ...] = ()


PARTS: Final = (
    Part(
        (
            LazyCommand(
                "verify",
                "verifier.cli:verify",
                "Verify credentials: genuine, in force, and from a recognised school?",
                _VERIFYING,
            ),
        )
    ),
    Part(
        (
            LazyCommand(
                "serve",
                "waarmerk.serving.command:serve",
                "Serve the verifier's pages and API, and what the institution publishes.",
                _VERIFYING,
            ),
        ),
        extras=("web",),
    ),
    Part(OF_THE_EXAM_BOARD, extras=("issuer",)),
    Part((LazyCommand("keys", "keys.cli:app", "Make, list, replace and retire signing keys.", SET_UP),)),
    Part(
        (
            LazyCommand(
                "demo",
                "waarmerk.demo.command:demo",
                "Show the whole way of a credential at a fictional school. Asks nothing, needs no network.",
                SET_UP,
            ),
            LazyCommand(
                "export",
                "waarmerk.export_command:export",
                "Write every form of the credentials: JSON, JWT, badge, certificate and archive.",
                _LEARNER,
            ),
        ),
        extras=("issuer", "export"),
    ),
    Part(
        (
            LazyCommand(
                "endorse",
                "waarmerk.endorsing.command:endorse",
                "Sign what a school asks you to sign: a praktijkverklaring, "
                "or a module that you helped to make.",
                _OTHERS,
            ),
            LazyCommand(
                "trust",
                "waarmerk.trusting.command:trust",
                "Keep a list of recognised schools: sign it and publish it.",
                _OTHERS,
            ),
            LazyCommand(
                "jose",
                "waarmerk.jose_command:jose",
                "Secure and verify credentials and presentations with JOSE (VC-JOSE-COSE).",
                _SUITES,
            ),
        )
    ),
    Part(
        (
            LazyCommand(
                "vc-api",
                "waarmerk.vc_api.command:vc_api",
                "Serve the W3C VC API on this machine for conformance suites, with test keys that vanish.",
                _SUITES,
            ),
        ),
        extras=("web",),
    ),
)
