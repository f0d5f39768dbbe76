"""What a role may do. Rows may be visible to fewer still: see `Conversation.objects.visible_to`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    EMPLOYEE = "employee", _("Employee")
    LEAD = "lead", _("Team lead")
    EDITOR = "editor", _("Editor")
    ADMIN = "admin", _("Administrator")


class Capability(TextChoices):
    HANDLE = "handle", _("Read and answer conversations")
    BREAK_GLASS = "break_glass", _("Open what is closed to them, with a reason")
    OVERSEE = "oversee", _("See who read what and run teams")
    WRITE_TEXTS = "write_texts", _("Write standard texts")
    WRITE_KNOWLEDGE = "write_knowledge", _("Write what we tell, and publish it")
    ADMINISTER = "administer", _("Manage accounts, teams and mailboxes")


# An administrator runs the system and needs nobody's story for that (purpose-bound access, requirement M2).
CAPABILITIES = {
    Role.EMPLOYEE: frozenset({Capability.HANDLE, Capability.BREAK_GLASS}),
    Role.LEAD: frozenset(
        {Capability.HANDLE, Capability.BREAK_GLASS, Capability.OVERSEE, Capability.WRITE_TEXTS,
         Capability.WRITE_KNOWLEDGE}
    ),
    Role.EDITOR: frozenset({Capability.WRITE_TEXTS, Capability.WRITE_KNOWLEDGE}),
    Role.ADMIN: frozenset({Capability.ADMINISTER, Capability.WRITE_TEXTS, Capability.WRITE_KNOWLEDGE}),
}
