"""What the JSON-LD engine refuses, as findings.

The engine refuses everything that a signature would not cover. Most of that shows that something
is wrong with the document; some of it only that we cannot tell.
"""

from collections.abc import Mapping
from typing import Final

from contexts import ContextNotBundled
from credentials.jsonld.strictness import NotCanonicalizable
from verifier.codes import Code
from verifier.result import CheckStatus, Finding, Parameter

_CODE_OF_ERROR: Final[Mapping[str, Code]] = {
    "undefined_term": Code.UNDEFINED_TERM,
    "undefined_type": Code.UNDEFINED_TYPE,
    "relative_iri": Code.RELATIVE_IRI,
    "compact_iri": Code.COMPACT_IRI,
    "ill_formed_iri": Code.ILL_FORMED_IRI,
    "ill_formed_language_tag": Code.ILL_FORMED_LANGUAGE_TAG,
    "forbidden_keyword": Code.FORBIDDEN_KEYWORD,
    "blank_node_refused": Code.BLANK_NODE,
    "unsigned_data": Code.UNSIGNED_DATA,
    "context_refused": Code.CONTEXT_REFUSED,
    "number_refused": Code.NUMBER_REFUSED,
    "character_refused": Code.CHARACTER_REFUSED,
    "too_complex": Code.TOO_COMPLEX,
}
# Another verifier may carry the context that we do not, or take the time that we do not.
_OPEN_QUESTIONS: Final = frozenset({Code.CONTEXT_UNKNOWN, Code.CONTEXT_REFUSED, Code.TOO_COMPLEX})


def canonical_form_finding(error: NotCanonicalizable) -> Finding:
    """Return what the engine refused as a finding."""
    params: dict[str, Parameter] = {}
    code = _CODE_OF_ERROR.get(error.code, Code.NOT_CANONICALIZABLE)
    if isinstance(error.__cause__, ContextNotBundled):
        code = Code.CONTEXT_UNKNOWN
        params["url"] = error.__cause__.url
    return Finding(code=code, pointer=error.pointer, params=params)


def canonical_form_status(finding: Finding) -> CheckStatus:
    """Tell whether such a finding settles the matter or leaves it open."""
    return CheckStatus.INDETERMINATE if finding.code in _OPEN_QUESTIONS else CheckStatus.FAILED
