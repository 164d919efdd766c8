"""Where the reader of a page is: the address to compare with the one that is printed below a QR code."""

import re
from typing import Final
from urllib.parse import urlsplit

from starlette.types import Scope

from verifier.web.request_body import header
from verifier.web.service import VerifierService

_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?")


def host_of(scope: Scope, service: VerifierService) -> str:
    """Return the host by which this server is reached, or "" when what was sent is none.

    Where the address of the service is known, that is it, whatever the request says.
    """
    if service.options.public_url is not None:
        return urlsplit(service.options.public_url).netloc
    sent = header(scope, b"host")
    return sent if _HOST.fullmatch(sent) else ""
