"""What an employee types while somebody is on the line or at the counter. One form, so that nothing is ever lost."""

from django import forms
from django.db.models import TextChoices, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations import closing, promised, whom
from gehoor.conversations.models import Conversation
from gehoor.people import ownership
from gehoor.people.addresses import InvalidAddress, normalised_email, normalised_phone
from gehoor.people.models import Person
from gehoor.postroom import citing
from gehoor.trust import house

from .candidates import fetched, speakers, summary_choices

NEW, ANONYMOUS = "new", "anonymous"


class Now(TextChoices):
    """Who is to move after this contact."""

    DONE = "done", _("Nobody: it is solved")
    US = "us", _("We do something")
    PERSON = "person", _("The person does something")
    OTHER = "other", _("Someone else does something")


class WhoForm(forms.Form):
    """`who` is what was typed to find somebody; `choice` is what it came to."""

    who = forms.CharField(label=_("Number or name"), required=False, max_length=200)
    choice = forms.CharField(error_messages={"required": _("Choose who it is. What you typed is kept.")})
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    phone = forms.CharField(label=_("Phone number"), required=False, max_length=60)
    email = forms.CharField(label=_("E-mail address"), required=False, max_length=320)
    subject = forms.CharField(label=_("What is it about?"), required=False, max_length=300)

    def __init__(self, *args, employee, **kwargs):
        super().__init__(*args, **kwargs)
        self.employee = employee
        self.person: Person | None = None
        self.conversation: Conversation | None = None

    def clean_phone(self):
        return self._reachable("phone", normalised_phone, _(
            "“%(text)s” is not a phone number we can call back. Check the digits with the person."
        ))

    def clean_email(self):
        complaint = _("“%(text)s” is not an e-mail address. Check it letter by letter.")
        return self._reachable("email", normalised_email, complaint)

    def _reachable(self, name, normalise, complaint):
        text = self.cleaned_data[name]
        if not text or self.data.get("choice") != NEW:
            return text
        try:
            return normalise(text)
        except InvalidAddress as error:
            raise forms.ValidationError(complaint, params={"text": text}) from error

    def clean_choice(self):
        """Resolve what was chosen to a person and, perhaps, a conversation that this employee may see."""
        choice = self.cleaned_data["choice"]
        self.conversation, self.person = chosen(self.employee, choice)
        if choice not in (NEW, ANONYMOUS) and self.person is None:
            raise forms.ValidationError(
                _("This person or conversation is no longer here. Choose again; what you typed is kept.")
            )
        return choice

    def clean(self):
        data = super().clean()
        who_is_new = [name for name in ("name", "phone", "email") if data.get(name) or name in self.errors]
        if data.get("choice") == NEW and not who_is_new:
            self.add_error("name", _("Fill in a name, a number or an e-mail address, or choose “Without a name”."))
        return data


class NoteForm(WhoForm):
    """Who it was, and what was said."""

    choice = forms.CharField(error_messages={"required": _("Choose who it was. Your note is kept.")})
    text = forms.CharField(
        label=_("Note"), max_length=100_000, error_messages={"required": _("Write down what was said.")},
        widget=forms.Textarea(attrs={"rows": 9, "data-autogrow": True}),
    )
    began = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    cites = forms.CharField(required=False, max_length=citing.LONGEST, widget=forms.HiddenInput)
    now = forms.ChoiceField(label=_("Who is to move now?"), choices=Now, initial=Now.US, widget=forms.RadioSelect)
    promises = forms.ChoiceField(
        label=_("What becomes of the open promises?"), required=False, choices=closing.OpenPromises, widget=forms.RadioSelect,
    )
    summary = forms.CharField(
        label=_("Summary for the person"), required=False, max_length=20_000,
        help_text=_("Leave it empty and the person gets your note as it is."),
        widget=forms.Textarea(attrs={"rows": 3, "data-autogrow": True}),
    )

    def __init__(self, *args, employee, **kwargs):
        super().__init__(*args, employee=employee, **kwargs)
        self.outdated: list[int] = []  # versions that were told and are not in force any more
        self.speaker: Person | None = None  # who spoke for `person`, where it was not the person
        self.speaker_name = ""  # the same, of someone who has no permission yet
        if house.current().shows_calls:
            self.fields["text"].help_text = _(
                "The person may read this later on the page of their conversation. What is for colleagues only belongs in a note."
            )
        self.initial.setdefault("began", timezone.now().isoformat())

    @property
    def cited(self) -> list[citing.Cited]:
        """The answers that were told, without what we do not tell any more."""
        return [one for one in citing.read(self["cites"].value()) if one.version not in self.outdated]

    def clean_cites(self):
        """Ids of versions."""
        told = citing.read(self.cleaned_data["cites"])
        self.outdated = citing.outdated(one.version for one in told)
        if changed := [one.question for one in told if one.version in self.outdated]:
            raise forms.ValidationError(
                _("What we tell about “%(questions)s” changed while you wrote this, so it was taken out here. Look what it says "
                  "now, and choose it again if you told that; your note is kept."), params={"questions": "”, “".join(changed)})
        return [one.version for one in told]

    def clean_began(self):
        """When the page was opened: what came in since then may not have been seen."""
        return self.cleaned_data["began"] or timezone.now()

    def clean(self):
        data = super().clean()
        if data.get("now") == Now.DONE and self.conversation and not self._may_close():
            self.add_error("now", _("You read this for a short while; its own team closes it. Say who is to move; your note is kept."))
        elif data.get("now") == Now.DONE and self.conversation:
            self._closes(data)
        data["summary_to"] = self._summary_to(data)
        self._who_spoke()
        return data

    def _closes(self, data):
        """The rule of closing, `conversations.closing`, before anything is filed."""
        if found := closing.obstacle(self.conversation):
            self.add_error("now", _("%(why)s Choose who is to move; your note is kept.") % {"why": found})
        elif self.conversation.promised and not data.get("promises"):
            self.add_error("promises", str(closing.ask_about_promises()))

    @property
    def promised(self) -> str:
        """What is promised and still open in the conversation that was chosen, where closing it asks what becomes of that."""
        asks = self.is_bound and self.data.get("now") == Now.DONE and self.conversation and self.conversation.promised
        return promised.sentence(self.conversation.promised) if asks else ""

    def _may_close(self) -> bool:
        return Conversation.objects.kept_by(self.employee).filter(pk=self.conversation.pk).exists()

    def _who_spoke(self):
        """The helper or contact person who was chosen, or the name of somebody else who spoke."""
        if not self.person:
            return
        chosen_one = self.data.get(f"speaker-{self.person.pk}", "")
        self.speaker_name = " ".join(self.data.get(f"speaker-name-{self.person.pk}", "").split())[:200]
        able = {str(one.person.pk): one.person for one in speakers(self.person)}
        if chosen_one and chosen_one not in able:
            self.add_error("choice", _("This helper has no permission any more. Choose who spoke; your note is kept."))
        self.speaker = able.get(chosen_one)

    def _summary_to(self, data) -> str:
        """"kind:address" the summary goes to; "" for none. Only an address of the very person who was chosen."""
        if self.person:
            wanted = self.data.get(f"summary-{self.person.pk}", "")
            if wanted and wanted not in dict(summary_choices(self.person)):
                self.add_error("summary", _("This is not an address of this person."))
            return wanted
        return ""


def chosen(employee, choice: str) -> tuple[Conversation | None, Person | None]:
    """(conversation, person) that "conversation:K7P2-9XQM" or "person:12" means for this employee.

    The person comes with what `fetched` names, and is whom they proved to be since the page was opened.
    """
    kind, _colon, which = choice.partition(":")
    if kind == "conversation":
        visible = Conversation.objects.visible_to(employee).select_related("person", "closure")
        found = visible.filter(reference=which).first()
        return found, found and _with_addresses(found.person)
    if kind == "person":
        found = whom.get(employee, which)
        return None, found and _with_addresses(ownership.current(found))
    return None, None


def _with_addresses(person) -> Person:
    prefetch_related_objects([person], *fetched())
    return person
