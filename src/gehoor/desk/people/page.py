"""The page of a person: everything this employee may see of them, in one place."""

from functools import partial

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations import status, whom
from gehoor.conversations.models import Contact, Conversation
from gehoor.core import prepared
from gehoor.core.models import Event
from gehoor.people import ownership
from gehoor.people.models import ContactPerson, DigitalAddress, Merge, Person, Representation
from gehoor.trust import read_log

from .. import rail, rows
from ..forms import AddressForm
from ..paging import MOST
from . import history
from .forms import PermissionForm, SpeakerForm, WordsForm

PAGE = 30  # conversations


def find(employee, pk) -> Person:
    """The person with this id whom the employee may come across, with `speaking` (for what organisation, or who for this one)."""
    found = prepared.one(("person", employee.scope), partial(_known, employee), pk=min(pk, 2**62))
    if found is None:
        raise Http404(_("This person is not here."))
    return found


def _known(employee, pk):
    speaking = ContactPerson.objects.filter(Q(organisation__party=OuterRef("pk")) | Q(person=OuterRef("pk"))).values(
        one=JSONObject(pk="pk", role="role", person="person_id", person_name="person__name",
                       party="organisation__party_id", party_name="organisation__party__name")
    )
    known = whom.known_to(employee).select_related("organisation", "merged_into")
    return known.annotate(speaking=ArraySubquery(speaking)).filter(pk=pk)


def show(request, person, *, status=200, **forms):
    """Render the page; `forms` carry what somebody typed when it could not be done."""
    conversations = _page(request, person)
    read_log.note_person(request.user, person, conversations.object_list)
    permissions = prepared.rows(("permissions",), _permissions, person=person.pk)
    still_open = [one for one in conversations.object_list if not one.is_closed and one.person_id == person.pk]
    context = {
        "person": person, "addresses": _addresses(request.user, person), "page": conversations, "still_open": still_open,
        "helpers": [one for one in permissions if one.person_id == person.pk],
        "helps": [one for one in permissions if one.helper_id == person.pk],
        "contact_persons": _contact_persons(person), "is_organisation": hasattr(person, "organisation"),
        "merges": merges_of(person), "rail": rail.links(request.user, "people"),
        "words": WordsForm(initial=_words(person)), "address_form": AddressForm(), "permission": PermissionForm(),
        "speaker": SpeakerForm(),
    }
    context |= {"drawn_on": None if forms else _drawn_on(person, context)} | forms
    return render(request, "desk/people/person.html", context, status=status)


def _page(request, person):
    """The asked page of their conversations, dressed as rows of a work list; two queries."""
    def theirs(person):
        return conversations_of(request.user, person)

    scope = request.user.scope
    known = prepared.rows(("known of person", scope), lambda person: theirs(person).values_list("pk")[:MOST], person=person.pk)
    page = Paginator(known, PAGE).get_page(request.GET.get("page"))
    start = (page.number - 1) * PAGE
    latest = partial(_latest, theirs, start)
    page.object_list = rows.dress(prepared.rows(("rows of person", scope, start), latest, person=person.pk))
    for row in page.object_list:
        row.stands = "" if row.is_confidential else status.sentence(row)  # the same for who phones and asks
    return page


def _latest(theirs, start, person):
    return rows.with_latest(theirs(person))[start : start + PAGE]


def conversations_of(employee, person):
    """What the employee may see of what this person asked or took part in, what is open first.

    At an organisation: what was asked in its name, never what its contact persons ask for themselves.
    """
    # Ids of each way to take part by its own index: with an OR, PostgreSQL looks at every conversation there is.
    asked = Conversation.objects.filter(person=person).order_by().values("pk")
    took_part = [Contact.objects.filter(**part).order_by().values("conversation_id")
                 for part in ({"person": person}, {"on_behalf_of": person})]
    visible = Conversation.objects.visible_to(employee).filter(joined_into=None)
    theirs = visible.filter(pk__in=asked.union(*took_part))
    return theirs.order_by(F("closure__at").desc(nulls_first=True), "-last_contact_at", "-pk")


def _addresses(employee, person) -> list[DigitalAddress]:
    """How to reach them, the preferred one first, each with `others`: [{id, name}] of who has it too."""
    shared = DigitalAddress.objects.filter(kind=OuterRef("kind"), value=OuterRef("value"), person__merged_into=None)
    shared = shared.filter(person__in=whom.known_to(employee)) if employee.is_outsourced else shared
    shared = shared.exclude(person=person).order_by("pk").values(other=JSONObject(id="person_id", name="person__name"))
    return list(person.addresses.annotate(others=ArraySubquery(shared[:5])).order_by("-is_preferred", "pk"))


def _contact_persons(person) -> list[dict]:
    """Of an organisation those who speak for it; of a person the organisations they speak for: pk, role, id and name."""
    return [
        {**one, "id": one["party" if one["person"] == person.pk else "person"],
         "name": one["party_name" if one["person"] == person.pk else "person_name"]}
        for one in person.speaking
    ]


def merges_of(person) -> list[Merge]:
    """The merges this person was made of or in, the latest first; four deep, as nobody will ever need more."""
    return prepared.rows(("merges",), _merges, person=person.pk)


def _merges(person):
    deep, wanted = "survivor", Q(merged=person)
    for _level in range(4):
        wanted |= Q(**{deep: person})
        deep += "__merged_into"
    return Merge.objects.filter(wanted).select_related("survivor", "merged", "by", "undone_by")[:50]


def _permissions(person):
    return Representation.objects.filter(Q(person=person) | Q(helper=person)).select_related("person", "helper")


def changes_of(person) -> list[history.Happening]:
    """What we wrote down about this person and whoever proved to be them, the latest first."""
    told = Event.objects.filter(person_id__in=ownership.members(person), conversation_id=None, kind__in=history.SHOWN)
    return [history.happening(event) for event in told.select_related("actor").order_by("-pk")[:200]]


def _drawn_on(person, context) -> tuple:
    """Everything that the side of the page depends on, while nobody's typing stands in it (`core.templatetags.drawing`)."""
    addresses = [(one.pk, one.kind, one.value, one.is_preferred, str(one.others)) for one in context["addresses"]]
    permissions = [
        (one.pk, str(one.helper), str(one.person), one.relation, one.scope, one.given_how, one.since, one.until, one.withdrawn_at)
        for one in (*context["helpers"], *context["helps"])
    ]
    words = (person.name, person.is_anonymous, str(person.needs), person.stated_needs, context["is_organisation"])
    return (person.pk, words, *addresses, *permissions, str(person.speaking), timezone.localdate())


def _words(person) -> dict:
    return {"name": person.name, "anonymous": person.is_anonymous, "needs": person.needs,
            "stated_needs": person.stated_needs}
