"""What people and employees say of an answer, and that its owner looked at it. Each deed writes one event."""

from django.db import transaction
from django.utils import timezone

from gehoor.core import events

from .models import Remark, Version
from .models.remark import LONGEST


@transaction.atomic
def remark(version: Version, *, door: str, helped: bool | None = None, text: str = "", kind: str = "", by=None) -> Remark:
    """Write it down for the owner of the article. Nothing is kept of who says it, unless it is an employee (`by`)."""
    said = Remark.objects.create(version=version, door=door, helped=helped, text=text.strip()[:LONGEST], kind=kind, by=by)
    events.record("knowledge.remarked", actor=by, article=version.article_id, version=version.number, remark=said.pk, helped=helped)
    return said


@transaction.atomic
def add(said: Remark, *, text: str, kind: str = "") -> Remark:
    """What somebody says more, after yes or no."""
    said.text, said.kind = text.strip()[:LONGEST], kind or said.kind
    said.save(update_fields=["text", "kind"])
    events.record("knowledge.remarked", article=said.version.article_id, version=said.version.number, remark=said.pk)
    return said


def handle(said: Remark, *, by) -> bool:
    """Somebody looked at it and did what had to be done; False where that was so already."""
    return _mark(said, by, "knowledge.remark_handled", handled_at=timezone.now(), handled_by=by, before={"handled_at": None})


def take_up_again(said: Remark, *, by) -> bool:
    """Undo `handle`."""
    return _mark(said, by, "knowledge.remark_taken_up", handled_at=None, handled_by=None, before={"handled_at__isnull": False})


@transaction.atomic
def _mark(said, by, kind, *, before, **marks) -> bool:
    if not Remark.objects.filter(pk=said.pk, **before).update(**marks):
        return False
    said.refresh_from_db()
    events.record(kind, actor=by, article=said.version.article_id, version=said.version.number, remark=said.pk)
    return True
