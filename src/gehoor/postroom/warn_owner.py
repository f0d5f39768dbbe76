"""Mailing an employee that something of theirs is nearly due: once, with a link, and without a name or a word
of what somebody said.

Whoever warns on the screen calls `later` in the same transaction. Taking the row before sending means that a crash in
between loses this mail rather than sends it twice; the warning on the screen stands.
"""

import logging
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from gehoor.core import deadlines
from gehoor.people.models import AddressKind

from . import channel, jobs
from .models import OwnerWarning
from .send import Failed
from .wording import LANGUAGE

log = logging.getLogger(__name__)


def later(employee, *, what: OwnerWarning.What, path: str, due_at, about="") -> bool:
    """Queue the mail; `about` is said in it. False where nobody is to get one: no owner or address, switched off, or asked for already."""
    if employee is None or not (employee.is_active and employee.email and employee.wants_warnings):
        return False
    warning, is_new = OwnerWarning.objects.get_or_create(employee=employee, path=path, due_at=due_at, defaults={"what": what, "about": about})
    if is_new:
        jobs.warn_owner_later.defer(warning_id=warning.pk)
    return is_new


def send(pk: int):
    """Hand it over. Raises `Failed` where it is to be tried again."""
    if not OwnerWarning.objects.filter(pk=pk, taken_at=None).update(taken_at=timezone.now()):
        return
    warning = OwnerWarning.objects.select_related("employee").get(pk=pk)
    config = next(one for one in channel.answering() if one.address_kind == AddressKind.EMAIL)
    try:
        config.tell_employee(warning.employee.email, *_words(warning), key=f"warning-{pk}")
    except Failed as failed:
        if failed.permanent:
            log.warning("warning %s could not be mailed", pk)
            return
        OwnerWarning.objects.filter(pk=pk).update(taken_at=None)
        raise


def _words(warning) -> tuple[str, str]:
    """Subject and text."""
    with translation.override(LANGUAGE):
        name = "owner_warning" if warning.what in OwnerWarning.ABOUT_DEADLINES else "article_warning"
        text = render_to_string(f"postroom/{name}.txt", {
            "warning": warning, "when": deadlines.words(warning.due_at), "is_late": warning.due_at <= timezone.now(),
            "url": urljoin(settings.PUBLIC_URL, warning.path),
        })
    subject, _line, rest = text.partition("\n\n")
    return subject.strip(), rest.strip() + "\n"
