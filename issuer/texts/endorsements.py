"""What people read about signatures of others, by code: in Dutch and in English.

What is wrong with a signed file is a finding, and has its
words in ``domain/texts``.
"""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "organisation_refused.name": (
        "“{organisation}” kan geen naam van een organisatie zijn. Geef de naam zonder vreemde tekens.",
        "“{organisation}” cannot be the name of an organisation. Give the name without strange characters.",
    ),
    "organisation_refused.kvk": (
        "“{value}” is geen KvK-nummer van {organisation}. Geef met --kvk acht cijfers, zonder spaties.",
        "“{value}” is no KvK number of {organisation}. Give with --kvk eight digits, without spaces.",
    ),
    "organisation_refused.key": (
        "“{value}” is geen did:key en geen did:web van {organisation}. Neem over wat waarmerk endorse bij de "
        "organisatie toont.",
        "“{value}” is no did:key and no did:web of {organisation}. Copy what waarmerk endorse shows at the "
        "organisation.",
    ),
    "organisation_refused.no_document": (
        "Van {value} ({organisation}) is het document met sleutels nodig. Haal did.json van de website van "
        "de organisatie, en noem het bestand met --did-document.",
        "The document with the keys of {value} ({organisation}) is needed. Get did.json from the website of "
        "the organisation, and name the file with --did-document.",
    ),
    "organisation_refused.document": (
        "Het document met sleutels van {value} ({organisation}) is niet te lezen. Haal did.json opnieuw van "
        "de website van de organisatie.",
        "The document with the keys of {value} ({organisation}) cannot be read. Get did.json again from the "
        "website of the organisation.",
    ),
    "organisation_refused.document_of_other": (
        "Het document met sleutels hoort niet bij {value} ({organisation}). Noem het goede bestand met "
        "--did-document; een did:key heeft geen document.",
        "The document with keys does not belong to {value} ({organisation}). Name the right file with "
        "--did-document; a did:key has no document.",
    ),
    "organisation_refused.document_without_key": (
        "Er is wel een document met sleutels, maar geen sleutel van {organisation}. Noem de did:web met "
        "--key.",
        "There is a document with keys, but no key of {organisation}. Name the did:web with --key.",
    ),
    "organisation_refused.in_use": (
        "Deze naam of sleutel is al van een andere organisatie dan {organisation}. Bekijk de lijst met: "
        "waarmerk endorsements organisations",
        "This name or key is of another organisation than {organisation} already. See the list with: "
        "waarmerk endorsements organisations",
    ),
    "organisation_refused.own": (
        "{organisation} kan niet met de sleutel van deze onderwijsinstelling zelf ondertekenen. Neem over "
        "wat waarmerk endorse bij de organisatie toont.",
        "{organisation} cannot sign with the key of this school itself. Copy what waarmerk endorse shows at "
        "the organisation.",
    ),
    "organisation_refused.withdrawn": (
        "Deze sleutel van {organisation} is ingetrokken, of wordt dat nu. Laat de organisatie een nieuwe "
        "sleutel maken, en haal de oude uit haar did.json.",
        "This key of {organisation} was withdrawn, or is so now. Have the organisation make a new key, and "
        "take the old one out of its did.json.",
    ),
    "organisation_refused.since": (
        "De dag waarop de oude sleutel van {organisation} werd vervangen, ligt in de toekomst. Geef met "
        "--since een dag die geweest is, of laat --since weg.",
        "The day on which the old key of {organisation} was replaced is in the future. Give a past day with "
        "--since, or leave --since out.",
    ),
    "organisation_refused.unknown": (
        "De organisatie “{organisation}” is hier niet bekend. Bekijk de lijst met: waarmerk endorsements "
        "organisations",
        "The organisation “{organisation}” is not known here. See the list with: waarmerk endorsements "
        "organisations",
    ),
    "organisation_refused.unknown_key": (
        "{organisation} heeft of had hier geen sleutel {value}. Bekijk de lijst met: waarmerk endorsements "
        "organisations",
        "{organisation} has or had no key {value} here. See the list with: waarmerk endorsements "
        "organisations",
    ),
    "signing_request_refused.unknown_award": (
        "Voordracht {award} is hier niet bekend. Bekijk de lijst met: waarmerk proposals",
        "Proposal {award} is not known here. See the list with: waarmerk proposals",
    ),
    "signing_request_refused.not_open": (
        "Voordracht {award} is afgewezen, al uitgegeven of gewist. Er valt niets meer te ondertekenen.",
        "Proposal {award} was rejected, issued or erased. There is nothing left to sign.",
    ),
    "signing_request_refused.not_needed": (
        "Voordracht {award} hoeft door niemand anders te worden ondertekend. Laat die weg.",
        "Proposal {award} need not be signed by anybody else. Leave it out.",
    ),
    "signing_request_refused.role": (
        "Als {role} kan hier niemand ondertekenen. Noem een van de rollen die erbij horen: zie waarmerk "
        "endorsements request --help",
        "Nobody can sign here as {role}. Name one of the roles that go with it: see waarmerk endorsements "
        "request --help",
    ),
    "signing_request_refused.no_organisation": (
        "Voor voordracht {award} is niet gezegd wie ondertekent als {role}. Voeg toe: --signer "
        "{role}=“naam van de organisatie”.",
        "For proposal {award} it was not said who signs as {role}. Add: --signer {role}=“name of the "
        "organisation”.",
    ),
    "signing_request_refused.unknown_organisation": (
        "De organisatie “{organisation}” is hier niet bekend. Leg haar eerst vast met: waarmerk endorsements "
        "organisation",
        "The organisation “{organisation}” is not known here. Register it first with: waarmerk endorsements "
        "organisation",
    ),
    "signing_request_refused.same_organisation": (
        "Voordracht {award} zou twee keer door dezelfde organisatie worden ondertekend. Noem voor elke rol "
        "een andere organisatie.",
        "Proposal {award} would be signed twice by the same organisation. Name another organisation for each "
        "role.",
    ),
    "said.organisation_registered": (
        "Vastgelegd: {organisation}, sleutel {key}.",
        "Registered: {organisation}, key {key}.",
    ),
    "said.organisation_without_key": (
        "Vastgelegd: {organisation}, nog zonder sleutel. Ga de sleutel bij de organisatie zelf na, en leg "
        "die vast met --key voordat u haar handtekening inneemt.",
        "Registered: {organisation}, without a key as yet. Make sure of the key with the organisation "
        "itself, and register it with --key before you take in its signature.",
    ),
    "said.old_key_replaced": (
        "De oude sleutel van {organisation}, {key}, is vervangen sinds {date}. Wat daarvoor met die sleutel "
        "is ondertekend, blijft goed. Is die sleutel gestolen of kwijt? Trek die dan in met: waarmerk "
        "endorsements withdraw-key “{organisation}” --key {key}",
        "The old key of {organisation}, {key}, is replaced since {date}. What was signed with it before "
        "stays good. Was that key stolen or lost? Then withdraw it with: waarmerk endorsements withdraw-key "
        "“{organisation}” --key {key}",
    ),
    "said.old_key_withdrawn": (
        "De oude sleutel van {organisation}, {key}, is ingetrokken sinds {date}. Wat daarmee is ondertekend, "
        "telt niet meer.",
        "The old key of {organisation}, {key}, is withdrawn since {date}. What was signed with it counts no "
        "more.",
    ),
    "said.signing_key_withdrawn": (
        "Ingetrokken: {key} van {organisation}. Wat daarmee is ondertekend, telt niet meer. Leg een nieuwe "
        "sleutel vast met: waarmerk endorsements organisation. Bekijk of er bewijzen zijn uitgegeven die "
        "ermee zijn ondertekend, en trek die zo nodig in.",
        "Withdrawn: {key} of {organisation}. What was signed with it counts no more. Register a new key "
        "with: waarmerk endorsements organisation. See whether credentials were issued that were signed "
        "with it, and revoke those if needed.",
    ),
    "said.requests_written": (
        "Verzoeken gemaakt in {directory}: {count}. Stuur elk bestand naar de organisatie die erin staat.",
        "Requests made in {directory}: {count}. Send each file to the organisation that is named in it.",
    ),
    "said.no_requests": (
        "Alle handtekeningen zijn er al. Er is niets om te vragen.",
        "All signatures are there. There is nothing to ask for.",
    ),
    "said.endorsement_added": (
        "{file}: handtekening van {organisation} ingenomen ({role}).",
        "{file}: signature of {organisation} taken in ({role}).",
    ),
    "said.endorsement_refused": (
        "{file} is niet ingenomen. Verbeter wat hierboven staat.",
        "{file} was not taken in. Correct what is said above.",
    ),
    "said.awaiting": (
        "Toekenning {award} is nog niet uitgegeven: de handtekening ontbreekt van {roles}.",
        "Award {award} was not issued yet: the signature is missing of {roles}.",
    ),
    "said.awaiting_unasked": (
        "Toekenning {award} is nog niet uitgegeven: er is nog niet gevraagd om te ondertekenen door {roles}. "
        "Doe dat met: waarmerk endorsements request",
        "Award {award} was not issued yet: nobody was asked to sign as {roles}. Do that with: waarmerk "
        "endorsements request",
    ),
    "said.signature_lapsed": (
        "Toekenning {award}: de handtekening van {organisation} ({role}) telt niet meer. {why} Vraag een "
        "nieuwe met: waarmerk endorsements request {award}",
        "Award {award}: the signature of {organisation} ({role}) counts no more. {why} Ask for a new one "
        "with: waarmerk endorsements request {award}",
    ),
    "said.module_signature_lapsed": (
        "Wat {organisation} ondertekende over {module}, telt niet meer en staat niet in de nieuwe bewijzen. "
        "{why} Vraag een nieuwe handtekening met: waarmerk endorsements request --module",
        "What {organisation} signed about {module} counts no more, and is not in the new credentials. {why} "
        "Ask for a new signature with: waarmerk endorsements request --module",
    ),
    "said.hallmark_lapsed": (
        "Het waarmerk van {organisation} op {module} telt niet meer en staat niet in de nieuwe bewijzen. "
        "{why} Zet het opnieuw met: waarmerk modules hallmark",
        "The hallmark of {organisation} on {module} counts no more, and is not in the new credentials. {why} "
        "Put it on again with: waarmerk modules hallmark",
    ),
    "said.hallmarked": (
        "Het waarmerk staat op {title}, versie {version} (talen: {count}).",
        "The hallmark is on {title}, version {version} (languages: {count}).",
    ),
    "said.already_hallmarked": (
        "Het waarmerk stond al op {title}, versie {version} (talen: {count}); er is niets gewijzigd.",
        "The hallmark was on {title}, version {version} (languages: {count}) before; nothing was changed.",
    ),
}
