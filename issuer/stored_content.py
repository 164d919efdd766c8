"""The content of modules and results as text in the store, and back: equal content gives equal text."""

import hashlib
import json

from pydantic import TypeAdapter

from credentials.achievement.model import Module, Result

_MODULE = TypeAdapter(Module)
_RESULTS = TypeAdapter(tuple[Result, ...])


def module_to_text(module: Module) -> str:
    """Return the content as JSON with sorted keys, so that equal content has equal text."""
    return json.dumps(
        _MODULE.dump_python(module, mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def module_from_text(text: str) -> Module:
    """Return the module that :func:`module_to_text` wrote."""
    return _MODULE.validate_json(text)


def content_sha256(text: str) -> str:
    """Return the digest of the content, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def results_to_json(results: tuple[Result, ...]) -> list[dict[str, str]]:
    """Return results as JSON."""
    return [{"result_description": one.result_description, "value": one.value} for one in results]


def results_from_json(value: list[object]) -> tuple[Result, ...]:
    """Return the results that :func:`results_to_json` wrote."""
    return _RESULTS.validate_python(value)
