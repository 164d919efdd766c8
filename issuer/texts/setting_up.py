"""What people read about an installation, its institutions and its settings."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "not_initialised": (
        "Hier is nog niets ingericht. Begin met: waarmerk init",
        "Nothing was set up here yet. Start with: waarmerk init",
    ),
    "schema_out_of_date": (
        "De database heeft versie {found} en dit programma verwacht {expected}. "
        "Voer opnieuw waarmerk init uit, of gebruik het nieuwste programma.",
        "The database has version {found} and this program expects {expected}. "
        "Run waarmerk init again, or use the newest program.",
    ),
    "institution_exists": (
        "De instelling {controller} bestaat al, met andere gegevens. Er is niets gewijzigd.",
        "The institution {controller} exists already, with other particulars. Nothing was changed.",
    ),
    "unknown_institution": (
        "De instelling “{institution}” is hier niet bekend, of er zijn er meer. "
        "Noem de did:web met --institution.",
        "The institution “{institution}” is not known here, or there are several. "
        "Name the did:web with --institution.",
    ),
    "invalid_institution.controller": (
        "“{value}” is geen did:web. Geef met --controller bijvoorbeeld did:web:credentials.school.nl",
        "“{value}” is no did:web. Give with --controller, for example, did:web:credentials.school.nl",
    ),
    "invalid_institution.name": (
        "De naam van de instelling ontbreekt. Geef de naam met --name.",
        "The name of the institution is missing. Give the name with --name.",
    ),
    "invalid_institution.brin": (
        "“{value}” is geen BRIN. Geef met --brin twee cijfers en twee hoofdletters, zoals 99ZZ.",
        "“{value}” is no BRIN. Give with --brin two digits and two capitals, such as 99ZZ.",
    ),
    "invalid_institution.kvk": (
        "“{value}” is geen KvK-nummer. Geef met --kvk acht cijfers, zonder spaties.",
        "“{value}” is no KvK number. Give with --kvk eight digits, without spaces.",
    ),
    "invalid_institution.rio": (
        "“{value}” is geen RIO-code van een onderwijsaanbieder. Geef met --rio drie cijfers, een A en drie "
        "cijfers, zoals 999A999.",
        "“{value}” is no RIO code of an onderwijsaanbieder. Give with --rio three digits, an A and three "
        "digits, such as 999A999.",
    ),
    "invalid_institution.country_code": (
        "“{value}” is geen landcode. Geef met --country twee hoofdletters, zoals NL.",
        "“{value}” is no country code. Give with --country two capitals, such as NL.",
    ),
    "invalid_institution.url": (
        "“{value}” is geen adres van een website. Geef met --url een adres dat met https:// begint, zonder "
        "spaties, ? of #.",
        "“{value}” is no address of a website. Give with --url an address that starts with https://, without "
        "spaces, ? or #.",
    ),
    "invalid_institution.public_base_url": (
        "“{value}” is geen adres om onder te publiceren. Geef met --public-base-url een adres dat met "
        "https:// begint, zonder spaties, ? of #, en zonder / aan het eind.",
        "“{value}” is no address to publish under. Give with --public-base-url an address that starts with "
        "https://, without spaces, ? or #, and without / at the end.",
    ),
    "invalid_institution.address_in_use": (
        "Een andere instelling publiceert hier al onder “{value}”. Geef met --public-base-url een "
        "ander adres.",
        "Another institution here publishes under “{value}” already. Give another address with "
        "--public-base-url.",
    ),
    "no_signing_key": (
        "Er is geen actieve sleutel voor {algorithm}. Maak er een met: waarmerk keys generate",
        "There is no active key for {algorithm}. Make one with: waarmerk keys generate",
    ),
    "settings_invalid.batch_size": (
        "Met de instelling {setting} klopt iets niet. Geef een getal van 1 tot en met 1000.",
        "The setting {setting} is wrong. Give a number from 1 to 1000.",
    ),
    "settings_invalid.processes": (
        "Met de instelling {setting} klopt iets niet. Geef een getal van 1 tot en met 64.",
        "The setting {setting} is wrong. Give a number from 1 to 64.",
    ),
    "settings_invalid.language": (
        "Met de instelling {setting} klopt iets niet. Kies nl of en.",
        "The setting {setting} is wrong. Choose nl or en.",
    ),
    "settings_invalid.yes_or_no": (
        "Met de instelling {setting} klopt iets niet. Kies true of false.",
        "The setting {setting} is wrong. Choose true or false.",
    ),
    "settings_invalid.no_form": (
        "Er is geen vorm om in te ondertekenen. Zet ten minste één van {setting} op true.",
        "There is no form to sign in. Set at least one of {setting} to true.",
    ),
    "settings_invalid.database_url": (
        "Met de instelling {setting} klopt iets niet. Geef het adres van een SQLite-bestand: "
        "sqlite:////map/waarmerk.db",
        "The setting {setting} is wrong. Give the address of an SQLite file: sqlite:////folder/waarmerk.db",
    ),
    "settings_invalid.unusable": (
        "De instelling {setting} heeft geen bruikbare waarde. Pas haar aan, of laat haar weg.",
        "The setting {setting} has no usable value. Change it, or leave it out.",
    ),
    "workers_lost": (
        "De processen die ondertekenen zijn onverwacht gestopt. Wat al was opgeslagen blijft staan. "
        "Geef dezelfde opdracht nog eens, eventueel met --processes 1.",
        "The processes that sign stopped unexpectedly. What was stored already stays. "
        "Give the same command again, if need be with --processes 1.",
    ),
    "said.initialised": ("{name} is ingericht in {home}.", "{name} was set up in {home}."),
    "said.already_initialised": (
        "{name} was al ingericht in {home}; er is niets gewijzigd.",
        "{name} was set up in {home} before; nothing was changed.",
    ),
    "said.keys_made": (
        "{count} sleutels gemaakt in {directory}. Maak een reservekopie van die map.",
        "Made {count} keys in {directory}. Back up that directory.",
    ),
    "said.card_key_made": (
        "Er was nog geen sleutel voor de kaarten in QR-codes. Die is nu gemaakt. Maak een reservekopie van "
        "de map met sleutels, en stuur uw nieuwe sleutels (trust-list.json) naar wie de vertrouwenslijst "
        "uitgeeft.",
        "There was no key yet for the cards in QR codes. It has been made now. Back up the directory of the "
        "keys, and send your new keys (trust-list.json) to whoever publishes the trust list.",
    ),
}
