from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel
from gehoor.targets.norms import SAMR, Measure, Norm, Unit


class AssistantChannel(channel.ChannelConfig):
    name = "gehoor.channels.assistant"
    label = "assistant_channel"  # `assistant` is what answers, below all channels
    kind = "assistant"
    title = _("Assistant (computer)")
    icon = "circle-help"
    order = 35
    leads_to_human = True
    norms = {Measure.ANSWER: Norm(Unit.DAYS, 0, SAMR)}  # what is left here for a human
    public_path = "vraag/"

    def ways_in(self, now):
        from . import ways_in

        return ways_in.of(self)

    def answers_at_once(self):
        from . import ways_in

        return ways_in.at_once(self)

    def administration_pages(self):
        return [(_("Assistant"), "circle-help", "talk_settings:settings")]

    def state(self):
        from . import state

        return state.of()
