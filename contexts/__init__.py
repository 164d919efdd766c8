"""The JSON-LD contexts that we carry, and the loader that serves nothing else."""

from contexts.loader import (
    RECOGNISED_SCHOOLS,
    BundledContext,
    ContextDigestMismatch,
    ContextLoader,
    ContextNotBundled,
    bundled_contexts,
    issuing_contexts,
    recognition_contexts,
)

CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"
CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OB_3_0_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

__all__ = [
    "CREDENTIALS_V1",
    "CREDENTIALS_V2",
    "OB_3_0_3",
    "RECOGNISED_SCHOOLS",
    "BundledContext",
    "ContextDigestMismatch",
    "ContextLoader",
    "ContextNotBundled",
    "bundled_contexts",
    "issuing_contexts",
    "recognition_contexts",
]
