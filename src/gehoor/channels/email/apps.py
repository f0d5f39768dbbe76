from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel


class EmailChannel(channel.ChannelConfig):
    name = "gehoor.channels.email"
    label = "email"
    kind = "email"
    title = _("E-mail")
    icon = "mail"
    can_reply = True
    address_kind = "email"
    order = 30
