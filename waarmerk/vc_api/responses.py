"""How answers are written."""

import json
from http import HTTPStatus
from typing import Final

from starlette.responses import Response

from credentials.parsing import JsonObject
from waarmerk.vc_api.problems import Refused

JSON: Final = "application/json"
# Not application/vc: clients of the suites parse only what has "json" in its name.
JSON_LD: Final = "application/ld+json"
PROBLEM: Final = "application/problem+json"


def json_response(
    content: JsonObject, *, status: HTTPStatus = HTTPStatus.OK, media_type: str = JSON
) -> Response:
    """Return an answer that no cache keeps."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # A charset is added to text types only: the media type is sent exactly as it is here.
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Type": media_type}
    return Response(text.encode("utf-8"), status_code=int(status), headers=headers)


def problem_response(refused: Refused) -> Response:
    """Return a refusal as problem details. Spec: RFC 9457 §3."""
    return json_response(refused.to_json(), status=refused.status, media_type=PROBLEM)
