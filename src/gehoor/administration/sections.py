"""What there is to administer, and who may."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.knowledge.models import Remark
from gehoor.postroom import channel
from gehoor.staff.permissions import Capability


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the rail."""

    href: str
    label: str
    icon: str
    key: str = ""
    count: int | None = None


def open_to(employee) -> list[Section]:
    """The sections this employee may open, in the order of the rail."""
    found = []
    if employee.may(Capability.ADMINISTER):
        found += [
            Section(reverse("administration:overview"), _("How it is running"), "monitor", "g h"),
            Section(reverse("administration:employees"), _("Employees"), "users", "g e"),
            Section(reverse("administration:teams"), _("Teams"), "user-plus", "g t"),
            *(Section(reverse(name), title, icon) for each in channel.all_channels()
              for title, icon, name in each.administration_pages()),
            Section(reverse("administration:organisation"), _("Organisation"), "landmark", "g i"),
            Section(reverse("administration:contact"), _("Contact page"), "message-circle", "g c"),
            Section(reverse("administration:trust"), _("Access"), "lock", "g a"),
        ]
    if employee.may(Capability.ADMINISTER) or employee.may(Capability.OVERSEE):
        found += [
            Section(reverse("administration:opening"), _("Opening hours"), "store", "g u"),
            Section(reverse("administration:targets"), _("How soon we answer"), "alarm-clock", "g n"),
            Section(reverse("administration:work"), _("Rules of work"), "clock", "g k"),
            Section(reverse("administration:appointments"), _("Appointments"), "calendar", "g j"),
            Section(reverse("administration:call_backs"), _("Calling back"), "phone-outgoing", "g l"),
            Section(reverse("administration:complaints"), _("Complaints"), "triangle-alert", "g z"),
            Section(reverse("administration:departments"), _("Departments"), "mail", "g d"),
        ]
    if employee.may(Capability.WRITE_KNOWLEDGE):
        found.append(Section(reverse("administration:articles"), _("Knowledge"), "circle-help", "g w"))
    if employee.may(Capability.WRITE_TEXTS):
        found += [
            Section(reverse("administration:texts"), _("Standard texts"), "file-text", "g s"),
            Section(reverse("administration:moment_kinds"), _("Kinds of planned talks"), "calendar-sync", "g p"),
            *(Section(reverse(name), title, icon) for each in channel.all_channels()
              for title, icon, name in each.editor_pages()),
        ]
    return found


def counted(sections, employee) -> list[Section]:
    """The same, with how many remarks wait about articles of this employee. One query."""
    page = reverse("administration:articles")
    return [replace(one, count=_remarks_for(employee)) if one.href == page else one for one in sections]


def _remarks_for(employee) -> int | None:
    return Remark.objects.waiting().filter(version__article__owner=employee, version__article__withdrawn_at=None).count() or None
