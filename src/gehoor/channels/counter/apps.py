from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel
from gehoor.targets.norms import SAMR, TWO_DAYS, Measure, Norm, Unit


class CounterChannel(channel.ChannelConfig):
    name = "gehoor.channels.counter"
    label = "counter"
    kind = "counter"
    title = _("Counter")
    icon = "landmark"
    noted_by_employee = True
    can_wait = False
    note_key = "b"
    order = 20
    norms = {Measure.PICK_UP: Norm(Unit.SECONDS, 0, SAMR), Measure.ANSWER: TWO_DAYS}

    def ways_in(self, now):
        from . import ways_in

        return ways_in.of(self, now)
