"""Asking a department that has no accounts: a mail with a link, on which they say that it is done or ask for more time.

They see the task and what we wrote for them, and nothing of the story. What they answer stands in the conversation as
anything that comes in, and whoever promised is to move.
"""

from datetime import timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from gehoor.core import organisation
from gehoor.people import helping, register
from gehoor.people.models import AddressKind
from gehoor.postroom import channel, send
from gehoor.postroom.wording import LANGUAGE

from . import promising, task_links
from .models import Department, Promise, TaskLink

OPEN_AFTER = timedelta(days=30)  # a link opens so long after the task is due


@transaction.atomic
def save(department: Department, *, by) -> Department:
    """Add or change one; who answers from its address is known as this department."""
    if department.party_id is None:
        department.party = register.new_person(department.name, email=department.address, by=by)
        helping.make_organisation(department.party, by=by)
    elif department.party.name != department.name:
        register.rename(department.party, department.name, by=by)
    register.add_address(department.party, department.address, by=by)
    department.save()
    return department


@transaction.atomic
def ask(promise: Promise, department: Department, *, by, note="") -> TaskLink:
    """Mail the task to a department; earlier links to this task open nothing any more."""
    TaskLink.objects.filter(promise=promise, revoked_at=None).update(revoked_at=timezone.now())
    salt = task_links.new_salt()
    link = TaskLink.objects.create(
        promise=promise, department=department, note=note.strip()[:5000], salt=salt, digest=task_links.digest_of(salt),
        made_by=by, expires_at=max(promise.due_at, timezone.now()) + OPEN_AFTER,
    )
    config = next(one for one in channel.answering() if one.address_kind == AddressKind.EMAIL)
    conversation = promise.conversation
    with translation.override(LANGUAGE):
        about = {"promise": promise, "link": link, "organisation": organisation.current(), "employee": by}
        subject, _line, text = render_to_string("promises/task.txt", about).partition("\n\n")
    delivery = send.send(
        conversation, by=by, kind=config.kind, address=department.address, person=department.party, automatic=task_links.WHY,
        subject=subject.strip(), text=text.strip(), **config.outgoing_details(conversation),
    )
    link.message = delivery.message
    link.save(update_fields=["message"])
    promising.record("asked", promise, by, to=department.name)
    return link


@transaction.atomic
def revoke(link: TaskLink, *, by):
    """It opens nothing any more."""
    if TaskLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        promising.record("link_revoked", link.promise, by, to=link.department.name)


def opened(link: TaskLink):
    """Somebody opened it for the first time."""
    TaskLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def done(link: TaskLink):
    """The department says that it is done: the promise is kept. Raises `promising.NotPossible`."""
    TaskLink.objects.filter(pk=link.pk).update(answered_at=timezone.now(), asked_until=None)
    promising.keep(link.promise_id, by=None)


@transaction.atomic
def needs_time(link: TaskLink, until, why: str):
    """The department needs more time. The moment stays: who promised agrees on another one with the person."""
    TaskLink.objects.filter(pk=link.pk).update(asked_until=until, why=why.strip()[:500])
    promising.record("time_asked", Promise.objects.get(pk=link.promise_id), None, to=link.department.name, reason=why.strip()[:500],
                     until=until.isoformat())


