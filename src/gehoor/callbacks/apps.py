"""Calling people back at their turn or at a moment they chose."""

from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel


class CallbacksConfig(channel.ChannelConfig):
    """Who asks to be called contacts us by it: it stands in the story as on any channel."""

    name = "gehoor.callbacks"
    label = "callbacks"
    kind = "call_back"
    title = _("Request to call back")
    icon = "phone-incoming"
    order = 25

    def ready(self):
        from gehoor.postroom import wording
        from gehoor.postroom.noting import record
        from gehoor.queues import routing as queues

        from . import calling_instead, jobs, live, telling, trying  # noqa: F401  so that every worker knows the jobs

        live.register()
        wording.LINES.append(telling.link_line)
        record.AFTERWARDS.append(trying.noted)
        queues.follows(calling_instead.follow)

    def ways_in(self, now):
        from . import ways_in

        return ways_in.of(self, now)
