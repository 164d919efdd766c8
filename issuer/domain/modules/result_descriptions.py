"""The results that every learner of a module gets, as a school writes them down."""

import re

from credentials.achievement.model import ResultDescription
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.keys import Keys

_TYPES = {"cijfer": "RawScore", "percentage": "Percent", "oordeel": "Result"}
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_NUMBER = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,4})?")


def read_result_descriptions(keys: Keys, version_id: str) -> tuple[ResultDescription, ...]:
    """Return what stands under ``resultaten``; what is wrong is added to the findings."""
    found: dict[str, ResultDescription] = {}
    for inner in keys.tables("resultaten"):
        inner.require("id", "een korte naam, zoals portfolio", "a short name, such as portfolio")
        inner.require("naam", "hoe de kolom met dit resultaat heet", "the name of its column")
        inner.require("soort", ", ".join(_TYPES), ", ".join(_TYPES))
        slug, name, kind = inner.text("id"), inner.text("naam"), inner.one_of("soort", _TYPES)
        if slug and (not _SLUG.fullmatch(slug) or slug in found):
            inner.add("result_id_wrong", "id", value=slug)
            slug = None
        description = _scored(inner, kind) if kind else None
        inner.finish()
        if slug and name and description:
            minimum, maximum, values, required = description
            found[slug] = ResultDescription(
                id=f"{version_id}#resultaat-{slug}",
                name=name,
                result_type=_TYPES[kind or "oordeel"],
                allowed_values=values,
                value_min=minimum,
                value_max=maximum,
                required_value=required,
            )
    return tuple(found.values())


_Scores = tuple[str | None, str | None, tuple[str, ...], str | None]
"""Lowest, highest, allowed words, what suffices."""


def _scored(inner: Keys, kind: str) -> _Scores | None:
    inner.ignore(("van", "tot", "waarden", "voldoende_vanaf"))
    if kind == "oordeel":
        values = tuple(
            item.text for _, item in inner.items("waarden") if isinstance(item, Scalar) and item.text
        )
        required = inner.text("voldoende_vanaf")
        if len(values) < 2 or len(set(values)) < len(values):
            inner.add("result_values_wrong", "waarden")
            return None
        if required is not None and required not in values:
            inner.add("not_in_list", "voldoende_vanaf", value=required, choices=", ".join(values))
        return None, None, values, required
    limits = {key: inner.text(key) for key in ("van", "tot", "voldoende_vanaf")}
    for key, raw in limits.items():
        if raw is not None and not _NUMBER.fullmatch(raw):
            inner.add("score_malformed", key, value=raw)
            return None
    low, high, required = (raw.replace(",", ".") if raw else None for raw in limits.values())
    return low, high, (), required
