"""What is shown of an answer to those who want to know exactly. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from credentials.achievement.content import OpenBadgeContent
from credentials.data_model_version import data_model_of
from credentials.recognized_entity import TrustList
from verifier.plain_text import plain
from verifier.report import VerificationReport
from verifier.texts import Texts
from verifier.unpack import FileKind
from verifier.web.page_texts import PageTexts

Row = tuple[str, str]
"""A label and a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is known of a file, apart from what it says.

    Attributes:
        name: As the sender calls it, or "".
        size: In bytes.
        sha256: In hexadecimals.
        kind: What kind of file, or None.
    """

    name: str
    size: int
    sha256: str
    kind: FileKind | None


def technical_rows(
    report: VerificationReport,
    file: FileFacts,
    trust_list: TrustList | None,
    content: OpenBadgeContent | None,
    words: Texts,
    page: PageTexts,
) -> tuple[Row, ...]:
    """Return what an engineer or a file wants to know: of the file, of the check, of the credential.

    Args:
        report: The report.
        file: The file.
        trust_list: The list that it was judged by, or None.
        content: What the credential says, or None if that was not proven.
        words: The verifier's words.
        page: The page's words.
    """
    kind = page.word("kind", file.kind.value if file.kind is not None else "unknown")
    listed = page.word("technical", "no_trust_list")
    if trust_list is not None:
        listed = page.word(
            "technical",
            "trust_list_value",
            name=plain(trust_list.name),
            sequence=trust_list.sequence,
            date=words.moment(trust_list.published_at),
        )
    values: Mapping[str, str | None] = {
        "file": plain(file.name) or None,
        "kind": kind,
        "size": page.word("technical", "bytes", count=words.count(file.size)),
        "sha256": file.sha256,
        "verified_at": words.moment(report.verified_at),
        "policy": report.policy.name,
        "trust_list": listed,
    }
    rows = [(page.word("technical", name), value) for name, value in values.items() if value]
    if content is not None:
        document = report.signed_document
        said = {
            "credential_id": content.credential_id,
            "achievement_id": content.achievement_id,
            "issuer_id": content.issuer_id,
            "data_model": data_model_of(document).value if document is not None else None,
        }
        rows.extend((page.word("technical", name), plain(value)) for name, value in said.items() if value)
    return tuple(rows)


def evidence_json(report: VerificationReport) -> str:
    """Return the evidence of every check; none of it unless the proof holds, since a stranger wrote it."""
    if report.signed_content is None:
        return ""
    shown = {
        result.check.value: {
            name: plain(value, max_characters=500) for name, value in result.evidence.items()
        }
        for result in report.results
        if result.evidence
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)
