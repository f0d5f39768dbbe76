"""Every address with every role, with own and foreign objects, and with nonsense. Generated from the URL conf.

A new address needs nothing here unless it has a parameter that is not in `PARAMETERS` yet.
"""

import itertools
from urllib.parse import unquote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, is_valid_path, reverse
from django.utils import timezone

from gehoor.channels.letter.models import Posting, Reading
from gehoor.conversations import links
from gehoor.conversations.models import Attachment, Blob, Contact, Conversation, GlassBreak, Message
from gehoor.people.models import Person
from gehoor.planning.tests import example as planning
from gehoor.postroom.models import Arrival, Delivery
from gehoor.promises import promising
from gehoor.search.models import SavedView
from gehoor.staff.account_urls import PUBLIC as PUBLIC_ACCOUNT_PAGES
from gehoor.staff.models import Employee, Team
from gehoor.staff.permissions import Role
from tests import permission_objects

pytestmark = pytest.mark.django_db  # pytest-django makes the database only where a test of the run says so itself
PUBLIC = PUBLIC_ACCOUNT_PAGES | {
    "core:preferences", "home", "form:index", "form:fill", "form:framed", "form:received", "form:framed_received",
    "form:resume",
    *permission_objects.PUBLIC_BOOKING, *permission_objects.PUBLIC_CHAT, *permission_objects.PUBLIC_TALK, *permission_objects.PUBLIC_ANSWERS, "task:task", "contact:contact", "contact:panel",
    "contact:widget",
    "resident:code", "resident:conversation", "resident:renew", "resident:attachment", "resident:transcript", "resident:talk",
}
# Pages of allauth, which guards them itself: for everyone who is logged in.
OWN_ACCOUNT = "allauth."
NOWHERE = 987654321
# Where an address takes this parameter: what of the cast goes in. First by "name of the address:parameter".
PARAMETERS = {
    **permission_objects.PARAMETERS_OF_ANSWERS,
    "resident:conversation:token": "link_token", "resident:renew:token": "link_token",
    "resident:attachment:token": "link_token", "resident:attachment:file": "attachment",
    "resident:transcript:token": "link_token", "form": "transcript_form", "portal:revoke:pk": "link",
    "desk:review_glass:pk": "glass",
    **{f"desk:{page}:pk": "promise" for page in (
        "promise", "keep_promise", "keep_promise_not", "attempt_call", "give_promise", "renegotiate_promise", "break_promise",
        "withdraw_promise", "ask_department", "revoke_task",
    )},
    **permission_objects.PARAMETERS_OF_APPOINTMENTS, **permission_objects.PARAMETERS_OF_CHAT, **permission_objects.PARAMETERS_OF_TALK, **permission_objects.PARAMETERS_OF_LINES, **permission_objects.PARAMETERS_OF_KNOWLEDGE, "task:task:token": "task_token", "administration:department:pk": "department",
    "reference": "conversation", "token": "attachment", "view": "view", "key": "text",
    "desk:person_address:address": "address", "desk:person_unmerge:merge": "merge",
    "desk:person_take_back:permission": "permission", "desk:person_stop_speaking:contact_person": "contact_person",
    **{f"desk:person_{page}:pk": "person" for page in (
        "page", "history", "words", "add_address", "address", "merge", "unmerge", "permit", "take_back", "organisation",
        "speak", "stop_speaking",
    )},
    **planning.PARAMETERS,
    **{f"desk:{deed}_view:pk": "saved_view" for deed in ("open", "rename", "share", "remove", "put_back")},
    "desk:html:pk": "message", "desk:original:pk": "contact", "desk:send_again:pk": "delivery",
    "desk:unreadable_original:pk": "arrival", "desk:read_again:pk": "arrival", "desk:set_aside:pk": "arrival",
    "desk:handover:pk": "handover", "desk:accept_handover:pk": "handover", "desk:decline_handover:pk": "handover",
    "desk:withdraw_handover:pk": "handover", "desk:note_handover:pk": "handover",
    "administration:employee:pk": "employee", "administration:employee_leaves:pk": "employee",
    "administration:employee_returns:pk": "employee", "administration:employee_password:pk": "employee",
    "administration:employee_two_factor:pk": "employee", "administration:team:pk": "team",
    "administration:remove_day:pk": "special_day", "administration:withdraw_target:pk": "target", "kind": "kind",
    "email:mailbox:pk": "mailbox", "email:mailbox_pause:pk": "mailbox",
    "email:mailbox_resume:pk": "mailbox", "letter:read:pk": "message", "letter:not_posted:pk": "posting",
    **{f"desk:{page}:pk": "writing" for page in ("writing", "save_writing", "reading_back", "agree_writing", "throw_writing_away")},
    "desk:let_through:pk": "suspect", "desk:leave_aside:pk": "suspect",
    "desk:put_back_suspect:pk": "left_aside", "slug": "slug",
    **{f"webform:{name}:pk": "form" for name in (
        "form", "preview", "publish", "switch", "copy", "add_question", "put_back", "question", "move", "remove",
    )},
    **{f"webform:{name}:key": "question" for name in ("question", "move", "remove")},
}
NONSENSE = ("0", "-1", "9" * 40, "x" * 600, "%00", "%0d%0aX: y", "..%2f..%2fetc", "%ff", "' OR 1=1 --", "K7P2-9XQM", "{{7*7}}")
SENT_ALONG = {"q": "' OR 1=1 --", "text": b"\xff\xfe", "page": "x"}


def addresses(patterns=None, namespace=""):
    """(name, pattern) of every address."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)


ALL = dict(addresses())
NAMES = sorted(ALL)


def get_resolver_parameters(name):
    resolver, _, last = name.rpartition(":")
    found = get_resolver()
    for namespace in filter(None, resolver.split(":")):
        found = found.namespace_dict[namespace][1]
    possibilities = found.reverse_dict.getlist(last)
    assert possibilities, f"{name} cannot be reversed"
    return possibilities[0][0][0][1]


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """For each parameter an own object, in an open team, and a foreign one, in a closed team or not there at all.

    Made once for all tests of a file, which undo what they change (`ask`): making them takes longer than asking.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield people_and_objects()
        transaction.set_rollback(True)


def people_and_objects():
    groen = Team.objects.create(name="Groen", slug="groen", is_default=True)
    debts = Team.objects.create(name="Schulden", slug="schulden", is_closed=True)
    for role in Role.values:
        Employee.objects.create_user(role, role=role).teams.add(groen)
    own, foreign = story(groen), story(debts)
    left = Employee.objects.create_user("noor", first_name="Noor")
    own |= {"view": "team", "text": "acknowledgement", "employee": left.pk, "team": groen.pk, "mailbox": permission_objects.mailbox().pk}
    own["handover"], foreign["handover"] = (permission_objects.handover(story, team, left) for story, team in ((own, groen), (foreign, debts)))
    own["saved_view"], foreign["saved_view"] = (
        SavedView.objects.create(owner=left, team=team, name="Blad", asked={"text": "blad"}).pk for team in (groen, None)
    )
    for theirs in (own, foreign):
        theirs |= planning.talk(Conversation.objects.get(reference=theirs["conversation"]))
    foreign["moment_kind"] = NOWHERE
    own["glass"] = GlassBreak.objects.create(
        conversation=Conversation.objects.get(reference=own["conversation"]), employee=left, reason="Balie", until=timezone.now()
    ).pk
    for story_of in (own, foreign):
        story_of |= permission_objects.talk() | permission_objects.appointment(story_of) | permission_objects.complaint(story_of)
        story_of |= permission_objects.task(story_of, left) | permission_objects.turn(story_of) | permission_objects.call_back(story_of)
        permission_objects.chat(story_of)
    own["arrival"] = Arrival.objects.create(
        channel="email", source="smtp", digest="0" * 64, original=b"From: x", size=7, state="unreadable"
    ).pk
    known = permission_objects.family() | permission_objects.webform() | permission_objects.hours() | permission_objects.timing() | permission_objects.department() | permission_objects.article()
    own |= known
    absent = dict.fromkeys(known, NOWHERE) | {
        "view": "nothing", "text": "nothing", "employee": NOWHERE, "team": NOWHERE, "mailbox": NOWHERE, "question": "q1",
        "slug": "nergens", "glass": NOWHERE, "kind": "duif",
    }
    return {"own": own, "foreign": foreign | absent | {"arrival": NOWHERE}}


def story(team):
    conversation = Conversation.objects.create(person=Person.objects.create(name="Fatima"), team=team, subject="Blad")
    contact = Contact.objects.create(
        conversation=conversation, channel="email", direction="in", person=conversation.person
    )
    message = Message.objects.create(contact=contact, conversation=conversation, text="Hallo", html="<p>Hallo</p>")
    Arrival.objects.create(
        channel="email", source="smtp", digest=f"{contact.pk:064}", original=b"From: x", size=7, state="filed",
        contact=contact,
    )
    attachment = Attachment.objects.create(
        message=message, blob=Blob.keep(b"x"), name="a.txt", content_type="text/plain", size=1
    )
    Reading.objects.create(message=message)
    link = links.issue(conversation, conversation.person)
    delivery = Delivery.objects.create(message=message, channel="email", address="fatima@example.nl", state="failed")
    posting = Posting.objects.create(delivery=delivery, by=Employee.objects.first())
    promised = promising.make(conversation, by=None, kind="letter", due_at=timezone.now())
    return {
        "conversation": conversation.reference, "contact": contact.pk, "message": message.pk,
        "attachment": attachment.token, "delivery": delivery.pk, "posting": posting.pk, "suspect": permission_objects.apart(team, "suspect"),
        "left_aside": permission_objects.apart(team, "set_aside"),
        "promise": promised.pk, "link": link.pk, "link_token": links.token_of(link), "transcript_form": "txt",
    }


def url_of(name, objects):
    filled = {}
    for parameter in get_resolver_parameters(name):
        kind = PARAMETERS.get(f"{name}:{parameter}") or PARAMETERS.get(parameter)
        assert kind, (
            f"The permission matrix does not know what to put into <{parameter}> of {name}. Add '{name}:{parameter}' to "
            "PARAMETERS in tests/test_permission_matrix.py, and an own and a foreign object of that kind to `cast`."
        )
        filled[parameter] = objects[kind]
    return reverse(name, kwargs=filled)


class Asking(Client):
    """Asks and keeps nothing: no cookies, so that a log-in stays what it was, and not what templates were told."""

    def request(self, **request):
        return self.handler(self._base_environ(**request))


BRIEFLY = {"headers": {"accept": "application/json"}}  # a refusal without its page, which is the same for all


def client_of(role):
    client = Asking()
    if role:
        client.employee = Employee.objects.get(username=role)
        client.force_login(client.employee)
    return client


@pytest.fixture(scope="module")
def clients(cast):
    """By role, None for a stranger: logged in once for all tests of a file."""
    return {role: client_of(role) for role in (None, *Role.values)}


def may(client, name) -> bool:
    """Whether its role may ask for this address; for those that allauth guards, and public ones, everyone."""
    needed = getattr(ALL[name].callback, "capabilities", None)
    return needed is None or any(client.employee.may(capability) for capability in needed)


def ask(client, method, url, data=None, **how):
    """The answer; whatever it changed is undone."""
    undone = transaction.atomic()
    undone._from_testcase = True  # what has to be on disk before it is answered may be written within
    with undone:
        response = getattr(client, method)(url, data or {}, **how)
        b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("name", NAMES)
def test_every_view_says_who_may(name):
    view = ALL[name].callback
    known = hasattr(view, "capabilities") or name in PUBLIC or view.__module__.startswith(OWN_ACCOUNT)

    assert known, f"{name} has no guard: put @requires(Capability...) on it (gehoor.staff.guard), or add it to PUBLIC here"


@pytest.mark.parametrize("name", [name for name in NAMES if name not in PUBLIC])
def test_strangers_log_in_first(name, cast, clients):
    url = url_of(name, cast["own"])
    for method in ("get", "post"):
        response = ask(clients[None], method, url)

        assert response.status_code in (302, 401), f"{method} {url}: {response.status_code}"
        if response.status_code == 302:
            assert response.url.startswith("/account/login/"), response.url


@pytest.mark.parametrize("name", sorted(PUBLIC & set(NAMES)))
def test_public_pages_answer(name, cast, clients):
    for role in (None, Role.EMPLOYEE, Role.ADMIN):  # a stranger; who sees stories, and who sees none
        for method in ("get", "post"):
            assert ask(clients[role], method, url_of(name, cast["own"])).status_code < 500


@pytest.mark.parametrize("name", [name for name in NAMES if hasattr(ALL[name].callback, "capabilities")])
def test_roles(name, cast, clients):
    whose_there_are = cast if get_resolver_parameters(name) else ["own"]  # else both have the very same address
    for role in Role.values:
        if not may(clients[role], name):  # the guard refuses before it looks at what is asked: `staff.guard.requires`
            for method, whose in zip(("get", "post"), itertools.cycle(whose_there_are), strict=False):
                assert ask(clients[role], method, url_of(name, cast[whose]), **BRIEFLY).status_code == 403, (role, method, whose)
            continue
        for whose, method in itertools.product(whose_there_are, ("get", "post")):
            status = ask(clients[role], method, url_of(name, cast[whose]), **({} if whose == "own" else BRIEFLY)).status_code
            is_right = status in (404, 405) if whose == "foreign" else status not in (403, 404) and status < 500
            assert is_right, f"{role} {method} {whose} {name}: {status}"


@pytest.mark.parametrize("name", [name for name in NAMES if ALL[name].callback.__module__.startswith(OWN_ACCOUNT)])
def test_own_account(name, cast, clients):
    for role in Role.values:
        for method in ("get", "post"):
            assert ask(clients[role], method, url_of(name, cast["own"])).status_code < 500


@pytest.mark.parametrize("name", NAMES)
def test_nonsense_is_never_a_500(name, cast, clients):
    """In the address and in what is sent along, from a role that may, so that the view itself gets to see it."""
    client = next(clients[role] for role in (Role.LEAD, Role.ADMIN, *Role.values) if may(clients[role], name))
    own = url_of(name, cast["own"])
    marked = url_of(name, {**cast["own"], **{kind: 777777 for kind in cast["own"] if kind != "view"}, "view": "777777"})
    urls = {own} | {marked.replace("777777", nonsense) for nonsense in NONSENSE}
    for url in filter(lambda url: is_valid_path(unquote(url)), urls):
        for method in ("get", "post"):
            status = ask(client, method, url, SENT_ALONG, **({} if url == own else BRIEFLY)).status_code
            assert status < 500, f"{method} {url}: {status}"
    for method in ("get", "post"):
        status = ask(client, method, own, {"q": "\0"}, **BRIEFLY).status_code
        assert status == 400, f"{method} {own} with a NUL: {status}"


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_that_leads_nowhere_is_told(nonsense, clients):
    """No view sees these: one address of each kind of parameter stands for all."""
    for url in (f"/desk/conversations/{nonsense}/", f"/desk/handovers/{nonsense}/", f"/administration/texts/{nonsense}/", f"/{nonsense}"):
        for role in (None, Role.LEAD):
            assert ask(clients[role], "get", url, SENT_ALONG).status_code < 500, url
