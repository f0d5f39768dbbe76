from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel
from gehoor.targets.norms import SAMR, Measure, Norm, Unit


class WebformChannel(channel.ChannelConfig):
    name = "gehoor.channels.webform"
    label = "webform"
    kind = "webform"
    title = _("Web form")
    icon = "list"
    order = 40
    norms = {Measure.ANSWER: Norm(Unit.DAYS, 0, SAMR)}
    public_path = "formulier/"
    original_type = "application/json"
    original_suffix = ".json"

    def read(self, arrival):
        from . import inbound

        return inbound.read(arrival)

    def filed(self, arrival, filed):
        from . import complaining

        complaining.opened(arrival, filed)

    def team_of(self, arrival):
        return arrival.envelope.get("team")

    def acknowledge(self, contact) -> bool:
        from . import acknowledgement

        return acknowledgement.acknowledge(contact)

    def invitations(self, conversation):
        from . import invitations

        return invitations.of(conversation)

    def editor_pages(self):
        return [(_("Web forms"), "list", "webform:forms")]

    def ways_in(self, now):
        from . import ways_in

        return ways_in.of(self, now)
