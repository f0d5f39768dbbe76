"""Drafts on a page: what a form is drawn from, and the address it saves to while somebody types."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.http import JsonResponse
from django.template.defaultfilters import filesizeformat
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from gehoor.conversations.models.attachment import new_token

from . import drafts
from .models import Draft, DraftFile

_FILES = DraftFile.objects.filter(draft=OuterRef("pk")).values(file=JSONObject(token="token", name="name", size="size"))
AS_ROW = JSONObject(  # all of a draft that a page shows; in a subquery it costs no query of its own
    kind="kind", fields="fields", seen="seen", version="version", others="others", changed_at="changed_at",
    files=ArraySubquery(_FILES.order_by("pk")),
)

LARGEST_VERSION = 10**9  # whatever a page claims, one more still fits the column


@dataclass(slots=True)
class OnPage:
    """A draft as one form shows it; `page` names this very page among those the employee has open."""

    fields: dict = field(default_factory=dict)
    files: list = field(default_factory=list)
    others: list = field(default_factory=list)
    version: int = 0
    seen: int | None = None
    at: datetime | None = None
    page: str = field(default_factory=new_token)

    @property
    def total(self) -> int:
        """Bytes of all files."""
        return sum(file["size"] for file in self.files)


def on_page(rows, kind) -> OnPage:
    """The draft of this kind among `rows` (made by `AS_ROW`), or an empty one."""
    row = next((row for row in rows if row["kind"] == kind), None)
    if row is None:
        return OnPage()
    others = [{**other, "at": parse_datetime(other["at"])} for other in row["others"]]
    changed = parse_datetime(row["changed_at"])
    return OnPage(row["fields"], row["files"], others, row["version"], row["seen"], changed)


def of_place(place) -> OnPage:
    """The draft of one place; one query."""
    return on_page(list(place.drafts().values_list(AS_ROW, flat=True)), place.kind)


def posted(request, prefix="") -> dict[str, str]:
    """What was typed in the form whose fields begin with `prefix`, by their own names."""
    return {name.removeprefix(prefix): text for name, text in request.POST.items() if name.startswith(prefix)}


def save_posted(request, place, prefix="", **more) -> drafts.Saved:
    """Save the form of this request; its hidden fields say what page it is and what that last heard of."""
    return drafts.save(
        place, posted(request, prefix), version=min(number(request, "draft-version") or 0, LARGEST_VERSION),
        page=request.POST.get("draft-page", "")[:40], **{"seen": number(request, "draft-seen"), **more},
    )


def number(request, name) -> int | None:
    """A number of a hidden field; None where it is none."""
    return number_in(request.POST.get(name, ""))


def number_in(text: str) -> int | None:
    """The number that a page sent; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def answer_save(request, place, back, prefix=""):
    """Save, and say so: JSON for the script on the page, a notice on the page itself for who has none."""
    by_script = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    try:
        saved = save_posted(request, place, prefix)
    except drafts.TooLong as error:
        said = _("This is longer than %(limit)s characters, so it is not saved. Make it shorter.") % {"limit": error.limit}
        if by_script:
            return JsonResponse({"text": said}, status=422)
        messages.error(request, said)
        return back()
    if by_script:
        return JsonResponse(_told(saved), status=409 if saved.is_beside else 200)
    if saved.is_beside:
        messages.warning(request, _("You wrote something else in another window. Both are kept: choose below."))
    else:
        messages.success(request, _("Your draft is saved."))
    return back()


def _told(saved) -> dict:
    at = timezone.localtime()
    told = {"version": saved.version, "at": formats.date_format(at, "H:i"), "kept": saved.draft is not None}
    if saved.is_beside:
        told["beside"] = saved.draft.text
    return told


def too_much(error) -> str:
    """Why files are refused, in words."""
    return _("These files are %(total)s together; at most %(limit)s, and %(most)s files, can be sent. Your text is kept.") % {
        "total": filesizeformat(error.total), "limit": filesizeformat(drafts.FILES_LIMIT), "most": drafts.MOST_FILES,
    }


def rows_of(employee, **where):
    """Subquery of an employee's drafts as rows for `on_page`, to annotate on what they belong to."""
    return ArraySubquery(Draft.objects.of(employee).kept().filter(**where).values(row=AS_ROW))
