"""The edge cases of the domain, each applied to the worked example that fits.

A case is a few keys: what is to be changed, and the outcome that is expected. Every key has a function
here that changes the example as a school would write it; a key without one is a mistake of the test.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import yaml

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.module_file import ModuleFile, read_module_file
from issuer.domain.modules.surroundings import ModulePolicy, Surroundings
from issuer.domain.registers import example_registers
from tests.modules_for_tests import EXAMPLES, example_file

BASE_URL: Final = "https://credentials.rocvoorbeeld.example"
EDGE_CASES: Final = "06-negatieve-gevallen.yaml"
_ABOUT_THE_CASE: Final = frozenset({"id", "instrument", "verwacht", "regel", "toelichting"})
_SEVERITIES: Final = {"fout": Severity.ERROR, "waarschuwing": Severity.WARNING}
_INSTEAD: Final[Mapping[str, str]] = {"keuzedeel_resultaat": "mbo_certificaat"}
"""An instrument without an example of its own, and the example that is nearest."""

Case = Mapping[str, Any]
Content = dict[str, Any]


def edge_cases() -> Iterator[Case]:
    """Yield every case, in order."""
    yield from yaml.safe_load(example_file(EDGE_CASES))


def outcome(case: Case) -> ModuleFile:
    """Apply a case to its example, and read and check what comes of it."""
    content = applied(case)
    policy = ModulePolicy(small_size_allowed=bool(case.get("kleine_omvang_toegestaan")))
    return read_module_file(
        yaml.safe_dump(content, allow_unicode=True, sort_keys=False).encode(),
        file=f"{case['id']}.yaml",
        base_url=BASE_URL,
        surroundings=Surroundings(registers=example_registers(), policy=policy),
    )


def applied(case: Case) -> Content:
    """Return the example with the case applied."""
    instrument: str = case["instrument"]
    example = yaml.safe_load(example_file(EXAMPLES[_INSTEAD.get(instrument, instrument)]))
    content: Content = copy.deepcopy(example)
    content["instrument"] = instrument
    for key, value in case.items():
        if key not in _ABOUT_THE_CASE:
            _CHANGES[key](content, value)
    return content


def expected(case: Case) -> tuple[str, Severity | None]:
    """Return the requirement that the case is about, and the severity expected; None for no finding."""
    return case["regel"], _SEVERITIES.get(case["verwacht"])


def told(result: ModuleFile, requirement: str) -> set[Severity]:
    """Return how heavily findings about a requirement weigh."""
    return {finding.severity for finding in result.findings if finding.requirement == requirement}


def new_findings(case: Case, result: ModuleFile) -> list[Finding]:
    """Return the errors and warnings that the example itself does not have."""
    plain = outcome({"id": case["id"], "instrument": case["instrument"]})
    before = {(finding.code, finding.pointer) for finding in plain.findings}
    return [
        finding
        for finding in result.findings
        if finding.severity is not Severity.INFO and (finding.code, finding.pointer) not in before
    ]


def _module(content: Content) -> Content:
    module: Content = content.get("template", content)
    return module


def _in_module(*path: str) -> Callable[[Content, object], None]:
    def change(content: Content, value: object) -> None:
        place = _module(content)
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = value

    return change


def _at_the_top(*path: str) -> Callable[[Content, object], None]:
    def change(content: Content, value: object) -> None:
        place = content
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = value

    return change


def _part_of_a_qualification(content: Content, code: object) -> None:
    _module(content).update({"onderdeel_code": code, "keuzedeel_code": None})
    content["grondslag"] = "beroepsgericht_onderdeel"


def _signatures(content: Content, roles: object) -> None:
    assert isinstance(roles, list)
    content["handtekeningen"] = [one for one in content["handtekeningen"] if one["rol"] in roles]


def _midterm_talks(content: Content, count: object) -> None:
    talks = content["gesprekken"]
    midterm = [one for one in talks if one["soort"] == "evaluatie"]
    others = [one for one in talks if one["soort"] != "evaluatie"]
    assert isinstance(count, int)
    content["gesprekken"] = midterm[:count] + others


def _no_parts(content: Content, parts: object) -> None:
    assert isinstance(parts, list)
    content["deel_1_examenresultaten"] = list(parts)
    content["deel_2_praktijkverklaring"]["werkprocessen"] = list(parts)


def _free_text(content: Content, text: object) -> None:
    _module(content)["omschrijving"]["nl"] += f" {text}"


def _decision(content: Content, decision: object) -> None:
    assert isinstance(decision, dict)
    content["toekenning"]["examencommissie_besluit"].update(decision)


def _work_processes(content: Content, work_processes: object) -> None:
    assert isinstance(work_processes, list)
    content["werkprocessen"] += [{"titel": "Verzonnen", **one} for one in work_processes]


def _nothing(content: Content, value: object) -> None:
    """The setting of the institution, which is no part of a file."""
    del content, value


_CHANGES: Final[Mapping[str, Callable[[Content, Any], None]]] = {
    "sbu": _in_module("studielast", "waarde"),
    "kleine_omvang_toegestaan": _nothing,
    "onderbouwing_kleine_omvang": _in_module("onderbouwing_kleine_omvang"),
    "keuzedeel_code": _in_module("keuzedeel_code"),
    "onderdeel_code": _part_of_a_qualification,
    "kwalificatie_crebo": _in_module("kwalificatie_crebo"),
    "dossiers": _in_module("dossiers"),
    "bekostiging": _in_module("bekostiging"),
    "handtekeningen": _signatures,
    "evaluatiegesprekken": _midterm_talks,
    "leerbedrijf_erkend_voor": _at_the_top("leerbedrijf", "erkend_voor_crebo"),
    "crebo": _at_the_top("kwalificatie", "crebo"),
    "onderdelen": _no_parts,
    "vrije_tekst": _free_text,
    "leeruitkomsten": _in_module("leeruitkomsten"),
    "leerervaring": _in_module("leerervaring"),
    "besluit": _decision,
    "startkwalificatie": _at_the_top("toekenning", "startkwalificatie_vastgesteld", "waarde"),
    "werkprocessen": _work_processes,
    "titel": _in_module("titel", "nl"),
    "waarderingsroute": _at_the_top("waarderingsroute"),
    "bereik": _in_module("bereik"),
}
