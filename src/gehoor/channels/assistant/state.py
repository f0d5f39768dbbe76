"""How the assistant is, for the administrator."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gehoor.assistant import house
from gehoor.knowledge.models import Audience, Version


def of() -> list:
    """(what, sentence, whether it is well)."""
    number = Version.objects.in_force().told_to(Audience.PUBLIC).count()
    if not house.current().is_on:
        return [(_("Assistant"), _("It is off: every question goes to a human."), True)]
    if not number:
        return [(_("Assistant"), _("It answers nothing yet: no article for everybody is published."), True)]
    says = ngettext("It answers from %(n)s article.", "It answers from %(n)s articles.", number) % {"n": number}
    return [(_("Assistant"), says, True)]
