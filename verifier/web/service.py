"""Everything that answering needs, made once for a server: what verifies, what bounds, what seals."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar

from starlette.types import Scope

from credentials.recognized_entity import TrustList
from verifier.resources import Fetch, Needed, ResourceKind, Retrieved
from verifier.web.at_hand import DocumentsAtHand
from verifier.web.desk import Answer, Question, VerifyingDesk, is_light
from verifier.web.giving_way import GivesWay, Traffic
from verifier.web.one_by_one import OneByOne
from verifier.web.problems import ProblemKind, RequestRefused
from verifier.web.rate_limits import ClientNames, Rate, RateLimit
from verifier.web.sealed import Seal
from verifier.web.slow_work import SlowWork
from verifier.web.upload_room import RoomTaken, UploadRoom

_T = TypeVar("_T")

_VERIFYING: Final = Rate(per_minute=120, burst=60)
_PERSON: Final = Rate(per_minute=6, burst=6)
"""Who stands in front of somebody asks once or twice. Who tries names or addresses asks more often."""

_SLOW: Final = 0.05  # seconds of the processor; fifty times what a credential of ours takes
_SLOW_ONES: Final = Rate(per_minute=6, burst=6)
"""How many slow credentials of one client are verified while everybody waits; the others go to a thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierOptions:
    """What differs between one server and another.

    Attributes:
        clock: Tells the time.
        secret: Random bytes that all processes of this server share, and that end with it.
        trust: Returns whom is recognised now, or None.
        given: Returns the documents that this server has itself.
        fetch: Gets what else is needed; None when nothing is to be fetched.
        fetch_link: Gets the file behind a link that somebody pasted; None when nothing is to be fetched.
        public_url: Where the page is for the world, such as ``https://verify.example``, or None.
        signed_list: Returns the trust list as its publisher signed it, for browsers that verify a card; None
            when nobody signed the list that this server goes by.
        roots: The publisher's keys, each a did:key, by which those browsers go.
        verifying: How often one client may have something verified.
        person: How often one client may ask whether a credential is about somebody.
    """

    clock: Callable[[], datetime]
    secret: bytes = field(repr=False)
    trust: Callable[[], TrustList | None] = lambda: None
    given: Callable[[], Mapping[Needed, bytes]] = dict
    fetch: Fetch | None = None
    fetch_link: Fetch | None = None
    public_url: str | None = None
    signed_list: Callable[[], bytes | None] = lambda: None
    roots: tuple[str, ...] = ()
    verifying: Rate = _VERIFYING
    person: Rate = _PERSON


class VerifierService:
    """What the endpoints and pages call.

    Args:
        options: What is particular to this server.
    """

    def __init__(self, options: VerifierOptions) -> None:
        self.options = options
        self._at_hand = DocumentsAtHand(options.fetch, options.clock)
        self.desk = VerifyingDesk(
            clock=options.clock,
            trust=options.trust,
            given=options.given,
            at_hand=self._at_hand,
        )
        self._traffic = Traffic()
        self._turns = OneByOne()
        self.seal = Seal(options.secret, options.clock)
        self._clients = ClientNames(options.secret[:32])
        self._verifying = RateLimit(options.verifying, time.monotonic)
        self._person = RateLimit(options.person, time.monotonic)
        self._slow_ones = RateLimit(_SLOW_ONES, time.monotonic)
        self._room = UploadRoom()
        # What waits for other servers, and what works hard here: neither takes the other's place.
        self._fetching = SlowWork("fetching", threads=16, waiting=48, timeout=timedelta(seconds=25), share=16)
        self._heavy = SlowWork("heavy", threads=2, waiting=16, timeout=timedelta(seconds=45), share=6)

    def admit(self, scope: Scope) -> None:
        """Count a request.

        Raises:
            RequestRefused: This client asks too often.
        """
        self._take(self._verifying, scope)

    def room_for(self, scope: Scope) -> RoomTaken:
        """Return what a request takes of the room for uploads, which is nothing yet."""
        return RoomTaken(self._room, lambda: self._clients.of(scope))

    def admit_person(self, scope: Scope) -> None:
        """Count a question about a person.

        Raises:
            RequestRefused: This client asks too often.
        """
        self._take(self._person, scope)

    async def verify(self, question: Question, scope: Scope) -> Answer:
        """Verify a file: at once if it is small and nothing has to be fetched, else in a thread.

        A small credential can be made to take long. Whoever sends such ones gets no more of them verified at
        once, so that nobody else waits for them.

        Args:
            question: What is asked.
            scope: Of the request.

        Raises:
            Busy: There is too much to do already.
            TookTooLong: It took too long.
        """
        client = self._clients.of(scope)
        if not is_light(question.data) or self._slow_ones.is_empty(client):
            return await self._heavy.do(lambda: self.desk.thoroughly(question), client=client)
        await self._turns.turn()
        self._traffic.passed()
        started = time.thread_time()  # not the clock: on a busy machine that tells of others
        answer = self.desk.at_once(question)
        if time.thread_time() - started > _SLOW:
            self._slow_ones.wait(client)
        if answer is not None:
            return answer
        return await self._fetching.do(lambda: self.desk.thoroughly(question), client=client)

    async def status_list(self, url: str) -> bytes | None:
        """Return a whole status list, or None when it cannot be had; raises as :meth:`verify` does."""
        return await self._document(Needed(ResourceKind.STATUS_LIST, url))

    async def status_changes(self, url: str) -> bytes | None:
        """Return what a status list names, or None when it cannot be had; raises as :meth:`verify` does."""
        return await self._document(Needed(ResourceKind.STATUS_CHANGES, url))

    async def _document(self, needed: Needed) -> bytes | None:
        given = self.options.given().get(needed)
        if given is not None:
            return given
        answer = self._at_hand.get(needed) or await self._fetching.do(lambda: self._at_hand.fetch(needed))
        return answer.content if isinstance(answer, Retrieved) else None

    async def wait_for(self, work: Callable[[], _T], scope: Scope) -> _T:
        """Do what waits for another server; raises as :meth:`verify` does."""
        return await self._fetching.do(work, client=self._clients.of(scope))

    async def work_on(self, work: Callable[[], _T], scope: Scope) -> _T:
        """Do what takes this machine a while; raises as :meth:`verify` does."""
        return await self._heavy.do(work, client=self._clients.of(scope))

    def gives_way(self, sleep: Callable[[float], None] = time.sleep) -> GivesWay:
        """Return what long work calls between two pieces, so that nobody waits long for a small answer."""
        return GivesWay(self._traffic, sleep)

    def close(self) -> None:
        """Let the threads go."""
        self._fetching.close()
        self._heavy.close()

    def _take(self, limit: RateLimit, scope: Scope) -> None:
        seconds = limit.wait(self._clients.of(scope))
        if seconds:
            raise RequestRefused(ProblemKind.TOO_MANY, retry_after=seconds)
