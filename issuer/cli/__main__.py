"""``python -m issuer.cli``: the exam board's commands by themselves."""

from issuer.cli import app

app(prog_name="waarmerk")
