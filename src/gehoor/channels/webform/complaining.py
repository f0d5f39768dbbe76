"""A form for complaints: what is sent with it is a complaint at once, and its receipt says so (Awb 9:6)."""

from gehoor.complaints import opening
from gehoor.complaints.models import Complaint

from .definition import Kind
from .models import Version

LONG = 150  # characters of a story that can stand for what it is about
SHORT = (Kind.ONE, Kind.TEXT)


def opened(arrival, filed):
    """Make complaints of what came in with such a form, in the transaction that files it."""
    version = _version(arrival)
    if version is None or not version.form.is_for_complaints:
        return
    for inbound, contact, is_new in filed:
        if not is_new or Complaint.objects.filter(conversation=contact.conversation).exists():
            continue
        about, wish = _told(version.definition, dict(inbound.facts))
        opening.open_one(contact.conversation, about=about, wish=wish, by=None, received_at=arrival.arrived_at, confirms=False)


def _version(arrival) -> Version | None:
    return Version.objects.select_related("form").filter(pk=arrival.envelope.get("version")).first()


def _told(definition, answers) -> tuple[str, str]:
    """(what it is about, what the person wishes): the first short answer, and the last story where there are several."""
    said = [(one.kind, answers[one.label]) for one in definition.questions if answers.get(one.label)]
    stories = [answer for kind, answer in said if kind == Kind.LONG]
    short = next((answer for kind, answer in said if kind in SHORT), "")
    return short or (stories[0][:LONG] if stories else definition.title), stories[-1] if len(stories) > 1 else ""
