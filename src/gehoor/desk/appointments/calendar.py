"""One's own calendar elsewhere: appointments stand there too, and what stands there takes room here."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from gehoor.appointments import calendars
from gehoor.appointments.caldav import Away
from gehoor.appointments.models import StaffCalendar

from .. import rail
from ..access import reads


class CalendarForm(forms.Form):
    """Where the calendar is, and what opens it."""

    url = forms.URLField(
        label=gettext_lazy("Address of the calendar (CalDAV)"), max_length=400, assume_scheme="https",
        help_text=gettext_lazy("Your calendar program shows it, mostly under sharing or properties."),
        error_messages={"required": gettext_lazy("Paste the address of your calendar.")},
    )
    username = forms.CharField(label=gettext_lazy("User name there"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    password = forms.CharField(
        label=gettext_lazy("Password there"), max_length=400,
        help_text=gettext_lazy("Kept encrypted. An app password is best, where your server can make one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_url(self):
        url = self.cleaned_data["url"]
        if not url.startswith(("https://", "http://")):
            raise forms.ValidationError(_("The address begins with https://."))
        return url


@reads
@require_http_methods(["GET", "POST"])
def calendar(request):
    """Connect a calendar, and see whether it is kept up with."""
    found = StaffCalendar.objects.filter(employee=request.user).first()
    form = CalendarForm(request.POST or None, initial={"url": found.url, "username": found.username} if found else None)
    if form.is_valid():
        try:
            calendars.connect(request.user, **form.cleaned_data)
        except Away as away:
            form.add_error(None, str(away) + " " + _("Nothing was changed; look at the address and the password."))
        else:
            messages.success(request, _("Your calendar is connected."))
            return redirect("desk:own_calendar")
    return render(request, "desk/appointments/calendar.html", {
        "form": form, "calendar": found, "servers": calendars.servers(), "rail": rail.links(request.user, "appointments"),
    }, status=422 if form.errors else 200)


@reads
@require_POST
def disconnect(request):
    """It is not looked at any more."""
    calendars.disconnect(request.user)
    messages.success(request, _("Your calendar is no longer connected. What stands in it stays there."))
    return redirect("desk:own_calendar")
