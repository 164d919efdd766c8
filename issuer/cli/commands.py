"""All commands of the exam board: what a list says of each, and where it is.

A new command is a function in a module beside this one, and a line here.
"""

from typing import Final

import typer

from issuer.cli.lazy_group import LazyCommand, make_lazy

AWARDING: Final = "Exam board: awarding"
MODULES: Final = "Modules and registers"
RECOGNITION: Final = "Recognition"
PUBLISHING: Final = "Publishing"
SET_UP: Final = "Keys and set-up"

MODULE_COMMANDS: Final = (
    LazyCommand(
        "check",
        "issuer.cli.check_modules:check_modules",
        "Check modules without publishing them. Works where no institution was set up yet, too.",
    ),
    LazyCommand(
        "add",
        "issuer.cli.modules:add_modules",
        "Publish modules. A published version never changes: a change needs a new version number.",
    ),
    LazyCommand("list", "issuer.cli.modules:list_modules", "List the published modules, all versions."),
    LazyCommand(
        "show",
        "issuer.cli.modules:show_module",
        "Show everything about a published module, as JSON: the registers that it was judged with, too.",
    ),
    LazyCommand(
        "document",
        "issuer.cli.modules:print_document",
        "Print a module in the format of a keuzedeel (Markdown), also one that is a proposal; or as JSON.",
    ),
    LazyCommand(
        "skills",
        "issuer.cli.suggest_skills:suggest_skills",
        "Print the skills that the registers suggest, as lines for the module file; take over what is right.",
    ),
    LazyCommand(
        "hallmark",
        "issuer.cli.hallmark:hallmark",
        "Put the school's hallmark on a published module: signed, so that others can verify it.",
    ),
    LazyCommand(
        "origin",
        "issuer.cli.origin:origin",
        "Say from which school a module was taken over, whose hallmark came along, and whether it holds.",
    ),
    LazyCommand(
        "export",
        "issuer.cli.exports:export_module",
        "Write a published module in the format of another system, as JSON.",
    ),
    LazyCommand(
        "import-badge",
        "issuer.cli.exports:import_badge",
        "Make a draft of a module file from a badge of somebody else, and say what it lacks.",
    ),
    LazyCommand(
        "coverage",
        "issuer.cli.module_coverage:coverage",
        "Show which work processes of a kwalificatie the published modules cover, "
        "the newest version of each.",
    ),
)

modules: Final[typer.Typer] = make_lazy(MODULE_COMMANDS, about="Check, publish, show and print modules.")

COMMANDS: Final = (
    LazyCommand(
        "import",
        "issuer.cli.awarding:import_results",
        "Take in results and propose awards. Wrong rows are explained in a copy of the file.",
        AWARDING,
    ),
    LazyCommand(
        "awards",
        "issuer.cli.award_files:awards_app",
        "Propose awards that are written down in files.",
        AWARDING,
    ),
    LazyCommand(
        "proposals",
        "issuer.cli.awarding:proposals",
        "List what lies open before the exam board.",
        AWARDING,
    ),
    LazyCommand(
        "decide",
        "issuer.cli.awarding:decide",
        "Record a decision of the exam board, taken by two people who did not propose it.",
        AWARDING,
    ),
    LazyCommand(
        "endorsements",
        "issuer.cli.endorsements:endorsements_app",
        "Ask others to sign, and take in what they signed.",
        AWARDING,
    ),
    LazyCommand(
        "issue",
        "issuer.cli.awarding:issue",
        "Sign everything that was decided. Can be interrupted at any moment and run again.",
        AWARDING,
    ),
    LazyCommand(
        "cards",
        "issuer.cli.cards:cards",
        "Make the cards for QR codes that are missing, or that were signed with a revoked key.",
        AWARDING,
    ),
    LazyCommand(
        "credentials",
        "issuer.cli.status:credentials",
        "List the issued credentials and whether they are in force.",
        AWARDING,
    ),
    LazyCommand(
        "status",
        "issuer.cli.status:status",
        "Show whether a credential is in force, or was on a past date.",
        AWARDING,
    ),
    LazyCommand(
        "revoke",
        "issuer.cli.status:revoke",
        "Revoke a credential, for good, by a decision of two people.",
        AWARDING,
    ),
    LazyCommand(
        "suspend",
        "issuer.cli.status:suspend",
        "Suspend a credential for the time being, if its module asks for that.",
        AWARDING,
    ),
    LazyCommand(
        "reinstate",
        "issuer.cli.status:reinstate",
        "End the suspension of a credential, by a decision of two people.",
        AWARDING,
    ),
    LazyCommand(
        "erase",
        "issuer.cli.status:erase",
        "Delete everything about the learner of a credential. Their own copies stay verifiable.",
        AWARDING,
    ),
    LazyCommand("modules", "issuer.cli.commands:modules", "Check, publish, show and print modules.", MODULES),
    LazyCommand(
        "registers",
        "issuer.cli.registers:registers_app",
        "Take in the national registers, and look things up in them.",
        MODULES,
    ),
    LazyCommand(
        "stack",
        "issuer.cli.stacking:stack",
        "Lay verified credentials beside a kwalificatie, and advise on exemptions. Nothing is fetched.",
        RECOGNITION,
    ),
    LazyCommand(
        "agreements",
        "issuer.cli.recognition:agreements_app",
        "Agreements with other institutions on recognition and stacking.",
        RECOGNITION,
    ),
    LazyCommand(
        "recognise",
        "issuer.cli.recognition:recognise_app",
        "Decisions of the exam board on what comes from elsewhere: on a module, and apart on an award.",
        RECOGNITION,
    ),
    LazyCommand(
        "publish",
        "issuer.cli.publishing:publish",
        "Write all that is published as files for a web server. Needs no passphrase; signs nothing.",
        PUBLISHING,
    ),
    LazyCommand(
        "catalogue",
        "issuer.cli.catalogue:catalogue",
        "Write the public catalogue: pages in Dutch and English, JSON, RSS, Atom and Open Education API.",
        PUBLISHING,
    ),
    LazyCommand(
        "status-list",
        "issuer.cli.publishing:status_list",
        "Rebuild the status lists from the events, sign and publish them, with did.json and jwks.json.",
        PUBLISHING,
    ),
    LazyCommand(
        "trust-list",
        "issuer.cli.publishing:trust_list",
        "Write the trust list with this institution on it. Needs no passphrase.",
        PUBLISHING,
    ),
    LazyCommand(
        "register-feed",
        "issuer.cli.records:register_feed",
        "Write the issuer's own register as a feed: what was issued and revoked, and nothing of learners.",
        PUBLISHING,
    ),
    LazyCommand(
        "register-status",
        "issuer.cli.records:register_status",
        "Record how a credential stands with a register of somebody else, or show it.",
        PUBLISHING,
    ),
    LazyCommand(
        "records",
        "issuer.cli.records:records",
        "Write records of what was decided, for the school's own system. Never with a BSN or a name.",
        PUBLISHING,
    ),
    LazyCommand(
        "inspection-pack",
        "issuer.cli.records:inspection_pack",
        "Write what the inspectorate asks for of one award: decision, criteria, result and log.",
        PUBLISHING,
    ),
    LazyCommand(
        "init",
        "issuer.cli.setting_up:init",
        "Set up an institution: the database, its particulars and its keys. Can be run again.",
        SET_UP,
    ),
    LazyCommand(
        "school",
        "issuer.cli.school:school",
        "Say what the school is, offers and settled for its modules. What is left out stays as it was.",
        SET_UP,
    ),
)
