"""The page on which a department without accounts answers a task. The token in the address is the only key."""

from datetime import datetime, time

from django import forms
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gehoor.core.public import personal
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.receive import receive
from gehoor.promises import departments, moments, promising, task_links

from .. import inbound, knocking

FIVE = time(17)


class AnswerForm(forms.Form):
    """Done, in words; or more time, until when and why."""

    answer = forms.ChoiceField(
        label=_("How does it stand?"), widget=forms.RadioSelect, choices=[("done", _("It is done")), ("time", _("We need more time"))],
        error_messages={"required": _("Choose one of the two.")},
    )
    text = forms.CharField(
        label=_("What do you want to say about it?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you did, or why you need more time. The employee reads this."),
        error_messages={"required": _("Write a few words, so that we can tell the resident.")},
    )
    until = forms.DateField(label=_("Ready on"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
                            help_text=_("Only where you need more time."))

    def clean(self):
        data = super().clean()
        if data.get("answer") == "time":
            day, today = data.get("until"), timezone.localdate()
            if not day or not today <= day <= today + moments.FARTHEST:
                self.add_error("until", gettext("Choose the day on which it is ready."))
        return data


@csrf_exempt
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def task(request, token):
    """The task, what we wrote for them, and two answers."""
    link = task_links.find(token)
    if link is None:
        return render(request, "portal/task_gone.html", {"personal": True}, status=429 if knocking.wrong(request) else 404)
    if not link.opens:
        return render(request, "portal/task_gone.html", {"personal": True}, status=410)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and link.promise.is_open and form.is_valid():
        try:
            _answer(link, form.cleaned_data)
        except promising.NotPossible:
            pass  # it ended at this very moment: the page says so
        return redirect(f"{request.path}?ontvangen=1")
    if request.method == "GET":
        departments.opened(link)
    return render(request, "portal/task.html", {
        "link": link, "promise": link.promise, "form": form, "received": "ontvangen" in request.GET, "personal": True,
    }, status=422 if form.is_bound and form.errors else 200)


@transaction.atomic
def _answer(link, said):
    """Into the conversation as whatever comes in; then the promise is kept, or more time is asked for."""
    until = said["until"]
    words = said["text"].strip()
    if said["answer"] == "time":
        words = gettext("We need until %(day)s. %(why)s") % {"day": f"{until:%d-%m-%Y}", "why": words}
    receive(Inbound(
        channel=inbound.KIND, external_id=None, at=timezone.now(), person_id=link.department.party_id, text=words,
        conversation_id=link.promise.conversation_id, subject=link.promise.conversation.subject, acknowledge=False,
    ))
    if said["answer"] == "done":
        departments.done(link)
    else:
        departments.needs_time(link, timezone.make_aware(datetime.combine(until, FIVE)), said["text"])
