"""The commands of the exam board, from ``waarmerk init`` to ``waarmerk inspection-pack``.

:mod:`issuer.cli.commands` lists them; ``app`` holds them all.

Exit status: 0 done, 1 not (all) done, 2 wrong use.
"""

from issuer.cli.commands import COMMANDS
from issuer.cli.lazy_group import make_lazy

__all__ = ["app"]

app = make_lazy(COMMANDS, about="Award and issue: the exam board's work.")
