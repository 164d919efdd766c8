"""From a YAML file with Dutch keys to agreements, and everything that is wrong with it at once.

``erkenningsafspraken`` and ``stapelafspraken`` hold a list each; docs/stacking.md describes every key.

Spec: requirements D14, D15, I01, I02, I08.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from issuer.domain.award_files.days import read_day
from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.bounded_yaml import Scalar, Table, Tree, YamlRefused, parse_yaml
from issuer.domain.modules.file_findings import file_refused, in_file
from issuer.domain.modules.file_places import texts_with_numbers
from issuer.domain.modules.keys import Keys, is_web_address
from issuer.domain.register_codes import BRIN, CREBO
from issuer.domain.stacking.agreements import (
    AgreedModule,
    Agreement,
    RecognitionAgreement,
    StackingAgreement,
)
from issuer.domain.valuation_routes import ROUTE_INSTRUMENTS

MAX_NUMBER_CHARACTERS: Final = 64
_SHOWN_CHARACTERS: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFile:
    """What a file says, and what is wrong with it.

    Attributes:
        file: Its name, for messages.
        agreements: What it says; empty when there is any error, so that nothing is half taken in.
        findings: In the order of the file.
    """

    file: str
    agreements: tuple[Agreement, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps it from being taken in."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def read_agreement_file(data: bytes, *, file: str, brin: str | None = None) -> AgreementFile:
    """Read the agreements in a file.

    Args:
        data: The bytes of the file. They may be anything; what is wrong becomes a finding.
        file: Its name, for messages.
        brin: Of the institution that takes it in, or None; an agreement without it gets a warning.
    """
    try:
        tree = parse_yaml(data)
    except YamlRefused as error:
        return AgreementFile(file=file, agreements=(), findings=(file_refused(error, file),))
    findings: list[Finding] = []
    agreements = tuple(_read(tree, findings))
    findings += [
        Finding(
            code="agreement_without_us",
            severity=Severity.WARNING,
            requirement="I02",
            params={"number": one.number, "brin": brin},
        )
        for one in agreements
        if brin is not None and one.institutions and brin not in one.institutions
    ]
    findings += [
        Finding(code="bsn_in_text", requirement="F08", pointer=pointer)
        for pointer, text in texts_with_numbers(tree)
        if contains_bsn(text)
    ]
    has_errors = any(one.severity is Severity.ERROR for one in findings)
    return AgreementFile(
        file=file,
        agreements=() if has_errors else agreements,
        findings=in_file(findings, tree, file),
    )


def _read(tree: Tree, findings: list[Finding]) -> Iterator[Agreement]:
    top = Keys(tree, "", findings)
    if "erkenningsafspraken" not in top and "stapelafspraken" not in top:
        findings.append(Finding(code="agreements_none"))
        return
    numbers: Counter[str] = Counter()
    for kind, reader in (("erkenningsafspraken", _recognition), ("stapelafspraken", _stacking)):
        for keys in top.tables(kind):
            number = _text(keys, "nummer", "EA-2026-01")
            if len(number) > MAX_NUMBER_CHARACTERS:
                keys.add("agreement_number_long", "nummer", maximum=str(MAX_NUMBER_CHARACTERS))
            numbers[number] += 1
            if number and numbers[number] == 2:
                keys.add("agreement_number_twice", "nummer", number=number)
            yield reader(keys, number)
            keys.finish()
    top.finish()


def _recognition(keys: Keys, number: str) -> RecognitionAgreement:
    modules = tuple(_addresses(keys, "modules"))
    routes = tuple(
        route
        for index, raw in _scalars(keys, "waarderingsroutes")
        if (route := keys.listed(raw, ROUTE_INSTRUMENTS, "waarderingsroutes", index))
    )
    if "modules" not in keys and "waarderingsroutes" not in keys:
        keys.add("agreement_about_nothing", requirement="I02")
    begin, end = _validity(keys)
    return RecognitionAgreement(
        number=number,
        institutions=_institutions(keys, "instellingen"),
        modules=modules,
        routes=routes,
        valid_from=begin,
        valid_until=end,
        document_url=_document(keys),
    )


def _stacking(keys: Keys, number: str) -> StackingAgreement:
    name = _text(keys, "naam", "Stapelroute medewerker hospitality")
    qualification = _text(keys, "kwalificatie", "27052")
    if qualification and not CREBO.fullmatch(qualification):
        keys.add("code_malformed", "kwalificatie", requirement="H03", value=qualification, example="27052")
    modules = tuple(_modules(keys))
    begin, end = _validity(keys)
    return StackingAgreement(
        number=number,
        name=name,
        qualification=qualification,
        modules=modules,
        institutions=_institutions(keys, "deelnemende_instellingen"),
        valid_from=begin,
        valid_until=end,
        document_url=_document(keys),
    )


def _modules(keys: Keys) -> Iterator[AgreedModule]:
    """Read the modules of a stacking agreement: each once, with exactly one valuation (D15)."""
    keys.require("modules", "{id: …, waarderingsroute: …}", "{id: …, waarderingsroute: …}", requirement="D14")
    seen: set[str] = set()
    for module in keys.tables("modules"):
        address = _text(module, "id", "https://school.example/modules/bediening")
        if address and not _is_address(address):
            module.add("url_malformed", "id", value=address[:_SHOWN_CHARACTERS])
        if address in seen:
            module.add("agreed_module_twice", "id", requirement="D15", value=address[:_SHOWN_CHARACTERS])
        seen.add(address)
        module.ignore(("titel",))
        if module.holds_list("waarderingsroute") or "waarderingsroutes" in module:
            module.ignore(("waarderingsroute", "waarderingsroutes"))
            module.add("agreed_module_one_route", "waarderingsroute", requirement="D15")
        elif module.require("waarderingsroute", "microcredential", "microcredential", requirement="D15"):
            route = module.one_of("waarderingsroute", ROUTE_INSTRUMENTS)
            if route is not None:
                yield AgreedModule(id=address, route=route)
        module.finish()


def _institutions(keys: Keys, key: str) -> frozenset[str]:
    """Read BRINs: an agreement is between two or more."""
    keys.require(key, "[99ZZ, 98YY]", "[99ZZ, 98YY]", requirement="I02")
    found: set[str] = set()
    for index, raw in _scalars(keys, key):
        if not BRIN.fullmatch(raw):
            keys.add("code_malformed", key, index, requirement="H03", value=raw, example="99ZZ")
        elif raw in found:
            keys.add("agreement_brin_twice", key, index, value=raw)
        found.add(raw)
    if key in keys and len(found) < 2:
        keys.add("agreement_one_institution", key, requirement="I02")
    return frozenset(found)


def _validity(keys: Keys) -> tuple[date, date | None]:
    keys.require("geldig_van", "2026-08-01", "2026-08-01", requirement="D14")
    begin, end = read_day(keys, "geldig_van"), read_day(keys, "geldig_tot")
    if begin and end and end < begin:
        keys.add("agreement_ends_before_it_begins", "geldig_tot")
    return begin or date.min, end


def _document(keys: Keys) -> str:
    keys.require(
        "document_url",
        "het webadres van de ondertekende afspraak",
        "the web address of the signed agreement",
        requirement="D14",
    )
    return keys.url("document_url") or ""


def _addresses(keys: Keys, key: str) -> Iterator[str]:
    for index, raw in _scalars(keys, key):
        if _is_address(raw):
            yield raw
        else:
            keys.add("url_malformed", key, index, value=raw[:_SHOWN_CHARACTERS])


def _scalars(keys: Keys, key: str) -> Iterator[tuple[int, str]]:
    for index, item in keys.items(key):
        if isinstance(item, Scalar) and item.text:
            yield index, item.text.strip()
        else:
            # Read as a table of one, so that the place gets the usual words about its shape.
            Keys(Table({"": item}), keys.at(key), keys.findings).text("")


def _text(keys: Keys, key: str, example: str) -> str:
    keys.require(key, example, example)
    return keys.text(key) or ""


def _is_address(text: str) -> bool:
    return is_web_address(text) or re.fullmatch(r"urn:[a-z0-9-]{2,32}:[!-~]{1,200}", text) is not None
