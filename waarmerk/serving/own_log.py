"""What the server writes to its log: that something happened and where, and nothing of what was verified.

Libraries write down what they stumble over: the one for PDF quotes the file, others their caller's values in
a traceback. So only our own loggers and those of the web server have a handler, which leaves exceptions out.

Spec: attack A11; docs/serve.md, "What it keeps".
"""

import logging
from typing import Final

_HEARD: Final = ("waarmerk", "uvicorn")
_AGAIN_AFTER: Final = 60.0  # seconds
_MOST: Final = 200  # different lines that are remembered


class _WithoutTraceback(logging.Formatter):
    """Writes the message alone; of an exception its type."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as one line."""
        kind = record.exc_info[0] if record.exc_info else None
        happened = f" ({kind.__name__})" if kind is not None else ""
        return f"{record.levelname} {record.name}: {record.getMessage().strip()}{happened}"


class _NotTooOften(logging.Filter):
    """Lets the same line through once a minute: anybody can send what is worth one, again and again."""

    def __init__(self) -> None:
        super().__init__()
        self._written: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record is written."""
        line = record.getMessage()
        before = self._written.get(line)
        if before is not None and record.created - before < _AGAIN_AFTER:
            return False
        if len(self._written) >= _MOST:
            self._written.clear()
        self._written[line] = record.created
        return True


def write_own_log() -> None:
    """Let the log hold what we write and what the web server does; from now on, in this process."""
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutTraceback())
    handler.addFilter(_NotTooOften())
    handler.setLevel(logging.WARNING)
    for name in _HEARD:
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.propagate = False
    # With a handler on the root, Python does not write what nobody handles to the terminal.
    logging.getLogger().addHandler(logging.NullHandler())
