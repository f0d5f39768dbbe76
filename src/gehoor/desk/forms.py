"""What employees fill in on a conversation."""

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.closing import OpenPromises, ask_about_promises
from gehoor.conversations.models import Closure, WaitingFor
from gehoor.people import register
from gehoor.people.addresses import InvalidAddress, kind_of, normalised
from gehoor.postroom import citing
from gehoor.postroom.drafts import FILES_LIMIT
from gehoor.postroom.inbound import InboundFile

from . import composing

PREFIXES = {"reply": "reply-", "note": "note-"}  # of the fields of a form, by kind of draft


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files up to a total; cleans to a tuple of `InboundFile`."""

    widget = SeveralFiles(attrs={"multiple": True})

    def clean(self, data, initial=None):
        files = [super(FilesField, self).clean(one, initial) for one in data or []]
        total = sum(file.size for file in files)
        if total > FILES_LIMIT:
            raise forms.ValidationError(
                _("These files are %(total)s together; at most %(limit)s can be sent. Your text is kept."),
                params={"total": filesizeformat(total), "limit": filesizeformat(FILES_LIMIT)},
            )
        return tuple(
            InboundFile(file.name, file.content_type or "application/octet-stream", file.read()) for file in files
        )


def area(**attrs):
    """A text box that grows with its text."""
    return forms.Textarea(attrs={"class": "composer__text", "rows": 2, "data-autogrow": True, **attrs})


class ReplyForm(forms.Form):
    """An answer. `seen` is the newest message on the screen.

    `doubtful` is the destination that is not surely meant, while `sure` does not say that it is.
    """

    to = forms.ChoiceField(label=_("To"), error_messages={"required": _("Choose where the answer goes.")})
    other = forms.CharField(label=_("Another address"), required=False, max_length=320)
    sure = forms.CharField(required=False, max_length=400)
    text = forms.CharField(
        label=_("Your answer"), max_length=100_000, widget=area(placeholder=_("Write your answer")),
        error_messages={"required": _("Write your answer first.")},
    )
    files = FilesField(label=_("Files"), required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    cites = forms.CharField(required=False, max_length=citing.LONGEST, widget=forms.HiddenInput)

    def __init__(self, *args, destinations, conversation=None, by=None, **kwargs):
        super().__init__(*args, prefix="reply", **kwargs)
        self.conversation, self.by, self.doubtful = conversation, by, None
        self.destinations = {one.key: one for one in destinations}
        choices = [(one.key, one.label) for one in destinations]
        self.fields["to"].choices = [*choices, (composing.OTHER, _("Another address …"))]

    @property
    def cited(self) -> list[citing.Cited]:
        """What the answer tells of the knowledge base, as chips."""
        return citing.read(self["cites"].value())

    def clean_cites(self):
        return [one.version for one in citing.read(self.cleaned_data["cites"])]

    def clean(self):
        data = super().clean()
        to = self._typed(data.get("other", "")) if data.get("to") == composing.OTHER else self.destinations.get(data.get("to"))
        data["to"] = to
        if to and to.doubt and data.get("sure") != to.key:
            self.doubtful = to
            self.add_error("to", _("Nothing is sent yet. Look whether this is the right address."))
        return data

    def _typed(self, text):
        """The destination of a typed address: a known one where it is one of those."""
        kind = register.kind_of(text)
        try:
            address = normalised(kind, text)
            to = composing.typed(kind, address, self.conversation, self.by)
        except (InvalidAddress, StopIteration):
            self.add_error("other", _("“%(text)s” is not an address an answer can go to. Check it letter by letter.")
                           % {"text": text})
            return None
        return self.destinations.get(to.key, to)


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note for colleagues"), max_length=100_000, widget=area(placeholder=_("Write a note for colleagues")),
        error_messages={"required": _("Write your note first.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="note", **kwargs)


class CloseForm(forms.Form):
    """Closing asks one thing: is it solved, and by whom; where `has_promises` also what becomes of those.

    Of `many` at once nobody says that all their promises are kept: each is told of where it is.
    """

    ENDS = {  # choice: (its words, solved, by whom)
        "yes": (_("Yes, by us"), True, Closure.SolvedBy.US),
        "other": (_("Yes, by another department or organisation"), True, Closure.SolvedBy.OTHER),
        "person": (_("Yes, they managed it themselves"), True, Closure.SolvedBy.PERSON),
        "no": (_("No, but it ends here"), False, ""),
        "unknown": (_("We do not know"), None, ""),
    }
    solved = forms.ChoiceField(
        label=_("Is it solved?"), choices=[(key, words) for key, (words, *_rest) in ENDS.items()],
        widget=forms.RadioSelect, error_messages={"required": _("Say whether it is solved.")},
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)
    promises = forms.ChoiceField(
        label=_("What becomes of the open promises?"), required=False, widget=forms.RadioSelect,
        choices=OpenPromises.choices,
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)  # as in `ReplyForm`

    def __init__(self, *args, has_promises=False, many=False, **kwargs):
        super().__init__(*args, prefix="close", **kwargs)
        self.has_promises = has_promises
        if many:
            self.fields["promises"].choices = [one for one in OpenPromises.choices if one[0] != OpenPromises.KEPT]

    def clean_promises(self):
        if self.has_promises and not self.cleaned_data["promises"]:
            raise forms.ValidationError(str(ask_about_promises()))
        return self.cleaned_data["promises"]

    def clean(self):
        data = super().clean()
        if data.get("promises") == OpenPromises.WITHDRAWN and not data.get("reason"):
            self.add_error("reason", _("Say why nobody needs what was promised. It is kept with the promise."))
        return data

    def ending(self) -> dict:
        """The keywords of `closing.close`; the reason goes with promises that nobody needs any more too."""
        _words, solved, solved_by = self.ENDS[self.cleaned_data["solved"]]
        reason = self.cleaned_data["reason"]
        return {"solved": solved, "solved_by": str(solved_by), "reason": reason, "why": reason, "promises": self.cleaned_data["promises"]}


class WaitingForm(forms.Form):
    whom = forms.ChoiceField(choices=WaitingFor.choices)


class SubjectForm(forms.Form):
    subject = forms.CharField(max_length=300, error_messages={"required": _("Write a subject first.")})


class StatusForm(forms.Form):
    sentence = forms.CharField(max_length=200, required=False)


class PersonForm(forms.Form):
    """Name and needs, as the person says them."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    needs = forms.CharField(
        label=_("Asked us to mind"), max_length=300, required=False,
        help_text=_("In the person's own words, such as: call me, large print. The person can see this."),
    )


class AddressForm(forms.Form):
    address = forms.CharField(
        label=_("Number, e-mail or postal address"), max_length=320,
        error_messages={"required": _("Type a number, e-mail or postal address first.")},
    )

    def clean_address(self):
        text = self.cleaned_data["address"]
        try:
            normalised(kind_of(text), text)
        except InvalidAddress as error:
            raise forms.ValidationError(
                _("“%(text)s” is not a number, e-mail or postal address we can reach. Check it with the person."),
                params={"text": text},
            ) from error
        return text
