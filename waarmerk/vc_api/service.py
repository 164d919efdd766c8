"""Everything behind the door, put together once."""

from collections.abc import Callable
from datetime import datetime

from waarmerk.vc_api.contexts import door_contexts
from waarmerk.vc_api.issuing import CredentialIssuer
from waarmerk.vc_api.presenting import PresentationVerifier
from waarmerk.vc_api.status_lists import StatusLists
from waarmerk.vc_api.suites import EphemeralKeys
from waarmerk.vc_api.verifying import CredentialVerifier


class Service:
    """What the routes call.

    Args:
        base_url: Where the door is, without a slash at the end; status lists are served under it.
        clock: Tells what time it is, timezone-aware.

    Attributes:
        now: What time it is.
        keys: What signs.
        status_lists: The lists that are served.
        issuer: Signs credentials.
        credentials: Verifies credentials.
        presentations: Verifies presentations.
    """

    def __init__(self, base_url: str, clock: Callable[[], datetime]) -> None:
        contexts = door_contexts()
        self.now = clock
        self.keys = EphemeralKeys()
        self.status_lists = StatusLists(base_url, self.keys, contexts)
        self.issuer = CredentialIssuer(contexts, self.keys, self.status_lists)
        self.credentials = CredentialVerifier(contexts, self.status_lists)
        self.presentations = PresentationVerifier(contexts, self.credentials)
