import re

from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel
from gehoor.targets.norms import OWN, SAMR, Measure, Norm, Unit

QUICK = (
    re.compile(r"/chat/[a-z2-7]+/(nieuw/|typt/|gelezen/)?"), re.compile(r"/channels/chat/[^/]+/(answer|seen)/"),
)


class ChatChannel(channel.ChannelConfig):
    name = "gehoor.channels.chat"
    label = "chat"
    kind = "chat"
    title = _("Chat")
    icon = "message-circle"
    can_reply = True
    is_live = True
    can_wait = False
    is_there_at_once = True
    order = 15
    norms = {Measure.PICK_UP: Norm(Unit.SECONDS, 60, OWN), Measure.ANSWER: Norm(Unit.DAYS, 0, SAMR)}
    public_path = "chat/"

    def ready(self):
        from gehoor.conversations import closing, threading
        from gehoor.core.live import listening, quick
        from gehoor.postroom import wording

        from . import ending, here, missed, talking

        listening.register(
            here.ADDRESS, here.listening, here.still_here, stirs=["turn.", "presence."], stirred=here.at_the_front
        )
        for address in QUICK:
            quick.register(address)
        threading.carries(talking.carry_along)
        closing.is_over(ending.with_its_conversation)
        wording.LINES.append(missed.link_line)

    def ways_in(self, now):
        from . import ways_in

        return ways_in.of(self, now)

    def goes_on_live(self, story):
        from . import starting

        return starting.go_on(story)

    def live_page(self, link, key):
        from . import starting

        return starting.page_of(link, key)

    def compose(self, conversation, *, by, text, files=(), to="", subject="", cites=()):
        from . import talking

        return talking.answer(conversation, by=by, text=text, files=files, cites=cites)

    def pane_facts(self):
        from . import pane

        return pane.facts()

    def pane(self, conversation, facts):
        from . import pane

        return pane.of(conversation, facts)
