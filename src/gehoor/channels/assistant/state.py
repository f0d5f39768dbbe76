"""How the assistant is, for the administrator."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gehoor.assistant import house, language_model
from gehoor.assistant.models import Rewording
from gehoor.knowledge.models import Audience, Version


def of() -> list:
    """(what, sentence, whether it is well)."""
    number = Version.objects.in_force().told_to(Audience.PUBLIC).count()
    if not house.current().is_on:
        return [(_("Assistant"), _("It is off: every question goes to a human."), True)]
    if not number:
        return [(_("Assistant"), _("It answers nothing yet: no article for everybody is published."), True)]
    says = ngettext("It answers from %(n)s article.", "It answers from %(n)s articles.", number) % {"n": number}
    return [(_("Assistant"), f"{says} {_in_other_words()}", True)]


def _in_other_words() -> str:
    """Whether a language model is set, and how it fares."""
    model = language_model.current()
    if model is None:
        return _("It tells them in their own words: no language model is set.")
    refused = Rewording.objects.filter(text="").count()
    return _("The language model %(name)s may put an answer in other words: %(done)s were used, %(refused)s refused.") % {
        "name": model.name, "done": Rewording.objects.exclude(text="").count(), "refused": refused,
    }
