"""The forms of the codes by which the national registers know schools, qualifications and their parts.

Spec: requirements D03, G02, H03.
"""

import re
from typing import Final

BRIN: Final = re.compile(r"[0-9]{2}[A-Z]{2}")
"""A school: 27DV."""
KVK: Final = re.compile(r"[0-9]{8}")
"""An organisation in the trade register."""
RIO_PROVIDER: Final = re.compile(r"[0-9]{3}A[0-9]{3}")
"""A provider of education in RIO."""
RIO_PROGRAMME: Final = re.compile(r"[0-9]{4}O[0-9]{4}")
"""An opleidingseenheid in RIO."""

CREBO: Final = re.compile(r"[0-9]{5}")
"""A dossier or a qualification: 25998."""
KEUZEDEEL: Final = re.compile(r"K[0-9]{4}")
"""A keuzedeel: K0262."""
CERTIFICATE: Final = re.compile(r"C[0-9]{4}")
"""A part of a qualification that a certificate is attached to: C0004."""
OWNER: Final = re.compile(r"[0-9]{5}|K[0-9]{4}")
"""What core tasks and work processes are registered under: a dossier, a qualification, a keuzedeel."""
ANY_OWNER: Final = re.compile(r"[0-9]{5}|[KC][0-9]{4}")
"""Likewise, or what a certificate is attached to, which has some of the parts of a qualification."""

CORE_TASK: Final = re.compile(r"[BPD][0-9]{1,3}-K[0-9]{1,3}")
"""A core task: B1-K1."""
WORK_PROCESS: Final = re.compile(r"[BPD][0-9]{1,3}-K[0-9]{1,3}-W[0-9]{1,3}")
"""A work process: B1-K1-W3."""
PART: Final = re.compile(r"[BPD][0-9]{1,3}-K[0-9]{1,3}(?:-W[0-9]{1,3})?")
"""One or the other."""
