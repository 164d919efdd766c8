"""Descriptions of modules and of schools as text in the store, and back.

Apart from :mod:`issuer.stored_content`, which every command needs: this takes longer to import.
"""

import dataclasses
import json

from pydantic import TypeAdapter

from credentials.achievement.model import Module
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.school_profile import SchoolProfile

_DESCRIPTION = TypeAdapter(ModuleDescription)
_PROFILE = TypeAdapter(SchoolProfile)
_NOT_STORED = {"module", "texts", "root", "places"}
"""The module is stored on its own; the rest is about the file, and may hold texts about a learner."""


def description_to_text(description: ModuleDescription) -> str:
    """Return all of a description but its module, as JSON: equal descriptions give equal text."""
    content = _DESCRIPTION.dump_python(description, mode="json", exclude=_NOT_STORED, exclude_defaults=True)
    if "dossiers" in content:
        content["dossiers"] = sorted(content["dossiers"])
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def description_from_text(text: str, module: Module) -> ModuleDescription:
    """Return the description that :func:`description_to_text` wrote, of this module."""
    return _DESCRIPTION.validate_python({**json.loads(text), "module": module})


def as_stored(description: ModuleDescription) -> ModuleDescription:
    """Return the description without what is not stored of it."""
    return dataclasses.replace(description, texts=(), root="", places={})


def profile_to_text(profile: SchoolProfile) -> str:
    """Return what a school says of itself, as JSON."""
    return json.dumps(_PROFILE.dump_python(profile, mode="json"), sort_keys=True, separators=(",", ":"))


def profile_from_text(text: str) -> SchoolProfile:
    """Return what :func:`profile_to_text` wrote."""
    return _PROFILE.validate_json(text)
