"""A mailbox as an administrator fills it in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Auth, Mailbox

KEPT = _("Is kept and not shown. Leave empty to keep it.")


class MailboxForm(forms.ModelForm):
    """Address, team, and both servers. A kept password is never sent to the browser, nor to another server."""

    class Meta:
        model = Mailbox
        fields = [
            "address", "name", "team", "takes_subaddresses", "is_scanner", "is_for_complaints",
            "imap_host", "imap_port", "imap_security", "imap_folder", "marks_seen",
            "auth", "imap_username", "imap_secret", "auth_tenant", "auth_client",
            "smtp_host", "smtp_port", "smtp_security", "smtp_username", "smtp_secret",
        ]
        labels = {"imap_security": _("Security of the IMAP server"), "smtp_security": _("Security of the SMTP server"),
                  "imap_username": _("User name"), "smtp_username": _("User name for sending"),
                  "smtp_secret": _("Password for sending"), "imap_secret": _("Password or key")}
        help_texts = {
            "address": _("The address people write to, such as gemeente@waterhoven.nl."),
            "name": _("What people see as sender. Empty: the name of the organisation."),
            "imap_host": _("Where Gehoor fetches mail. Empty: mail is delivered to Gehoor over SMTP."),
            "imap_folder": _("Almost always INBOX."),
            "imap_username": _("Empty: the address itself."),
            "smtp_host": _("Where Gehoor hands over answers. Empty: answers go to a folder and to the page Outgoing mail."),
            "auth_client": _("Microsoft 365 only: the id of the app registration."),
        }
        widgets = {
            "imap_secret": forms.PasswordInput(attrs={"autocomplete": "off"}),
            "smtp_secret": forms.PasswordInput(attrs={"autocomplete": "off"}),
            "auth": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = {name: getattr(self.instance, name) for name in ("imap_secret", "smtp_secret")}
        self.servers = {name: getattr(self.instance, name) for name in ("imap_host", "smtp_host")}
        for name, secret in self.kept.items():
            if secret:
                self.fields[name].help_text = KEPT

    def clean(self):
        cleaned = super().clean()
        for secret, server in (("imap_secret", "imap_host"), ("smtp_secret", "smtp_host")):
            if cleaned.get(secret) or not self.kept[secret]:
                continue
            # Else whoever may fill in a server could have the kept password sent to one of their own.
            if cleaned.get(server) and cleaned[server] != self.servers[server]:
                self.add_error(secret, _("The server is another one, so type the password again."))
            cleaned[secret] = self.kept[secret] if cleaned.get(server) else ""
        if cleaned.get("auth") == Auth.MICROSOFT and not (cleaned.get("auth_tenant") and cleaned.get("auth_client")):
            self.add_error("auth_tenant", _("Microsoft 365 needs the tenant and the application id."))
        return cleaned
