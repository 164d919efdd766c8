"""What a fuzzer runs: bytes → document → canonical form, with nothing allowed but our own errors.

Run by `test_fuzz_engine_atheris.py` in a process of its own, because atheris takes over the process:

    python -m tests.fuzz.engine_target CORPUS_FOLDER [options of libFuzzer]

or, to see again what happened on one input, with the path of a file instead of a folder.
"""

import random
import sys
import time
import zlib

import atheris  # type: ignore[import-untyped]  # it has no types

with atheris.instrument_imports(include=["credentials", "contexts"]):
    from credentials.errors import CredentialError
    from credentials.jsonld.engine import canonicalize
    from credentials.parsing import parse

from tests.fuzz.credential_mutator import mutated
from tests.reference_path_for_tests import outcome_by_reference, outcome_of_engine

MOST_SECONDS = 1.0
"""Of CPU time for one input. Code that is watched for coverage is some three times slower."""


COMPARED = 8
"""One input in so many is also taken along the path through PyLD, which is slow."""


class TooSlow(Exception):
    """One input took longer than any may."""


class Different(Exception):
    """The way that a document took made a difference."""


def try_one_input(data: bytes) -> None:
    """Parse and canonicalize, and let every error through that is not ours."""
    started = time.process_time()
    try:
        document = parse(data).unverified
        form = canonicalize(document)
    except CredentialError as error:
        # A pointer has to be something that can be shown.
        (error.pointer or "").encode()
    else:
        if canonicalize(document) != form or not form.endswith(" .\n"):
            raise AssertionError("no canonical form, or another one the second time")
    seconds = time.process_time() - started
    if seconds > MOST_SECONDS:
        raise TooSlow(f"{seconds:.2f} s of CPU time")
    if zlib.crc32(data) % COMPARED == 0:
        compare_the_paths(data)


def compare_the_paths(data: bytes) -> None:
    """Ask the whole engine, and then PyLD alone, about an input that can be parsed.

    Of several faults each path may find another one first, and PyLD is given up sooner.
    """
    try:
        document = parse(data).unverified
    except CredentialError:
        return
    one, other = outcome_of_engine(document), outcome_by_reference(document)
    if one.nquads != other.nquads and "too_complex" not in (one.code, other.code):
        raise Different(f"{one} by the engine, {other} by PyLD")


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Change an input: most of the time as the document that it is, else as the bytes that it is."""
    source = random.Random(seed)  # noqa: S311 - libFuzzer gives the seed
    if source.random() < 0.8:
        document = mutated(data, source)
        if document is not None and len(document) <= max_size:
            return document
    return bytes(atheris.Mutate(data, max_size))


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one_input, custom_mutator=mutate)
    atheris.Fuzz()
