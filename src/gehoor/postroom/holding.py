"""After a restore: what was on its way out when the backup was made may have been sent since. People decide, not jobs."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from .models import Delivery
from .send import give_back


@transaction.atomic
def hold_messages() -> int:
    """Give back everything that waits to be sent: it stands in its conversation with "Send again". Returns how many."""
    sentence = _("Held back: Gehoor was restored from a backup, and this may have been sent before that. Look first.")
    queued = Delivery.objects.filter(state=Delivery.State.QUEUED)
    waiting = list(queued.select_related("message__contact").order_by("pk"))
    for delivery in waiting:
        give_back(delivery, sentence)
    return len(waiting)


def drop_confirmations() -> int:
    """Forget confirmations that were still to be made: most went out before the restore. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'announce' AND status IN ('todo', 'doing')")
        return cursor.rowcount
