"""How the system is, in figures that an administrator can act on."""

import shutil
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gehoor.conversations import out_of_sight
from gehoor.conversations.models import Conversation
from gehoor.knowledge.models import Indexing
from gehoor.knowledge.retrieval.embedding import embedder
from gehoor.postroom import channel
from gehoor.postroom.models import Arrival, Delivery
from gehoor.staff.models import Employee
from gehoor.staff.permissions import CAPABILITIES, Capability

WORKER_SILENT = 60  # seconds without a sign of life
LITTLE_ROOM = 0.1  # of the disk
JOBS = """
    SELECT count(*) FILTER (WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())),
           count(*) FILTER (WHERE status = 'doing'), count(*) FILTER (WHERE status = 'failed')
    FROM procrastinate_jobs
"""
WORKERS = """
    SELECT count(*) FILTER (WHERE last_heartbeat > now() - make_interval(secs => %s)), max(last_heartbeat)
    FROM procrastinate_workers
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what, how it is, whether that is well, and a page that says more."""

    what: str
    says: str
    is_well: bool = True
    url_name: str = ""


def all_facts() -> list[Fact]:
    """Everything, what needs attention first."""
    facts = [_worker(), _jobs(), _unreadable(), _unattended(), _out_of_sight(), _undelivered(), _knowledge(), *_channels(), _disk()]
    return sorted(facts, key=lambda fact: fact.is_well)


def _worker() -> Fact:
    with connection.cursor() as cursor:
        cursor.execute(WORKERS, [WORKER_SILENT])
        running, _last = cursor.fetchone()
    says = ngettext("%(n)s worker is running", "%(n)s workers are running", running) % {"n": running}
    if not running:
        says = _("No worker is running: mail is kept, but not read, confirmed or sent. Start `gehoor start` or `gehoor worker`.")
    return Fact(_("Worker"), says, bool(running))


def _jobs() -> Fact:
    with connection.cursor() as cursor:
        cursor.execute(JOBS)
        waiting, doing, failed = cursor.fetchone()
    says = _("%(waiting)s waiting, %(doing)s being done, %(failed)s failed") % {
        "waiting": waiting, "doing": doing, "failed": failed,
    }
    return Fact(_("Work in the background"), says, failed == 0)


def _knowledge() -> Fact:
    """How articles are found: by words and meaning, or by words alone."""
    row, what = Indexing.objects.first(), _("Finding answers")
    if embedder() is None:
        return Fact(what, _("By words alone: GEHOOR_EMBEDDINGS is “none”. Questions in other words than the article's are found less often."))
    if row is None or not row.total:
        return Fact(what, _("By words and meaning, as soon as an article is published."))
    if row.trouble:
        return Fact(what, _("By words alone: what the articles mean cannot be read (%(why)s). It is tried again.") % {"why": row.trouble}, False)
    if not row.is_done:
        return Fact(what, _("By words alone until all of %(total)s passages are read for their meaning; %(done)s are.") % {
            "total": row.total, "done": row.done})
    return Fact(what, _("By words and meaning: %(total)s passages.") % {"total": row.total})


def _unreadable() -> Fact:
    number = Arrival.objects.unreadable().count()
    says = ngettext(
        "%(n)s message cannot be read yet. Its original is kept and tried again.",
        "%(n)s messages cannot be read yet. Their originals are kept and tried again.", number,
    ) % {"n": number} if number else _("Everything that came in was read")
    return Fact(_("Incoming"), says, number == 0)


def _unattended() -> Fact:
    """Questions in the list of a team that nobody is in: no employee ever comes across them."""
    handling = [role for role, held in CAPABILITIES.items() if Capability.HANDLE in held]
    members = Employee.objects.filter(teams=OuterRef("team"), is_active=True, role__in=handling)
    number = Conversation.objects.open().filter(~Exists(members), team__isnull=False).count()
    says = ngettext(
        "%(n)s question is with a team that nobody is in. Put an employee in that team.",
        "%(n)s questions are with teams that nobody is in. Put an employee in those teams.", number,
    ) % {"n": number} if number else _("Every question is with a team that somebody is in")
    return Fact(_("Teams"), says, number == 0, "" if number == 0 else "administration:teams")


def _out_of_sight() -> Fact:
    number = out_of_sight.conversations().count()
    says = ngettext(
        "%(n)s confidential conversation may be read by nobody any more. Name a colleague for it.",
        "%(n)s confidential conversations may be read by nobody any more. Name a colleague for each.", number,
    ) % {"n": number} if number else _("Somebody may read every confidential conversation")
    return Fact(_("Confidential"), says, number == 0, "" if number == 0 else "administration:out_of_sight")


def _undelivered() -> Fact:
    number = Delivery.objects.filter(state=Delivery.State.FAILED, message__conversation__is_open=True).count()
    says = ngettext(
        "%(n)s message did not arrive. It stands in its conversation.",
        "%(n)s messages did not arrive. They stand in their conversations.", number,
    ) % {"n": number} if number else _("Everything that was sent went off")
    return Fact(_("Outgoing"), says, number == 0)


def _channels():
    for each in channel.all_channels():
        for what, says, is_well in each.state():
            pages = each.administration_pages()
            yield Fact(what, says, is_well, pages[0][2] if pages else "")


def _disk() -> Fact:
    usage = shutil.disk_usage(settings.ENVIRONMENT.home)
    says = _("%(free)s GB free of %(total)s GB") % {
        "free": f"{usage.free / 1e9:.0f}", "total": f"{usage.total / 1e9:.0f}",
    }
    return Fact(_("Disk with the data folder"), says, usage.free > LITTLE_ROOM * usage.total)


def checked_at():
    """When the facts were looked up."""
    return timezone.now()
