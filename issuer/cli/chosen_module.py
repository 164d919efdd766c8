"""Which published module somebody means on the command line."""

from issuer.cli.session import Session
from issuer.domain.awards import ModuleVersion
from issuer.domain.modules.versions import find_modules, find_version, newest
from issuer.errors import UnknownModule


def chosen_version(running: Session, module: str, version: str | None) -> ModuleVersion:
    """Return the version of a module that was named, by default the newest.

    Args:
        running: The command.
        module: Address, last part of it, or title.
        version: Its number, or None.

    Raises:
        UnknownModule: There is none, or the name fits more than one module.
    """
    with running.office.uow.read(running.institution.id) as ledger:
        found = find_modules(ledger.modules.all(), module)
    candidates = next(iter(found.values()), []) if len(found) == 1 else []
    chosen = find_version(candidates, version) if version else newest(candidates)
    if chosen is None:
        raise UnknownModule(module=module[:80])
    return chosen
