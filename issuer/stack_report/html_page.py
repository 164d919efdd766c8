"""The report as one HTML file that needs nothing else: readable on a screen, on paper, and read aloud.

Spec: WCAG 2.2 AA: language, headings, table headers with scope, contrast, and no meaning in colour alone.
"""

from issuer.html_templates import rendered
from issuer.stack_report.view import StackView


def stack_html(view: StackView) -> str:
    """Return the report as HTML."""
    return rendered(
        "stack_report/stack_report.html.jinja",
        style="stack_report/report.css",
        language=view.language,
        view=view,
    )
