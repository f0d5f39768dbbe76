from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel


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
