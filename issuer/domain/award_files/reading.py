"""Reads what a file says about one award.

It stands under ``toekenning``, beside the module that it awards; or, where the award is all there is, at
the top of the file. docs/award-file.md describes every key.
"""

from typing import Final

from issuer.domain.award_files.agreements import read_agreements
from issuer.domain.award_files.board_decision import read_board_decision
from issuer.domain.award_files.company import read_company, read_placement
from issuer.domain.award_files.days import read_day
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.award_files.guidance import read_conversations, read_guidance
from issuer.domain.award_files.intake import read_consents, read_intake
from issuer.domain.award_files.learner import read_learner
from issuer.domain.award_files.legal_document import read_legal_document
from issuer.domain.award_files.refused_keys import refuse_personal_data
from issuer.domain.award_files.results import read_examination, read_results
from issuer.domain.award_files.school import (
    LEARNING_PATHS,
    read_aimed_at,
    read_enrolment,
    read_third_path_recognitions,
)
from issuer.domain.award_files.signatures import read_signatures
from issuer.domain.award_files.start_qualification import read_established
from issuer.domain.award_files.statement import Statement, read_statement
from issuer.domain.modules.keys import Keys

TARGET_GROUPS: Final = ("LLO", "uitvaller_initieel")
LEAVING_REASONS: Final = ("uitval", "anders")
_PRACTICAL_ROUTES: Final = ("praktijkverklaring", "certificaat", "diploma")
_STATEMENT_KEYS: Final = (
    "deel_1_examenresultaten",
    "onderdelen",
    "deel_2_praktijkverklaring",
    "deel_3_overige_bewijzen",
    "aanleiding",
    "controle_geen_diploma",
    "vrijstelling",
)
_AT_THE_TOP: Final = frozenset(
    {
        "lerende",
        "intake",
        "begeleidingsdocument",
        "gesprekken",
        "handtekeningen",
        "overeenkomsten",
        "toestemmingen",
        "examencommissie_besluit",
        "uitgegeven_op",
        *_STATEMENT_KEYS,
    }
)
"""Keys that no module has: a file with one of them is about an award."""


def read_award(top: Keys, template: Keys | None = None) -> AwardFacts | None:
    """Read the award of a file; None when the file says nothing about one.

    What is wrong is added to ``top.findings``. Of an award at the top of the file only the keys of the
    award are taken: whoever reads the rest of the file calls ``top.finish()``.

    Args:
        top: The file.
        template: Its ``template``, when that is read elsewhere too.
    """
    if template is None:
        template = top.table("template")
    if "toekenning" in top:
        award = top.table("toekenning")
        facts = _read(award, template)
        award.finish()
        return facts
    top.ignore(("toekenning",))
    if not any(key in top for key in _AT_THE_TOP):
        return None
    return _read(top, template)


def _read(award: Keys, template: Keys) -> AwardFacts:
    refuse_personal_data(award)
    experience = award.table("leerervaring")
    start, end = read_day(experience, "start"), read_day(experience, "eind")
    experience.ignore(("titel", "vorm"))
    experience.finish()
    supervisor = award.table("praktijkbegeleider")
    supervisor.ignore(("instelling",))
    trainer = award.table("praktijkopleider")
    whole = award.table("onderdeel_van")
    part_of = (whole.text("instrument"), whole.text("id"))
    facts = AwardFacts(
        learner=read_learner(award),
        language=award.one_of("taal", ("nl", "en")) or "nl",
        aimed_at=read_aimed_at(award),
        learning_path=award.one_of("leerweg", LEARNING_PATHS),
        enrolment=read_enrolment(award),
        target_group=award.one_of("doelgroep", TARGET_GROUPS),
        leaving_reason=award.one_of("reden", LEAVING_REASONS),
        funding=award.text("bekostiging"),
        established=read_established(award),
        intake=read_intake(award),
        consents=read_consents(award),
        company=read_company(award),
        sector_of_work=award.text("branche_werkzaamheden"),
        trainer=trainer.text("naam"),
        supervisor=supervisor.text("naam"),
        placement=read_placement(award),
        recognitions=read_third_path_recognitions(award),
        agreements=read_agreements(award),
        practical_route=award.one_of("praktijkleerroute", _PRACTICAL_ROUTES),
        planned_weeks=award.number("geplande_doorlooptijd_weken", example="26"),
        support_scheme=award.text("regeling") == "derde_steunpakket",
        ticked_off=read_guidance(award),
        conversations=read_conversations(award),
        follow_up_advice=award.text("vervolgadvies"),
        start=start,
        end=end,
        results=read_results(award),
        examination=read_examination(award),
        statement=_statement(award),
        decision=read_board_decision(award),
        legal_document=read_legal_document(award, template),
        signatures=read_signatures(award) if "handtekeningen" in award else None,
        part_of=(part_of[0], part_of[1]) if part_of[0] and part_of[1] else None,
        issued_on=read_day(award, "uitgegeven_op"),
        valid_until=read_day(award, "geldig_tot"),
        root=award.pointer,
    )
    award.ignore(("handtekeningen", "id"))
    for inner in (supervisor, trainer, whole):
        inner.finish()
    return facts


def _statement(award: Keys) -> Statement | None:
    if any(key in award for key in _STATEMENT_KEYS):
        return read_statement(award)
    award.ignore(_STATEMENT_KEYS)
    return None
