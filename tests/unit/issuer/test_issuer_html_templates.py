"""Pages from templates: nothing is markup, nothing is missing, and nothing is read before it is needed."""

import base64
import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from issuer.catalogue_pages.list_page import list_pages
from issuer.catalogue_pages.site import Site
from issuer.html_templates import environment, rendered
from issuer.stack_report.html_page import stack_html
from issuer.stack_report.viewing import stack_view
from tests.awards_for_tests import ISSUER, SCHOOL
from tests.stacking_for_tests import stack_of

FOLDER = Path(__file__).parents[3] / "issuer"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.jinja"))


def test_there_are_templates() -> None:
    assert "page.html.jinja" in TEMPLATES
    assert "stack_report/stack_report.html.jinja" in TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_switches_escaping_off(name: str) -> None:
    environment().get_template(name)
    source = (FOLDER / name).read_text("utf-8")
    # The one script is a file of the same site; none stands in a page.
    source = source.replace('<script type="module" src="{{ here(search_script) }}"></script>', "")
    assert not re.search(r"\|\s*safe\b|autoescape|Markup|<script|\son[a-z]+=", source)


def test_every_value_is_escaped() -> None:
    template = environment().from_string('<p title="{{ x }}">{{ x }}</p>')
    assert template.render(x="\"'<b>&") == '<p title="&#34;&#39;&lt;b&gt;&amp;">&#34;&#39;&lt;b&gt;&amp;</p>'


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        rendered("stack_report/stack_report.html.jinja", style="stack_report/report.css", language="nl")
    with pytest.raises(UndefinedError):
        environment().from_string("{{ view.nothing }}").render(view=stack_view(stack_of(), "nl"))


def test_a_style_sheet_is_in_the_page_as_it_is_in_the_file() -> None:
    style = (FOLDER / "stack_report" / "report.css").read_text("utf-8")
    assert f"<style>{style}</style>" in stack_html(stack_view(stack_of(), "nl"))


def test_the_catalogue_allows_its_style_sheet_and_no_other() -> None:
    """A browser leaves out a sheet that differs by one space from what the policy names."""
    (only,) = list_pages((), (), Site(school=ISSUER, base_url=SCHOOL), "nl")
    page = only.html
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in page


def test_the_command_line_starts_without_templates() -> None:
    code = "import sys, issuer.cli; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
