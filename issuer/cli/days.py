"""Days as people type them on the command line."""

from datetime import date

import typer

from issuer.spreadsheets.cells import NotUnderstood, read_date


def typed_day(text: str, option: str) -> date:
    """Return the day that was typed.

    Args:
        text: Such as 1-7-2026 or 2026-07-01.
        option: Where it was typed, such as ``--date``.

    Raises:
        typer.BadParameter: It is no day.
    """
    try:
        found = read_date(text)
    except NotUnderstood:
        found = None
    if found is None:
        raise typer.BadParameter(f"{text} is not a date; write it as 1-7-2026", param_hint=option)
    return found


def typed_day_if_any(text: str | None, option: str) -> date | None:
    """Return the day that was typed, or None when nothing was.

    Raises:
        typer.BadParameter: It is no day.
    """
    return None if text is None else typed_day(text, option)
