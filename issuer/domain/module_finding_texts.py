"""The words of every finding on a module, in Dutch and English: what is wrong, then what to do."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

TEXTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        # The file
        "file_refused": {
            "nl": "Dit bestand is niet te lezen als YAML: {explanation_nl}",
            "en": "This file cannot be read as YAML: {explanation_en}",
        },
        "not_a_module": {
            "nl": "Dit bestand beschrijft geen module. Begin met de regel “instrument: microcredential”.",
            "en": "This file describes no module. Start with the line “instrument: microcredential”.",
        },
        "key_unknown": {
            "nl": "De sleutel “{key}” kennen we niet; de waarde wordt niet gebruikt. Haal hem weg.",
            "en": "The key “{key}” is unknown; its value is not used. Remove it.",
        },
        "key_misspelt": {
            "nl": "De sleutel “{key}” kennen we niet; de waarde wordt niet gebruikt. Bedoel je “{nearest}”?",
            "en": "The key “{key}” is unknown; its value is not used. Did you mean “{nearest}”?",
        },
        "key_missing": {
            "nl": "“{key}” ontbreekt. Vul in: {hint_nl}.",
            "en": "“{key}” is missing. Fill in: {hint_en}.",
        },
        "wrong_shape": {
            "nl": "Hier hoort {expected_nl}, maar er staat iets anders.",
            "en": "This should be {expected_en}, but it is something else.",
        },
        "not_in_list": {
            "nl": "“{value}” staat niet in de lijst. Kies uit: {choices}.",
            "en": "“{value}” is not in the list. Choose from: {choices}.",
        },
        "number_malformed": {
            "nl": "“{value}” is geen heel getal. Schrijf alleen cijfers, zoals {example}.",
            "en": "“{value}” is not a whole number. Write digits only, such as {example}.",
        },
        "url_malformed": {
            "nl": "“{value}” is geen volledig webadres. Schrijf het met https:// ervoor.",
            "en": "“{value}” is not a full web address. Write it with https:// in front.",
        },
        "id_malformed": {
            "nl": "“{value}” kan geen id zijn. Gebruik een korte naam met kleine letters, cijfers en "
            "streepjes, "
            "een urn:uuid of een https-adres.",
            "en": "“{value}” cannot be an id. Use a short name of lower-case letters, digits and hyphens, "
            "a urn:uuid, or an https address.",
        },
        "version_malformed": {
            "nl": "“{value}” is geen versienummer. Schrijf drie getallen met punten ertussen, zoals 1.0.0.",
            "en": "“{value}” is not a version number. Write three numbers with dots between, such as 1.0.0.",
        },
        "version_assumed": {
            "nl": "Er staat geen versie; we nemen 1.0.0. Zet “versie” erbij, en verhoog hem bij elke "
            "wijziging.",
            "en": "There is no version; we take 1.0.0. Add “versie”, and raise it with every change.",
        },
        "outcome_code_malformed": {
            "nl": "“{value}” kan geen id van een leeruitkomst zijn. Schrijf LO en een nummer, zoals LO1.",
            "en": "“{value}” cannot be the id of a learning outcome. Write LO and a number, such as LO1.",
        },
        "work_process_unknown": {
            "nl": "Werkproces “{value}” staat niet onder “kerntaken” of “werkprocessen” van deze module. "
            "Voeg het daar toe, met de titel uit het register.",
            "en": "Work process “{value}” is not listed under “kerntaken” or “werkprocessen” of this module. "
            "Add it there, with its title from the register.",
        },
        "skill_without_uri": {
            "nl": "De skill “{value}” heeft geen uri en komt niet in credentials. Neem de uri over uit "
            "ESCO of CompetentNL.",
            "en": "The skill “{value}” has no URI and is left out of credentials. Copy the URI from "
            "ESCO or CompetentNL.",
        },
        "result_id_wrong": {
            "nl": "“{value}” kan geen id van een resultaat zijn, of komt al voor. Gebruik een eigen korte "
            "naam "
            "met kleine letters, cijfers en streepjes.",
            "en": "“{value}” cannot be the id of a result, or is there already. Use a short name of its own "
            "with lower-case letters, digits and hyphens.",
        },
        "result_values_wrong": {
            "nl": "Geef onder “waarden” ten minste twee verschillende oordelen, van laag naar hoog.",
            "en": "Give at least two different judgements under “waarden”, from low to high.",
        },
        "score_malformed": {
            "nl": "“{value}” is geen cijfer. Schrijf een getal, zoals 5,5.",
            "en": "“{value}” is not a score. Write a number, such as 5.5.",
        },
        "supervision_contradicts": {
            "nl": "Zonder toezicht kan de identiteit niet gecontroleerd zijn. Zet “toezicht” op true, of "
            "geef "
            "“eu_code”.",
            "en": "Without supervision nobody's identity was verified. Set “toezicht” to true, or give "
            "“eu_code”.",
        },
        # The rules
        "title_says_diploma": {
            "nl": "De titel noemt een diploma, en dat is dit niet. Kies een titel zonder dat woord.",
            "en": "The title speaks of a diploma, which this is not. Choose a title without that word.",
        },
        "title_says_mbo_certificate": {
            "nl": "De titel noemt een mbo-certificaat, en dat is dit niet. Kies een titel zonder dat woord.",
            "en": "The title speaks of an mbo certificate, which this is not. Choose another title.",
        },
        "title_too_long": {
            "nl": "De titel is langer dan {maximum} tekens. Kort hem in.",
            "en": "The title is longer than {maximum} characters. Shorten it.",
        },
        "title_long": {
            "nl": "De titel is langer dan {maximum} tekens en past slecht op een badge. Kort hem liever in.",
            "en": "The title is longer than {maximum} characters and fits badly on a badge. Better shorten "
            "it.",
        },
        "description_too_long": {
            "nl": "De omschrijving is langer dan {maximum} tekens. Kort haar in.",
            "en": "The description is longer than {maximum} characters. Shorten it.",
        },
        "no_english_text": {
            "nl": "Er is geen Engelse tekst. Voeg die toe onder “en”, dan kan de lerende hem ook in het "
            "buitenland gebruiken.",
            "en": "There is no English text. Add it under “en”, so that learners can use it abroad.",
        },
        "study_load_missing": {
            "nl": "De studielast ontbreekt. Vul in: studielast: {{waarde: 240, eenheid: SBU}}.",
            "en": "The study load is missing. Fill in: studielast: {{waarde: 240, eenheid: SBU}}.",
        },
        "study_load_not_positive": {
            "nl": "Een studielast van {value} kan niet. Vul een getal boven nul in.",
            "en": "A study load of {value} cannot be. Fill in a number above zero.",
        },
        "study_load_not_whole": {
            "nl": "Een studielast van {value} is geen heel getal. Rond af op hele uren.",
            "en": "A study load of {value} is not a whole number. Round it to whole hours.",
        },
        "study_load_below_minimum": {
            "nl": "{value} SBU is te klein: een microcredential begint bij 240 SBU.",
            "en": "{value} SBU is too small: a microcredential starts at 240 SBU.",
        },
        "study_load_not_small_size": {
            "nl": "{value} SBU kan niet. Onder de 240 SBU zijn alleen 80 en 160 mogelijk, als proef.",
            "en": "{value} SBU is not possible. Below 240 SBU only 80 and 160 are, by way of trial.",
        },
        "small_size_not_allowed": {
            "nl": "{value} SBU is kleiner dan 240. Dat kan alleen als de instelling kleine modules als proef "
            "toestaat; dat staat nu uit.",
            "en": "{value} SBU is less than 240. That needs the institution's setting for small modules, "
            "which is off.",
        },
        "small_size_without_reason": {
            "nl": "{value} SBU is kleiner dan 240. Leg onder “onderbouwing_kleine_omvang” uit waarom.",
            "en": "{value} SBU is less than 240. Explain why under “onderbouwing_kleine_omvang”.",
        },
        "small_size": {
            "nl": "{value} SBU is een afwijkende omvang (proef).",
            "en": "{value} SBU is a deviating size (trial).",
        },
        "study_load_not_multiple": {
            "nl": "{value} SBU is geen veelvoud van 240. Dat mag, maar stapelt minder makkelijk.",
            "en": "{value} SBU is not a multiple of 240. That is allowed, but stacks less easily.",
        },
        "study_load_not_multiple_fim": {
            "nl": "{value} SBU is geen veelvoud van 240, en dat moet bij een FIM.",
            "en": "{value} SBU is not a multiple of 240, which a FIM must be.",
        },
        "study_load_large": {
            "nl": "{value} SBU is groot voor een microcredential: het grootste keuzedeel heeft 960 SBU.",
            "en": "{value} SBU is large for a microcredential: the largest keuzedeel has 960 SBU.",
        },
        "study_load_not_of_keuzedeel": {
            "nl": "{value} SBU kan niet: een keuzedeel heeft 240, 480, 720 of 960 SBU.",
            "en": "{value} SBU is not possible: a keuzedeel has 240, 480, 720 or 960 SBU.",
        },
        "study_load_differs_from_register": {
            "nl": "Hier staat {value} SBU, maar in het register {registered} SBU. Neem het register over.",
            "en": "This says {value} SBU, but the register {registered} SBU. Copy the register.",
        },
        "no_learning_outcomes": {
            "nl": "Er is geen leeruitkomst. Beschrijf ten minste één.",
            "en": "There is no learning outcome. Describe at least one.",
        },
        "learning_outcome_code_twice": {
            "nl": "De id {code} komt twee keer voor. Geef elke leeruitkomst een eigen id.",
            "en": "The id {code} occurs twice. Give every learning outcome its own id.",
        },
        "learning_outcome_untied": {
            "nl": "Leeruitkomst {code} hoort bij geen werkproces en de module noemt geen skills. Voeg er "
            "één toe.",
            "en": "Learning outcome {code} belongs to no work process and the module names no skills. Add "
            "one.",
        },
        "no_learning_experience": {
            "nl": "Er is geen leerervaring. Een microcredential hoort bij een training of stage, niet bij "
            "een "
            "toets alleen. Vul “leerervaring” in met een titel.",
            "en": "There is no learning experience. A microcredential comes with a training or placement, "
            "not "
            "with a test alone. Fill in “leerervaring” with a title.",
        },
        "code_malformed": {
            "nl": "“{value}” is geen code uit het register. Die ziet eruit als {example}.",
            "en": "“{value}” is not a code of the register. One looks like {example}.",
        },
        "work_process_code_malformed": {
            "nl": "“{value}” is geen code van een werkproces. Die ziet eruit als B1-K1-W3.",
            "en": "“{value}” is not the code of a work process. One looks like B1-K1-W3.",
        },
        "work_process_crebo_malformed": {
            "nl": "“{value}” is geen crebo en geen keuzedeel. Een crebo heeft vijf cijfers.",
            "en": "“{value}” is neither a crebo nor a keuzedeel. A crebo has five digits.",
        },
        "certificate_without_code": {
            "nl": "Een mbo-certificaat heeft een code uit het register. Vul “keuzedeel_code” of "
            "“onderdeel_code” in.",
            "en": "An mbo certificate has a code of the register. Fill in “keuzedeel_code” or "
            "“onderdeel_code”.",
        },
        "certificate_not_confirmed": {
            "nl": "Het is niet bevestigd dat hier een mbo-certificaat aan verbonden is. Zoek het op in het "
            "register en schrijf onder “register”: “certificaat_verbonden: ja”.",
            "en": "It is not confirmed that an mbo certificate comes with this. Look it up in the register "
            "and write under “register”: “certificaat_verbonden: ja”.",
        },
        "certificate_without_one_qualification": {
            "nl": "Een mbo-certificaat voor een beroepsgericht onderdeel hoort bij precies één "
            "kwalificatie. Vul "
            "“kwalificatie_crebo” in.",
            "en": "An mbo certificate for a vocational part belongs to exactly one kwalificatie. Fill in "
            "“kwalificatie_crebo”.",
        },
        "certificate_of_several_dossiers": {
            "nl": "Een mbo-certificaat komt uit één kwalificatie, maar dit zijn er meer: {dossiers}. Kies "
            "een "
            "microcredential, of houd één dossier over.",
            "en": "An mbo certificate comes from one kwalificatie, but these are more: {dossiers}. Choose a "
            "microcredential, or keep one dossier.",
        },
        "certificate_funded_by_lumpsum": {
            "nl": "Een los mbo-certificaat mag niet uit de lumpsum worden betaald. Kies een andere "
            "bekostiging.",
            "en": "A separate mbo certificate may not be paid from the lump sum. Choose other funding.",
        },
        "level_is_indicative": {
            "nl": "Het niveau komt als “(indicatief)” op de credential te staan.",
            "en": "The level will read “(indicative)” on the credential.",
        },
        "level_without_decision": {
            "nl": "Er staat dat het niveau is vastgesteld. Geef onder “besluit_url” het besluit van NCP "
            "NLQF.",
            "en": "The level is said to be officially set. Give NCP NLQF's decision under “besluit_url”.",
        },
        "part_of_nothing": {
            "nl": "Er staat “onderdeel_van”, maar niet waarvan. Geef ten minste één naam met url.",
            "en": "It says “onderdeel_van”, but not of what. Give at least one name with url.",
        },
        "entry_is_barred": {
            "nl": "Een microcredential kent geen formele drempel. Maak van de toelatingseis een aanbeveling.",
            "en": "A microcredential has no formal threshold. Turn the entry requirement into advice.",
        },
        "bsn_in_text": {
            "nl": "Hier staat een getal dat een BSN kan zijn. Haal het weg.",
            "en": "This holds a number that may be a citizen service number (BSN). Remove it.",
        },
        "eu_element_missing": {
            "nl": "Element {number} van de Europese aanbeveling ontbreekt: {name_nl}. Vul het in.",
            "en": "Element {number} of the European recommendation is missing: {name_en}. Fill it in.",
        },
        "not_buildable": {
            "nl": "Van deze module is geen credential te maken ({language}, {reason}): {detail}.",
            "en": "No credential can be made of this module ({language}, {reason}): {detail}.",
        },
    }
)

REFUSALS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "too_large": {"nl": "het is te groot.", "en": "it is too large."},
        "not_utf8": {"nl": "sla het op als UTF-8.", "en": "save it as UTF-8."},
        "not_yaml": {
            "nl": "de opmaak klopt niet. Kijk naar inspringing, aanhalingstekens en dubbele punten.",
            "en": "the layout is wrong. Look at indentation, quotes and colons.",
        },
        "empty": {"nl": "het is leeg.", "en": "it is empty."},
        "alias": {"nl": "gebruik geen verwijzingen (*).", "en": "do not use aliases (*)."},
        "tag": {"nl": "gebruik geen tags (!).", "en": "do not use tags (!)."},
        "several_documents": {
            "nl": "er staan meer documenten in (---). Maak er losse bestanden van.",
            "en": "it holds several documents (---). Make separate files of them.",
        },
        "too_deep": {"nl": "het is te diep genest.", "en": "it is nested too deeply."},
        "too_many_nodes": {"nl": "er staat te veel in.", "en": "it holds too much."},
        "key_not_text": {"nl": "een sleutel moet tekst zijn.", "en": "a key must be text."},
        "duplicate_key": {
            "nl": "een sleutel staat er twee keer. Haal er één weg.",
            "en": "a key is there twice. Remove one.",
        },
    }
)
"""Why a file cannot be read, by the ``reason`` of :class:`issuer.domain.bounded_yaml.YamlRefused`."""
