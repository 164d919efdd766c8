"""In which language somebody is answered."""

from functools import lru_cache

from verifier.texts import DEFAULT_LANGUAGE, LANGUAGES

_MAX_HEADER = 200


def language_of(accept_language: str) -> str:
    """Return the language of ours that a browser asks for most, else Dutch.

    Args:
        accept_language: The header.

    Spec: RFC 9110 §12.5.4; the most wanted language wins, and of equals the first.
    """
    return _language_of(accept_language[:_MAX_HEADER])  # cut before it is remembered


@lru_cache(maxsize=512)
def _language_of(accept_language: str) -> str:
    best, best_weight = DEFAULT_LANGUAGE, 0.0
    for item in accept_language.split(","):
        tag, _, parameters = item.partition(";")
        language = tag.strip().lower().partition("-")[0]
        weight = _weight(parameters)
        if language in LANGUAGES and weight > best_weight:
            best, best_weight = language, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
