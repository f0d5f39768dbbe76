"""Filing a noted contact: through the one way in, with what was agreed on who is to move."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations import closing, waiting
from gehoor.conversations.models import Contact, Wait, WaitingFor
from gehoor.core.models import Event
from gehoor.people import register
from gehoor.postroom import channel, citing
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.receive import receive

from .forms import ANONYMOUS, NEW, Now

AFTERWARDS = []  # functions of (contact, by): what else is done with a call or visit that was written down, by apps above


@transaction.atomic
def record(kind: str, form, *, by) -> Contact:
    """File what a valid `NoteForm` holds as a contact on channel `kind`, written down by `by`."""
    data, person = form.cleaned_data, form.person
    if data["choice"] == NEW:
        person = register.new_person(data["name"], phone=data["phone"], email=data["email"], by=by)
    contact, _is_new = receive(Inbound(
        channel=kind, external_id=None, at=timezone.now(), employee_id=by.pk, subject=data["subject"], text=data["text"],
        conversation_id=form.conversation and form.conversation.pk, acknowledge=False, team_id=_own_team(by),
        anonymous=data["choice"] == ANONYMOUS, **_who_spoke(form, person, by),
    ))
    if data["cites"]:
        citing.write(contact, data["cites"])
    conversation = contact.conversation
    if data["summary_to"]:
        _send_summary(conversation, data, by)
    _move_on(contact, data, by)
    for deed in AFTERWARDS:
        deed(contact, by)
    return contact


def _who_spoke(form, person, by) -> dict:
    """The person; or who spoke for them, with a warning where that person has no permission written down."""
    if form.speaker:
        return {"person_id": form.speaker.pk, "on_behalf_of_id": person.pk}
    if form.speaker_name and person:
        speaker = register.new_person(form.speaker_name, by=by)
        notice = _("No permission is written down for who spoke here. Tell nothing of this story before there is.")
        return {"person_id": speaker.pk, "on_behalf_of_id": person.pk, "notice": notice}
    return {"person_id": person and person.pk}


def _own_team(employee) -> int | None:
    """A new question stays with the team that took the call; who is in several leaves it to routing."""
    return next(iter(employee.team_ids)) if len(employee.team_ids) == 1 else None


def _send_summary(conversation, data, by):
    kind, _separator, address = data["summary_to"].partition(":")
    channel.get(kind).send_summary(conversation, by=by, text=data["summary"] or data["text"], to=address)


def _move_on(contact, data, by):
    conversation, now = contact.conversation, data["now"]
    conversation.refresh_from_db()
    if now == Now.DONE:
        if not _came_in_meanwhile(contact, data["began"]):
            _close(conversation, data, by)
        return
    if now == Now.PERSON:  # we spoke with them, and now they are to move: what they waited for is answered
        waiting.end(conversation, timezone.now(), Wait.EndedBy.ANSWER, spoken=True)
    if now != conversation.waiting_for:
        conversation.wait_for(WaitingFor(now), by=by)


def _close(conversation, data, by):
    """Solved; left open where it became a complaint, or something was promised, while this was written."""
    try:
        closing.close(conversation, by=by, solved=True, promises=data["promises"], why=data["subject"] or _("Settled in this contact"))
    except closing.StaysOpen:
        return


def _came_in_meanwhile(contact, began) -> bool:
    """Whether something came in that the employee cannot have seen: closing would put it out of sight."""
    heard = Event.objects.filter(conversation_id=contact.conversation_id, kind="contact.received", at__gte=began)
    return heard.exclude(data__contact=contact.pk).exists()
