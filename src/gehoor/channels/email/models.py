"""The organisation's own mailboxes: an address, where its mail is fetched and where its answers are handed over."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.core.secret import SecretField
from gehoor.people.addresses import normalised_email
from gehoor.staff.models import Team


class Security(models.TextChoices):
    TLS = "tls", _("TLS from the first byte")
    STARTTLS = "starttls", _("STARTTLS")
    NONE = "none", _("None: only on this very machine")


class Auth(models.TextChoices):
    PASSWORD = "password", _("Name and password")
    MICROSOFT = "microsoft", _("Microsoft 365 (app registration)")
    GOOGLE = "google", _("Google Workspace (service account)")


class Mailbox(models.Model):
    """One address of ours. Without IMAP host its mail comes over SMTP; without SMTP host answers go to a folder."""

    address = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name that people see as sender"), max_length=120, blank=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="mailboxes", verbose_name=_("team"),
        help_text=_("Gets what is sent to this address. Empty: the default team."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    takes_subaddresses = models.BooleanField(
        _("name+something@ arrives here too"), default=True,
        help_text=_("Then each answer gets an address of its own, so that replies always find their conversation."),
    )
    confirms_from = models.DateTimeField(
        default=timezone.now, editable=False, help_text="who mailed before this gets no confirmation"
    )

    is_scanner = models.BooleanField(
        _("a scanner mails here"), default=False,
        help_text=_("Then the PDFs and pictures in its mail are letters, each on its own. Give no resident this address."),
    )

    is_for_complaints = models.BooleanField(
        _("complaints come in here"), default=False,
        help_text=_("A new conversation at this address is a complaint at once: the term of the law runs, and somebody calls first."),
    )

    imap_host = models.CharField(_("IMAP server"), max_length=255, blank=True)
    imap_port = models.PositiveIntegerField(_("IMAP port"), default=993)
    imap_security = models.CharField(_("security"), max_length=8, choices=Security, default=Security.TLS)
    imap_username = models.CharField(_("user name"), max_length=255, blank=True)
    imap_secret = SecretField(_("password or key"), blank=True, default="")
    imap_folder = models.CharField(_("folder"), max_length=255, default="INBOX")
    marks_seen = models.BooleanField(_("mark mail as read in the mailbox"), default=True)
    auth = models.CharField(_("way of logging in"), max_length=10, choices=Auth, default=Auth.PASSWORD)
    auth_tenant = models.CharField(_("tenant"), max_length=100, blank=True, help_text=_("Microsoft 365 only."))
    auth_client = models.CharField(_("application (client) id"), max_length=100, blank=True)

    smtp_host = models.CharField(_("SMTP server"), max_length=255, blank=True)
    smtp_port = models.PositiveIntegerField(_("SMTP port"), default=587)
    smtp_security = models.CharField(_("security"), max_length=8, choices=Security, default=Security.STARTTLS)
    smtp_username = models.CharField(_("user name"), max_length=255, blank=True)
    smtp_secret = SecretField(_("password"), blank=True, default="")

    uid_validity = models.BigIntegerField(default=0, editable=False, help_text="RFC 3501 2.3.1.1; 0: never seen")
    last_uid = models.BigIntegerField(default=0, editable=False)
    uid_place = models.CharField(max_length=800, blank=True, editable=False, help_text="where last_uid counts")
    last_seen_at = models.DateTimeField(null=True, editable=False, help_text="when all mail was last fetched")
    problem = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.address

    def clean(self):
        self.address = self.address.strip().lower()  # what is no address, its field has said already

    def fetched_all(self):
        """Everything in the folder is kept; what was wrong before is over."""
        Mailbox.objects.filter(pk=self.pk).update(last_seen_at=timezone.now(), problem="")

    @property
    def place(self) -> str:
        """The folder on a server that message numbers belong to."""
        return f"{self.imap_username}@{self.imap_host}:{self.imap_port}/{self.imap_folder}"

    def kept_up_to(self, uid_validity: int) -> int:
        """The UID up to which all mail is kept; 0 where the server numbered anew or the folder is another one."""
        is_same = (self.uid_validity, self.uid_place) == (uid_validity, self.place)
        return self.last_uid if is_same else 0

    def came_as_far_as(self, uid_validity: int, last_uid: int):
        """All mail up to `last_uid` is kept."""
        self.uid_validity, self.last_uid, self.uid_place = uid_validity, last_uid, self.place
        Mailbox.objects.filter(pk=self.pk).update(
            uid_validity=uid_validity, last_uid=last_uid, uid_place=self.place
        )

    def has_problem(self, sentence: str):
        """Tell the administrator why no mail is fetched."""
        Mailbox.objects.filter(pk=self.pk).update(problem=sentence[:300])


class FolderImport(models.Model):
    """How far the mail of a folder on another server was brought over, so that going on does not begin anew."""

    place = models.CharField(max_length=800, unique=True, help_text="as Mailbox.place")
    uid_validity = models.BigIntegerField(default=0, help_text="RFC 3501 2.3.1.1")
    last_uid = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.place} up to {self.last_uid}"

    def kept_up_to(self, uid_validity: int) -> int:
        """The UID up to which all mail is kept; 0 where the server numbered anew."""
        return self.last_uid if self.uid_validity == uid_validity else 0

    def came_as_far_as(self, uid_validity: int, last_uid: int) -> None:
        """All mail up to `last_uid` is kept."""
        self.uid_validity, self.last_uid = uid_validity, last_uid
        self.save()


def ensure_default_mailbox(address: str, name: str = "", team: Team | None = None) -> Mailbox:
    """The mailbox of this address, made where there is none, so that a fresh start has an address to write to."""
    defaults = {"name": name, "team": team}
    return Mailbox.objects.get_or_create(address=normalised_email(address), defaults=defaults)[0]
