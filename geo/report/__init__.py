"""From the text of a report to drafts of events and claims, every field with its reason.

Rules and dictionaries only, offline, in milliseconds; a person confirms each field. See
`docs/decisions/012-drafts.md`.
"""

from geo.report.drafting import Drafter
from geo.report.drafts import Basis, Draft, DraftClaim, DraftEvent
from geo.report.text import Report

__all__ = ["Basis", "Draft", "DraftClaim", "DraftEvent", "Drafter", "Report"]
