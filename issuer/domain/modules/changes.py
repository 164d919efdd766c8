"""What differs between two descriptions of one module, by the keys of its file.

Spec: requirement J06.
"""

from credentials.achievement.model import Module
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.document import to_document


def changed_keys(published: ModuleDescription | Module, described: ModuleDescription) -> tuple[str, ...]:
    """Return the keys that say something else now, in the order of the file.

    Args:
        published: As it was published; of what was published long ago only the module itself is known,
            and then only that is compared.
        described: As it is described now.
    """
    if isinstance(published, Module):
        if published == described.module:
            return ()
        before = to_document(ModuleDescription(module=published))
        now = to_document(ModuleDescription(module=described.module))
    else:
        before, now = to_document(published), to_document(described)
    return tuple(key for key in {**now, **before} if before.get(key) != now.get(key))
