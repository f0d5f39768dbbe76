from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel


class EarlierChannel(channel.ChannelConfig):
    name = "gehoor.channels.earlier"
    label = "earlier"
    kind = "earlier"
    title = _("Brought over")
    icon = "history"
    order = 900
