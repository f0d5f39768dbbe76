"""What an employee fills in to hand a conversation over, and to decline one."""

from datetime import timedelta

from django import forms
from django.utils import formats, timezone
from django.utils.functional import lazystr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.conversations import visibility
from gehoor.lines.handing import ACCEPTED_WITHIN
from gehoor.queues import handing_over, rules
from gehoor.queues.models import Handover
from gehoor.staff.models import Employee, Team
from gehoor.targets import calendar, opening

LONG = 20_000  # characters


def _text(label, *, rows, required=True, help_text="", grows=True, **more):
    widget = forms.Textarea(attrs={"rows": rows} | ({"data-autogrow": True} if grows else {}))
    return forms.CharField(
        label=label, max_length=LONG, required=required, help_text=help_text, widget=widget, **more
    )


class HandoverForm(forms.Form):
    """`to` is "colleague:12", "team:3" or "shift:3"; only those who may have the conversation are in it."""

    to = forms.ChoiceField(label=_("To whom"), error_messages={"required": _("Choose who is to take it over.")})
    asked = _text(
        _("What do you ask of them?"), rows=2,
        error_messages={"required": _("Write what you ask of them, so that they can begin at once.")},
    )
    promises = _text(
        _("What was promised so far?"), rows=2, required=False,
        help_text=_("To whom, what, and by when. Leave it empty if nothing was promised."),
    )
    tried = _text(_("What was tried?"), rows=3, required=False)
    summary = _text(
        _("In short"), rows=8, help_text=_("Written from the timeline. Leave out, add and correct."),
        error_messages={"required": _("Say in short what this is about.")},
    )
    due_at = forms.DateTimeField(
        label=_("Accepted at the latest"), required=False, input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Choose a day and time, or leave it empty.")},
    )
    tell = forms.BooleanField(required=False)
    tell_to = forms.ChoiceField(label=_("Goes to"), required=False)
    tell_text = _text(_("Message"), rows=10, required=False, grows=False)  # hidden until the tick is there

    def __init__(self, *args, conversation, sender, teams, destinations, live="", **kwargs):
        super().__init__(*args, **kwargs)
        self.conversation, self.destinations = conversation, {one.key: one for one in destinations}
        self.fields["to"].choices = receivers(conversation, sender, teams, live)
        self.fields["tell_to"].choices = [(one.key, f"{one.title}: {one.label}") for one in destinations]
        self.fields["tell"].label = lazystr(
            gettext("Let %(name)s know that a colleague takes over") % {"name": conversation.person}
        )
        self.fields["due_at"].help_text = _default_times(bool(live))
        if not destinations:
            for name in ("tell", "tell_to", "tell_text"):
                del self.fields[name]

    def clean_to(self):
        kind, _colon, pk = self.cleaned_data["to"].partition(":")
        able = visibility.who_can_have(self.conversation)
        if kind == Handover.Kind.COLLEAGUE and not able.filter(pk=pk).exists():
            raise forms.ValidationError(gettext("This colleague cannot have this conversation."))
        return self.cleaned_data["to"]

    def clean_due_at(self):
        moment, now = self.cleaned_data["due_at"], timezone.now()
        if moment and not now < moment <= now + handing_over.LONGEST:
            days = handing_over.LONGEST // timedelta(days=1)
            raise forms.ValidationError(_("Choose a moment in the next %(days)s days."), params={"days": days})
        return moment

    def clean(self):
        data = super().clean()
        if data.get("tell") and not data.get("tell_text", "").strip():
            self.add_error("tell_text", _("Write what we tell them, or take the tick away."))
        return data

    def offered(self) -> dict:
        """The keywords of `handing_over.offer`."""
        data = self.cleaned_data
        kind, _colon, pk = data["to"].partition(":")
        found = {"kind": kind, "due_at": data["due_at"]}
        if kind == Handover.Kind.COLLEAGUE:
            found["employee"] = Employee.objects.get(pk=pk)
        else:
            found["team"] = Team.objects.get(pk=pk)
        texts = {name: data[name].strip() for name in ("summary", "promises", "tried", "asked")}
        if data.get("tell"):
            texts |= {"tell_text": data["tell_text"].strip(), "tell_to": data["tell_to"] or next(iter(self.destinations))}
        return found | texts


def receivers(conversation, sender, teams, live="") -> list:
    """Grouped choices: colleagues who may have this conversation, teams, and their next shifts.

    `live` is the channel on which somebody is in contact about it now: there a team may have hours of its own.
    """
    closed = conversation.team_id if conversation.team_id and conversation.team.is_closed else None
    known = calendar.current()
    own_only = {one.pk for team in teams if team.is_outsourced for one in team.members}
    own_only -= {one.pk for team in teams if team.pk == conversation.team_id for one in team.members}
    groups = [("", [("", gettext("Choose"))])]
    for team in teams:
        members = [(f"colleague:{one.pk}", str(one)) for one in team.members if one.pk != sender.pk and one.pk not in own_only]
        if members and closed in (None, team.pk):
            groups.append((team.name, members))
    groups.append((gettext("A team"), [(f"team:{team.pk}", _with_hours(team, known.hours(live, team.pk))) for team in teams]))
    groups.append((gettext("The next shift of"), [(f"shift:{team.pk}", team.name) for team in teams]))
    return [*groups[0][1], *groups[1:]]


def _with_hours(team, hours) -> str:
    """Its name, and when it is there again where it is closed now."""
    again = opening.tell(hours).again
    return gettext("%(team)s (open again %(when)s)") % {"team": team.name, "when": again} if again else team.name


def chosen(teams, wanted: str) -> str:
    """`wanted` as a choice of `to`, such as a team that was asked for in the address; empty where it is none."""
    return wanted if wanted in {f"team:{team.pk}" for team in teams} else ""


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not?"), max_length=500, error_messages={"required": _("Say why, so that the sender can go on.")}
    )


def _default_times(is_live) -> str:
    if is_live:
        return gettext("Empty: %(minutes)s minutes, since somebody waits for an answer at this moment. Then it comes back to you.") % {
            "minutes": ACCEPTED_WITHIN // timedelta(minutes=1)}
    current = rules.current()
    said = {kind: timezone.localtime(handing_over.due(kind, by_rules=current)) for kind in Handover.Kind}
    return gettext(
        "Empty: a colleague or team has until %(colleague)s, the next shift until %(shift)s. Then it comes back to you."
    ) % {"colleague": _clock(said[Handover.Kind.COLLEAGUE]), "shift": _clock(said[Handover.Kind.SHIFT])}


def _clock(local) -> str:
    return formats.date_format(local, "l j F H:i")
