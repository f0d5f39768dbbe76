from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel


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
