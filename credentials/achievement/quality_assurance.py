"""What stands behind the quality of a credential."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityAssurance:
    """What stands behind the quality. EU element 11.

    Attributes:
        name: Name of the framework.
        url: Where it is published.
        version: Edition, or None.
    """

    name: str
    url: str
    version: str | None = None
