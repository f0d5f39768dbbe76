"""Sentences of Django and allauth that our pages show, named here so that our own catalogue translates them.

Theirs say "je" or talk about authentication; ours say "u" and what to do. Our catalogue goes before theirs. Nothing
imports this module: `bin/messages` reads it. A test tells when the libraries no longer say one of them.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

LOGGING_IN = (
    _("Username"),
    _("Password"),
    _("The username and/or password you specified are not correct."),
    _("This account is currently inactive."),
    _("Invalid login."),
    _("Too many failed login attempts. Try again later."),
    _("Be patient, you are sending too many requests."),
)
PASSWORD = (
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("Please type your current password."),
    _("You must type the same password each time."),
    _("The new value must be different from the current one."),
    _("Incorrect password."),
    _("Password successfully changed."),
    _("The password is too similar to the %(verbose_name)s."),
    _("This password is too common."),
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
)
SECOND_STEP = (
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Authenticator code"),
    _("Incorrect code."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("A new set of recovery codes has been generated."),
    _("Save them  in a secure location now — they won't be shown again."),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
)
FORMS = (
    _("This field is required."),
    _("Enter a valid email address."),
    _("Enter a valid URL."),
    _("Enter a whole number."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("The submitted file is empty."),
    _("A user with that username already exists."),
)
LENGTHS = (
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).", "limit_value",
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.", "min_length",
    ),
)
