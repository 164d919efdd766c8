"""Many ask at once: each gets the answer to its own question, and long work gives way to short."""

import asyncio
import io
import random
import zipfile
from contextlib import AsyncExitStack

import httpx
import orjson

from tests.findings_for_tests import pdf_file
from tests.verification_for_tests import as_bytes, as_jwt, badge, badge_with, signed
from tests.web_for_tests import GOOD, HOST, TAMPERED, Browser, service
from verifier.web.application import create_app
from verifier.web.bulk import verify_many
from verifier.web.desk import Question
from verifier.web.forms import SentFile
from verifier.web.giving_way import GivesWay, Traffic

_LEARNERS = 24


def _id_of(learner: int, form: str) -> str:
    return f"urn:uuid:3a1d0ea6-0000-4a11-8b11-{learner:08d}{ord(form[0]):04d}"


def _question(learner: int, form: str) -> tuple[bytes, str, str | None]:
    """Return a file, its conclusion, and whom the answer may name."""
    name = f"Leerling {learner} {form}"
    document = badge_with(
        "/credentialSubject/identifier/1/identityHash", name, badge(id=_id_of(learner, form))
    )
    if form == "jwt":
        return as_jwt(document), "passed", name
    data = as_bytes(signed(document))
    if form == "pdf":
        return pdf_file(("bewijs.json", data)), "passed", name
    if form == "tampered":
        return data.replace(name.encode(), name.upper().encode()), "failed", None
    return data, "passed", name


def test_nobody_gets_the_answer_to_anothers_question() -> None:
    asked = [
        _question(learner, form)
        for learner in range(_LEARNERS)
        for form in ("json", "jwt", "tampered", "pdf")
    ]
    random.Random(1).shuffle(asked)  # noqa: S311 - an order, no secret
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        for number, (data, _, _) in enumerate(asked[: len(asked) // 2]):
            archive.writestr(f"{number}.json", data)
    app = create_app(service())

    async def ask() -> tuple[list[httpx.Response], httpx.Response]:
        async with AsyncExitStack() as stack:
            # Everyone from another place: of one client only so many are worked on at a time.
            clients = [
                await stack.enter_async_context(
                    httpx.AsyncClient(
                        transport=httpx.ASGITransport(app=app, client=(f"192.0.2.{number}", 1)),
                        base_url=f"https://{HOST}",
                    )
                )
                for number in range(len(asked) + 1)
            ]
            many = clients.pop().post("/nl/check", files={"file": ("klas.zip", zipped.getvalue())})
            all_answers = asyncio.gather(
                many,
                *(
                    client.post("/verify", content=data)
                    for client, (data, _, _) in zip(clients, asked, strict=True)
                ),
            )
            page, *answers = await all_answers
            return answers, page

    answers, page = asyncio.run(ask())
    for answer, (_, conclusion, name) in zip(answers, asked, strict=True):
        report = answer.json()
        said = report["credential"]
        assert report["conclusion"] == conclusion
        assert (said and said["recipientName"]) == name
    for data, conclusion, name in asked[: len(asked) // 2]:
        assert conclusion == "failed" or (name is not None and name in page.text), data[:20]


class TestGivingWay:
    def test_nothing_waits_while_nobody_is_there(self) -> None:
        waited: list[float] = []
        give_way = GivesWay(Traffic(), waited.append)
        for _ in range(3):
            give_way()
        assert waited == []

    def test_long_work_waits_once_for_all_who_were_answered_meanwhile(self) -> None:
        waited: list[float] = []
        traffic = Traffic()
        give_way = GivesWay(traffic, waited.append)
        traffic.passed()
        traffic.passed()
        give_way()
        give_way()
        assert len(waited) == 1

    def test_it_is_asked_between_two_files(self) -> None:
        asked: list[None] = []
        files = [SentFile(f"{number}.json", GOOD) for number in range(3)]
        verify_many(service().desk, files, language="nl", give_way=lambda: asked.append(None))
        assert len(asked) == 3

    def test_what_is_answered_at_once_is_counted(self) -> None:
        one = service()
        waited: list[float] = []
        give_way = one.gives_way(waited.append)
        scope = {"type": "http", "client": ("192.0.2.1", 1)}
        for data in (GOOD, TAMPERED):
            asyncio.run(one.verify(Question(data=data), scope))
            give_way()
        assert len(waited) == 2


def test_an_answer_says_whose_it_is() -> None:
    """A fair test of the above: what tells the answers apart is in them."""
    data, _, name = _question(7, "json")
    assert orjson.loads(data)["id"] == _id_of(7, "json")
    assert Browser().post("/verify", content=data).json()["credential"]["recipientName"] == name
