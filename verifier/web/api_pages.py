"""What there is to know about the API: for people a page of our own, for programs OpenAPI."""

from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

from verifier.texts import LANGUAGES
from verifier.web.openapi import openapi
from verifier.web.page_texts import page_texts
from verifier.web.problems import ProblemKind, RequestRefused
from verifier.web.reader import host_of
from verifier.web.rendering import page
from verifier.web.service import VerifierService

_CACHED: Final = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
_CURL: Final = "curl --data-binary @badge.json {url}/verify"
_PYTHON: Final = """\
import httpx

with open("badge.json", "rb") as file:
    answer = httpx.post("{url}/verify", content=file.read(), headers={{"Accept-Language": "en"}})
answer.raise_for_status()
report = answer.json()
print(report["conclusion"])
for result in report["results"]:
    for finding in result["findings"]:
        print("-", finding["title"])"""
_JAVASCRIPT: Final = """\
const input = document.querySelector("input[type=file]");
input.addEventListener("change", async () => {{
  const answer = await fetch("{url}/verify", {{ method: "POST", body: input.files[0] }});
  if (!answer.ok) throw new Error((await answer.json()).detail);
  const report = await answer.json();
  console.log(report.conclusion);
  for (const result of report.results)
    for (const finding of result.findings) console.log("-", finding.title);
}});"""


class ApiPages:
    """The pages about the API.

    Args:
        service: Tells where the reader is.
    """

    def __init__(self, service: VerifierService) -> None:
        self._service = service

    async def openapi(self, _request: Request) -> Response:
        """Give the description."""
        body = orjson.dumps(openapi(self._service.options.public_url or ""))
        return Response(body, media_type="application/json", headers=_CACHED)

    async def page(self, request: Request) -> Response:
        """Show how to use it."""
        language = request.path_params["language"]
        if language not in LANGUAGES:
            raise RequestRefused(ProblemKind.NOT_FOUND)
        host = host_of(request.scope, self._service)
        url = self._service.options.public_url or f"{request.url.scheme}://{host}"
        words = page_texts(language)
        return page(
            "api",
            language=language,
            host=host,
            headers={"Cache-Control": "no-cache"},
            url=url,
            problems=[(kind, words.problem(kind)) for kind in ProblemKind],
            examples=[
                (name, code.format(url=url))
                for name, code in (("curl", _CURL), ("Python", _PYTHON), ("JavaScript", _JAVASCRIPT))
            ],
        )
