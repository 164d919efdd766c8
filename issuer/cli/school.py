"""``waarmerk school``: what the institution says of itself that rules look at."""

from typing import Annotated

import typer

from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, Lang
from issuer.cli.session import Session, session, settings_for
from issuer.domain.modules.surroundings import INSTITUTION_KINDS
from issuer.domain.school_profile import SchoolProfile


def school(
    funded: Annotated[
        bool | None, typer.Option("--funded/--not-funded", help="Whether the government funds it.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help=f"One of: {', '.join(INSTITUTION_KINDS)}.")] = None,
    offers: Annotated[
        list[str] | None,
        typer.Option(help="Crebo of a kwalificatie that it offers whole. Can be given again."),
    ] = None,
    recognised_for: Annotated[
        list[str] | None,
        typer.Option(help="Crebo that it may give in the derde leerweg. Can be given again."),
    ] = None,
    small_modules: Annotated[
        bool | None,
        typer.Option("--small-modules/--no-small-modules", help="Try modules of 80 and 160 SBU."),
    ] = None,
    decision_numbers: Annotated[
        bool | None,
        typer.Option(
            "--decision-numbers/--no-decision-numbers",
            help="Put the number of the board's decision into credentials.",
        ),
    ] = None,
    home: Home = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Say what the school is, offers and settled for its modules. What is left out stays as it was."""
    if kind is not None and kind not in INSTITUTION_KINDS:
        raise typer.BadParameter(", ".join(INSTITUTION_KINDS), param_hint="--kind")
    for crebo in (*(offers or ()), *(recognised_for or ())):
        if not (len(crebo) == 5 and crebo.isascii() and crebo.isdigit()):
            raise typer.BadParameter(crebo, param_hint="--offers, --recognised-for")
    with session(settings_for(home=home, lang=lang), institution) as running:
        with running.office.uow.read(running.institution.id) as ledger:
            before = ledger.school.current()
        profile = SchoolProfile(
            kind=before.kind if kind is None else kind,
            is_funded=before.is_funded if funded is None else funded,
            offered_qualifications=tuple(offers) if offers else before.offered_qualifications,
            recognised_crebos=tuple(recognised_for) if recognised_for else before.recognised_crebos,
            small_size_allowed=before.small_size_allowed if small_modules is None else small_modules,
            decision_number_is_public=before.decision_number_is_public
            if decision_numbers is None
            else decision_numbers,
        )
        running.office.describe_school(running.institution.id, profile, by=by)
        _show(running, profile)


def _show(running: Session, profile: SchoolProfile) -> None:
    def yes_or_no(value: bool | None) -> str:
        words = {True: ("ja", "yes"), False: ("nee", "no"), None: ("niet bekend", "not known")}
        return running.word(*words[value])

    def codes(value: tuple[str, ...] | None) -> str:
        return yes_or_no(None) if value is None else ", ".join(value)

    running.say(
        "said.school",
        name=running.institution.name,
        kind=profile.kind or yes_or_no(None),
        funded=yes_or_no(profile.is_funded),
        offers=codes(profile.offered_qualifications),
        recognised=codes(profile.recognised_crebos),
        small=yes_or_no(profile.small_size_allowed),
        numbers=yes_or_no(profile.decision_number_is_public),
    )
