from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel
from gehoor.targets.norms import SAMR, TWO_DAYS, Measure, Norm, Unit


class PhoneChannel(channel.ChannelConfig):
    name = "gehoor.channels.phone"
    label = "phone"
    kind = "phone"
    title = _("Phone")
    icon = "phone"
    noted_by_employee = True
    can_wait = False
    note_key = "t"
    order = 10
    norms = {Measure.PICK_UP: Norm(Unit.SECONDS, 30, SAMR), Measure.ANSWER: TWO_DAYS}

    def ways_in(self, now):
        from . import ways_in

        return ways_in.of(self, now)
