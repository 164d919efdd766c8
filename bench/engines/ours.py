"""Ours: the library as the issuer and the verifier use it."""

from collections.abc import Callable
from functools import cache

import orjson

from bench.badges import BADGES, VARYING
from bench.engines.serving import Task, serve
from bench.engines.setting import CREATED, METHOD, NOW, PRIVATE_KEY, trust_list
from bench.status_list import status_list
from credentials.jsonld.templates.credential_template import CredentialTemplate
from credentials.parsing import JsonObject
from credentials.proofs.batch_signing import BatchSigner
from credentials.proofs.data_integrity import add_proof
from credentials.proofs.signing import Signer
from keys.backends.local_signer import LocalSigner
from verifier import Conclusion, verify


class NotAsExpected(Exception):
    """A badge that is good was not found good, or the other way round."""


@cache
def signer() -> Signer:
    """Return the signer of the school: the one that its exam board has too."""
    return LocalSigner(METHOD, PRIVATE_KEY)


def issue(badge: JsonObject) -> bytes:
    """Sign one badge."""
    return orjson.dumps(add_proof(badge, signer(), created=CREATED))


class Batch:
    """Signs the badges of a class from what differs between its learners.

    Args:
        example: The badge of one of them.
    """

    def __init__(self, example: JsonObject) -> None:
        self._template = CredentialTemplate(example, VARYING)
        self._signer = BatchSigner(self._template, signer(), created=CREATED)

    def values(self, badge: JsonObject) -> tuple[str, ...]:
        """Return what is this learner's own.

        Raises:
            NotAsExpected: The badge is of another class.
        """
        values = self._template.values_of(badge)
        if values is None:
            raise NotAsExpected("a badge of another class")
        return values

    def sign(self, values: tuple[str, ...]) -> bytes:
        """Sign the badge of a learner."""
        return self._signer.sign(values)


@cache
def batch_of(module: str) -> Batch:
    """Return what signs the badges about a module, as the name of one of ours says."""
    return Batch(BADGES[module].of(0))


def ready_for_batch(line: bytes) -> tuple[Batch, tuple[str, ...]]:
    """Prepare an unsigned badge: find its class, and what is its learner's own."""
    badge = orjson.loads(line)
    for name, known in BADGES.items():
        if known.is_about(badge):
            return batch_of(name), batch_of(name).values(badge)
    raise NotAsExpected("a badge of no class of ours")


def issue_in_batch(ready: tuple[Batch, tuple[str, ...]]) -> bytes:
    """Sign one badge of many."""
    batch, values = ready
    return batch.sign(values)


def verifying(*, with_status_list: bool) -> Callable[[bytes], None]:
    """Return what verifies the bytes of a badge under the default policy, offline.

    Args:
        with_status_list: Whether the status list is at hand. Without it that one question stays
            open, and everything else is answered.
    """
    trusted = trust_list()
    lists = [status_list()] if with_status_list else []
    expected = Conclusion.PASSED if with_status_list else Conclusion.INDETERMINATE

    def run(data: bytes) -> None:
        report = verify(data, at=NOW, trust_list=trusted, status_lists=lists)
        if report.conclusion is not expected:
            raise NotAsExpected(f"{report.conclusion}: {report.results}")

    return run


def main() -> None:
    """Serve the tasks."""
    verify_task = Task(bytes.strip, verifying(with_status_list=False))
    status_task = Task(bytes.strip, verifying(with_status_list=True))
    tasks = {
        "issue": Task(orjson.loads, issue),
        "batch": Task(ready_for_batch, issue_in_batch),
        "verify": verify_task,
        "verify with status list": status_task,
    }
    serve(tasks)


if __name__ == "__main__":
    main()
