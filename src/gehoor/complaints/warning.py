"""Warning that a deadline comes near: first the handler, then the team leads, each once.

What is due is found in the table every time, so a worker that was away loses nothing; one conditional UPDATE decides
between two workers. One that fails holds up no other.
"""

import logging

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from gehoor.core import events
from gehoor.postroom import warn_owner
from gehoor.postroom.models import OwnerWarning

from .models import Deadline

PROMISED = Q(kind=Deadline.Kind.CALL, complaint__call_promise__isnull=False)  # promises warn of themselves
log = logging.getLogger(__name__)


def warn_due() -> int:
    """Warn of all that is due by now; returns how many warnings that were."""
    now, done = timezone.now(), 0
    for field, at, verb in (("warned_at", "warn_at", "warned"), ("leads_told_at", "leads_at", "leads_told")):
        due = Deadline.objects.running().filter(**{field: None, f"{at}__lte": now}).order_by(at).exclude(PROMISED)
        for deadline in due.select_related("complaint__handler", "complaint__conversation")[:1000]:
            try:
                done += _warn(deadline, field, verb)
            except Exception:
                log.exception("deadline %s could not be warned of; it is tried again", deadline.pk)
    return done


@transaction.atomic
def _warn(deadline, field, verb) -> bool:
    unwarned = Deadline.objects.running().filter(pk=deadline.pk, due_at=deadline.due_at, **{field: None})
    if not unwarned.update(**{field: timezone.now()}):
        return False
    events.record(
        f"complaint.{verb}", conversation_id=deadline.complaint.conversation_id, complaint=deadline.complaint_id,
        of=deadline.kind, due_at=deadline.due_at.isoformat(),
    )
    if field == "warned_at":
        page = reverse("desk:complaint", args=[deadline.complaint.conversation.reference])
        warn_owner.later(deadline.complaint.handler, what=OwnerWarning.What.COMPLAINT, path=page, due_at=deadline.due_at)
    return True
