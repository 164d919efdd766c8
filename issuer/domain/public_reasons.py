"""What everybody may read about why a credential is out of force.

The exam board's own codes are for its files and its annual report. The public list has fewer: an accusation
does not belong on it, least of all one that a learner can still contest.
"""

from collections.abc import Mapping
from typing import Final

from credentials.status.status_changes import ChangeReason
from issuer.domain.status import ReasonCode

PUBLIC_REASON: Final[Mapping[ReasonCode, ChangeReason]] = {
    ReasonCode.FOUT_IN_GEGEVENS: ChangeReason.ERROR,
    # Who reads the list sees no difference between these two.
    ReasonCode.FRAUDE: ChangeReason.DECISION_WITHDRAWN,
    ReasonCode.INGETROKKEN_BESLUIT: ChangeReason.DECISION_WITHDRAWN,
    ReasonCode.VERZOEK_LERENDE: ChangeReason.LEARNER_REQUEST,
    ReasonCode.DUBBEL: ChangeReason.DUPLICATE,
}
"""Our reason → the public one."""
