"""Who of a conversation has a link to it: make one, send it, take it back; and the transcript to hand over."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gehoor.conversations import links
from gehoor.conversations.models import Contact, Conversation, Direction, Link
from gehoor.conversations.reference import as_typed
from gehoor.people.models import Person
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import record, renewing
from .. import transcript as transcripts


@dataclass(slots=True)
class Holder:
    """Somebody who takes part, and their links."""

    person: Person
    links: list[Link]
    can_be_sent: bool


@requires(Capability.HANDLE)
@require_GET
def links_of(request, reference):
    """Everyone who takes part, with the links they have."""
    conversation = _find(request, reference)
    given: dict[int, list[Link]] = {}
    for link in conversation.links.select_related("made_by"):
        given.setdefault(link.person_id, []).append(link)
    holders = [
        Holder(person, given.get(person.pk, []), bool(renewing.addresses(conversation, person)))
        for person in _taking_part(conversation)
    ]
    read_log.note(request.user, "page", conversation_id=conversation.pk, person_id=conversation.person_id)
    return render(request, "portal/links.html", {"conversation": conversation, "holders": holders})


@requires(Capability.HANDLE)
@require_POST
def make(request, reference):
    """A link to read out, to print or to paste."""
    conversation = _find(request, reference)
    person = _chosen(request, conversation)
    if person is None:
        return _choose_first(request, conversation)
    link = links.issue(conversation, person, by=request.user)
    return _show(request, conversation, link, _("This is the link. It is shown now; later you can make another one."))


@requires(Capability.HANDLE)
@require_POST
def send(request, reference):
    """A message to the person with a link in it."""
    conversation = _find(request, reference)
    person = _chosen(request, conversation)
    if person is None:
        return _choose_first(request, conversation)
    if renewing.deliver(conversation, person, by=request.user):
        messages.success(request, _("The link is on its way."))
    else:
        messages.warning(request, _("We know no address to send it to. Make a link and read it out or print it."))
    return redirect("portal:links", reference=conversation.reference)


@requires(Capability.HANDLE)
@require_POST
def revoke(request, pk):
    """From now on it opens nothing."""
    visible = Conversation.objects.visible_to(request.user)
    link = get_object_or_404(Link.objects.select_related("conversation"), pk=pk, conversation__in=visible)
    links.revoke(link, by=request.user)
    messages.success(request, _("This link opens nothing any more."))
    return redirect("portal:links", reference=link.conversation.reference)


@requires(Capability.HANDLE)
@require_GET
def transcript(request, reference, form):
    """What the person would see, to hand over at the counter or to put in an envelope."""
    conversation = _find(request, reference)
    if form not in transcripts.FORMS:
        raise Http404
    read_log.note(request.user, "transcript", conversation_id=conversation.pk, person_id=conversation.person_id)
    return transcripts.download(request, record.build(conversation, conversation.person), form)


def _show(request, conversation, link, said):
    return render(request, "portal/made.html", {
        "conversation": conversation, "link": link, "url": links.url_of(link), "said": said,
        "code": links.code_of(link), "place": links.place(),
    })


def _find(request, reference) -> Conversation:
    visible = Conversation.objects.visible_to(request.user).select_related("person", "team", "assignee", "closure")
    return get_object_or_404(visible, reference=as_typed(reference))


def _taking_part(conversation) -> list[Person]:
    spoke = Contact.objects.filter(conversation=conversation, direction=Direction.IN, person__isnull=False)
    people = Person.objects.filter(pk__in=[*spoke.values_list("person", flat=True).distinct(), conversation.person_id])
    return sorted(people.prefetch_related("addresses"), key=lambda person: (person.pk != conversation.person_id, person.pk))


def _chosen(request, conversation) -> Person | None:
    """The person that was posted, who must take part; nobody else's link is made here."""
    wanted = request.POST.get("person", "")
    return next((one for one in _taking_part(conversation) if str(one.pk) == wanted), None)


def _choose_first(request, conversation):
    messages.warning(request, _("Choose who the link is for. Only who takes part in this conversation can have one."))
    return redirect("portal:links", reference=conversation.reference)
