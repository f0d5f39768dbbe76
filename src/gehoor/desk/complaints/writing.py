"""Writing a complaint down with the person on the line or at the counter, reading it back, and filing it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gehoor.complaints import opening, writing
from gehoor.complaints.models import Writing
from gehoor.postroom import channel
from gehoor.trust import read_log

from .. import rail
from ..access import find, reads, shows

LARGEST = 2**31


class WritingForm(forms.ModelForm):
    """All of it may be empty while it is written; `is_whole` says whether it can be read back."""

    class Meta:
        model = Writing
        fields = ["channel", *Writing.TYPED]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 7, "data-autogrow": True}), "wish": forms.Textarea(attrs={"rows": 3, "data-autogrow": True}),
        }
        help_texts = {
            "text": gettext_lazy("Write as they say it: what, when, and with whom."),
            "wish": gettext_lazy("In their own words. What would make it right?"),
            "email": gettext_lazy("They get a copy here, or by letter."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        spoken = [(config.kind, config.title) for config in channel.all_channels() if config.noted_by_employee]
        self.fields["channel"] = forms.ChoiceField(label=gettext_lazy("How do you speak?"), choices=spoken, widget=forms.RadioSelect, required=False)
        if not self.initial.get("channel"):
            self.initial["channel"] = spoken[0][0]
        if self.instance.conversation_id:
            for name in ("name", "phone", "email", "postal"):
                del self.fields[name]

    def is_whole(self) -> bool:
        """Whether nothing is missing or wrong; what is, is said in the form."""
        made = self.instance
        for name, said in (("about", _("Say in one sentence what it is about.")), ("text", _("Write down what happened."))):
            if not getattr(made, name).strip():
                self.add_error(name, said)
        if not made.channel:
            self.add_error("channel", _("Choose how you speak."))
        if not made.conversation_id and not any((made.name.strip(), made.phone.strip(), made.email.strip(), made.postal.strip())):
            self.add_error("name", _("Ask for a name, and how they want to hear from us."))
        for name in writing.wrong_addresses(made):
            self.add_error(name, _("This does not look right. Check it letter by letter with the person."))
        return not self.errors


@shows
def written(request, pk):
    """The page to write on."""
    return _page(request, _mine(request, pk))


@reads
@require_POST
def begin(request):
    """A new one, or the empty one that is there; of a conversation where one is named."""
    asked = request.POST.get("conversation", "")
    conversation = find(request, asked) if asked else None
    made = writing.begin(request.user, conversation=conversation, channel=request.POST.get("channel", "")[:20])
    return redirect("desk:writing", pk=made.pk)


@reads
@require_POST
def save(request, pk):
    """Keep it as it is; the button "Read it back" goes on where it is whole."""
    made = _mine(request, pk)
    form = WritingForm(request.POST, instance=made)
    if not form.is_valid():
        return _page(request, made, form, 422)
    made.changed_at = timezone.now()
    form.save()
    if request.headers.get("HX-Request") == "true":
        said = _("Saved at %(time)s.") % {"time": formats.date_format(timezone.localtime(), "H:i")}
        return HttpResponse(said)
    if request.POST.get("action") == "later":
        messages.success(request, _("Saved. You find it under Complaints."))
        return redirect("desk:complaints")
    if not form.is_whole():
        return _page(request, made, form, 422)
    return redirect("desk:reading_back", pk=made.pk)


@shows
def read_back(request, pk):
    """What was written, large, to read out or turn the screen: is it right like this?"""
    made = _mine(request, pk)
    read_log.note(request.user, "complaint", conversation_id=made.conversation_id)
    return render(request, "desk/complaints/reading.html", {"made": made, "rail": rail.links(request.user, "complaints")})


@reads
@require_POST
def agree(request, pk):
    """The person says yes: it is filed, and they get a copy."""
    made = _mine(request, pk)
    form = WritingForm(instance=made, data={name: getattr(made, name) for name in ("channel", *Writing.TYPED)})
    if not (form.is_valid() and form.is_whole()):
        return _page(request, made, form, 422)
    try:
        complaint = writing.agreed(made, by=request.user)
    except opening.AlreadyOne:
        messages.error(request, _("This conversation is a complaint already. What you wrote is kept here."))
        return redirect("desk:writing", pk=made.pk)
    if complaint.receipt_sent_at:
        messages.success(request, _("Written down, read back and agreed. A copy is on its way to the person."))
    else:
        messages.warning(request, _("Written down, read back and agreed. No address is known for the copy: ask for one."))
    return redirect("desk:complaint", reference=complaint.conversation.reference)


@reads
@require_POST
def throw_away(request, pk):
    """Not needed after all."""
    _mine(request, pk).delete()
    messages.success(request, _("Thrown away."))
    return redirect("desk:complaints")


def _mine(request, pk) -> Writing:
    found = Writing.objects.open_to(request.user).select_related("conversation__person").filter(pk=min(pk, LARGEST)).first()
    if found is None:
        raise Http404(_("This is not here, or filed already."))
    return found


def _page(request, made, form=None, status=200):
    read_log.note(request.user, "complaint", conversation_id=made.conversation_id)
    return render(request, "desk/complaints/writing.html", {
        "made": made, "form": form or WritingForm(instance=made), "rail": rail.links(request.user, "complaints"),
    }, status=status)
