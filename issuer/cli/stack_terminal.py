"""A stack on the screen: what the report says, in short."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from issuer.stack_report.view import LineView, RowView, StackView

_STYLES = {"grant": "green", "assess": "yellow", "none": "dim"}
_SIGNS = {"grant": "✓", "assess": "○", "none": "–"}


def print_stack(console: Console, view: StackView) -> None:
    """Print a stack."""
    console.print(f"[bold]{escape(view.title)}[/bold]  {escape(view.subtitle)}", soft_wrap=True)
    for label, text in view.facts[:2]:
        console.print(f"{escape(label)}: {escape(text)}", soft_wrap=True)
    for weight, text in view.notices:
        style = "red" if weight == "error" else "yellow"
        console.print(f"[{style}]! {escape(text)}[/{style}]", soft_wrap=True)
    if not view.is_refused:
        console.print()
        for sentence in view.coverage:
            console.print(escape(sentence), soft_wrap=True)
        for task in view.core_tasks:
            _print_rows(console, view, f"{task.code} {task.title}  {task.share}", task.rows)
        if view.parts:
            _print_rows(console, view, view.texts["parts"], view.parts, name="part")
        load = f"{view.texts['study_load']}: {', '.join(view.study_load)}"
        console.print(escape(load), soft_wrap=True)
        for note in view.study_load_notes:
            console.print(f"[dim]{escape(note)}[/dim]", soft_wrap=True)
    _print_evidence(console, view)
    _print_lines(console, view.texts["elsewhere"], view.elsewhere)
    _print_lines(console, view.texts["left_out"], view.left_out)
    console.print()
    console.print(escape(view.texts["disclaimer"]), soft_wrap=True)


def _print_rows(
    console: Console, view: StackView, title: str, rows: tuple[RowView, ...], *, name: str = "work_process"
) -> None:
    texts = view.texts
    table = Table(
        Column(texts["code"], no_wrap=True),
        Column(texts[name], ratio=1),
        Column(texts["evidence_short"], no_wrap=True),
        Column(texts["advice"], no_wrap=True),
        title=escape(title),
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        expand=True,
    )
    for row in rows:
        style = _STYLES[row.advice.key]
        word = f"[{style}]{_SIGNS[row.advice.key]} {escape(row.advice.word)}[/{style}]"
        table.add_row(escape(row.code), escape(row.name), escape(row.evidence), word)
    console.print(table)


def _print_evidence(console: Console, view: StackView) -> None:
    console.print(f"\n[bold]{escape(view.texts['evidence'])}[/bold]")
    if not view.evidence:
        console.print(escape(view.texts["evidence_nothing"]))
    for one in view.evidence:
        line = f"{one.number}. {one.title}: {one.kind}, {one.issuer}, {one.decided}, {one.result}"
        console.print(escape(line), soft_wrap=True)
        for ground in one.grounds:
            console.print(f"   {escape(ground.headline)}", soft_wrap=True, style=_STYLES[ground.key])
            for reason in (*ground.reasons, *(f"{view.texts['checks']} {one}" for one in ground.checks)):
                console.print(f"   - {escape(reason)}", soft_wrap=True)


def _print_lines(console: Console, title: str, lines: tuple[LineView, ...]) -> None:
    if not lines:
        return
    console.print(f"\n[bold]{escape(title)}[/bold]")
    for line in lines:
        console.print(f"- {escape(line.what)} ({escape(', '.join(line.details))})", soft_wrap=True)
        for why in line.why:
            console.print(f"  {escape(why)}", soft_wrap=True)
