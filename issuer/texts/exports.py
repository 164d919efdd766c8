"""What commands about exports, the catalogue and the register say, in Dutch and in English."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "said.export_written": (
        "{title} {version} als {format}: {file}.",
        "{title} {version} as {format}: {file}.",
    ),
    "said.draft_written": (
        "Concept van een module: {file}. Vul aan wat ontbreekt en controleer het met: waarmerk modules check",
        "Draft of a module: {file}. Fill in what is missing and check it with: waarmerk modules check",
    ),
    "said.origin": (
        "Overgenomen van: {id}, versie {version}, eigenaar {owner}.",
        "Taken over from: {id}, version {version}, owner {owner}.",
    ),
    "said.no_origin": (
        "Deze module zegt niet dat hij van een andere onderwijsinstelling is overgenomen.",
        "This module does not say that it was taken over from another school.",
    ),
    "said.catalogue_written": (
        "Catalogus in {directory}: {modules} modules, {files} bestanden, waarvan {changed} gewijzigd. "
        "Niet getoond omdat ze alleen lokaal of voor één bedrijf zijn, of een voorstel: {hidden}.",
        "Catalogue in {directory}: {modules} modules, {files} files, of which {changed} changed. "
        "Not shown because they are local, for one company, or a proposal: {hidden}.",
    ),
    "said.catalogue_local": (
        "Open deze pagina om te kijken: {page}",
        "Open this page to have a look: {page}",
    ),
    "said.catalogue_elsewhere": (
        "Het adres van {module} ligt niet onder wat deze school publiceert, of niet in een eigen map "
        "daaronder. De module staat wel in de lijst, maar zonder eigen pagina.",
        "The address of {module} is not below what this school publishes, or not in a folder of its own "
        "there. The module is in the list, without a page of its own.",
    ),
    "said.records_written": (
        "{kind}: {count} regels van besluiten van {since} tot en met {until}, in {file}.",
        "{kind}: {count} records of decisions from {since} up to and including {until}, in {file}.",
    ),
    "said.records_refused": (
        "Fouten: {errors}. Er is niets geschreven. Verbeter wat hierboven staat, of laat deze toekenningen "
        "weg met --skip-invalid.",
        "Mistakes: {errors}. Nothing was written. Correct what is said above, or leave these awards out "
        "with --skip-invalid.",
    ),
    "said.feed_written": (
        "Register van de uitgever in {directory}: {added} nieuw, {total} in totaal, {pages} pagina's.",
        "The issuer's own register in {directory}: {added} new, {total} in all, {pages} pages.",
    ),
    "said.feed_offered": (
        "Voor het eerst aangeboden aan {register}: {count}.",
        "Offered to {register} for the first time: {count}.",
    ),
    "said.standing_recorded": (
        "Vastgelegd: {credential} is bij {register} {status}.",
        "Recorded: {credential} is {status} with {register}.",
    ),
    "said.standing": (
        "{register}: {status} sinds {date}, nummer {number}. Vastgelegd door {by}.",
        "{register}: {status} since {date}, number {number}. Recorded by {by}.",
    ),
    "said.no_standing": (
        "Dit bewijs is nog bij geen register aangeboden: niet_geregistreerd.",
        "This credential was not offered to any register yet: niet_geregistreerd.",
    ),
    "said.pack_written": (
        "Inspectiedossier van besluit {decision}: {file}. Er staan persoonsgegevens in: geef het alleen aan "
        "wie het mag inzien.",
        "Inspection pack of decision {decision}: {file}. It holds personal data: give it only to whoever may "
        "see it.",
    ),
    "register_status_refused.name": (
        "De naam van het register ontbreekt, is te lang of bevat tekens die niet kunnen. Geef een korte "
        "naam.",
        "The name of the register is missing, too long or has characters that cannot be there. Give a short "
        "name.",
    ),
    "register_status_refused.number": (
        "Het nummer van het register is te lang of bevat tekens die niet kunnen.",
        "The number of the register is too long or has characters that cannot be there.",
    ),
    "register_status_refused.number_missing": (
        "Geef met --register-id het nummer waaronder het register dit bewijs heeft opgenomen.",
        "Give with --register-id the number under which the register took this credential in.",
    ),
    "badge_file_refused.not_json": (
        "{file} is geen JSON-object dat we kunnen lezen. Geef het bestand zoals het uit edubadges of een "
        "andere uitgever komt.",
        "{file} is no JSON object that we can read. Give the file as it comes out of edubadges or from "
        "another issuer.",
    ),
    "unknown_award": (
        "Er is geen toegekende voordracht en geen bewijs met nummer {award}. Neem het nummer over zoals het "
        "in de lijst van bewijzen staat.",
        "There is no award and no credential with number {award}. Take the number as it stands in the list "
        "of credentials.",
    ),
}
