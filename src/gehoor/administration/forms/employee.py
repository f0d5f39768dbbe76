"""Adding and changing an account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.staff.models import Employee


class EmployeeForm(forms.ModelForm):
    """Name, role and teams. The password is made, not typed."""

    class Meta:
        model = Employee
        fields = ["first_name", "last_name", "username", "email", "role", "teams"]
        labels = {"username": _("Log-in name"), "email": _("E-mail address"), "teams": _("Teams")}
        help_texts = {
            "username": _("Letters, digits and . - _ only, such as bram.devries."),
            "email": _("Only for colleagues; residents never see it. Whoever has a promise or complaint that is nearly due gets a mail there."),
            "role": _(
                "An employee answers. A team lead also writes texts and sees who read what. An editor writes texts only. "
                "An administrator sets things up and reads no conversations."
            ),
            "teams": _("Somebody in a team sees its work list. Conversations of a closed team are seen by its members only."),
        }
        widgets = {"role": forms.RadioSelect, "teams": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = True
        self.fields["first_name"].label, self.fields["last_name"].label = _("First name"), _("Last name")
