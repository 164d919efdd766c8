"""What is written down about an award as text in the store, and back."""

import json
from functools import cache

from pydantic import TypeAdapter

from issuer.domain.award_files.facts import AwardFacts


def facts_to_text(facts: AwardFacts) -> str:
    """Return the facts as JSON with sorted keys, so that equal facts have equal text.

    A member that came later is left out where it says nothing, so that the text of what was there before
    stays what it was.
    """
    content = _adapter().dump_python(facts, mode="json")
    if not facts.of_row:
        del content["of_row"]
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def facts_from_text(text: str) -> AwardFacts:
    """Return the facts that :func:`facts_to_text` wrote."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[AwardFacts]:
    return TypeAdapter(AwardFacts)
