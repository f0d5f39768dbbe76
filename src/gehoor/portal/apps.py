from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel
from gehoor.targets.norms import SAMR, Measure, Norm, Unit


class PortalChannel(channel.ChannelConfig):
    """What a person writes on the page of their own conversation comes in as on any channel."""

    name = "gehoor.portal"
    label = "portal"
    kind = "portal"
    title = _("Own page")
    icon = "link"
    order = 50
    norms = {Measure.ANSWER: Norm(Unit.DAYS, 0, SAMR)}
    public_path = "gesprek/"
    original_type = "application/json"
    original_suffix = ".json"

    def read(self, arrival):
        from . import inbound

        return inbound.read(arrival)

    def team_of(self, arrival):
        from . import inbound

        return inbound.team_of(arrival)
