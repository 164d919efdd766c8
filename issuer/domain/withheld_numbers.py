"""Findings without the number that they are about: they are kept, shown and sent around.

Spec: requirement F08.
"""

import dataclasses

from issuer.domain.bsn import may_hold_bsn, without_bsn
from issuer.domain.findings import Finding


def withhold_numbers(finding: Finding) -> Finding:
    """Return a finding with an ellipsis for whatever may be a BSN, in its values and in its place.

    A key of a file can be such a number as well, and then it stands in the pointer.
    """
    if not may_hold_bsn(finding.pointer, *finding.params.values()):  # as nearly always
        return finding
    pointer = "/".join(map(without_bsn, finding.pointer.split("/")))
    if without_bsn(pointer) != pointer:  # keys within each other can make one up together
        pointer = "/…"
    params = {name: without_bsn(value) for name, value in finding.params.items()}
    return dataclasses.replace(finding, pointer=pointer, params=params)
