"""The registry of channels. A channel is a Django app whose config is a `ChannelConfig`; nothing else lists them.

In a channel's `apps.py` write `from gehoor.postroom import channel` and `class X(channel.ChannelConfig)`: importing
the class by name would put two configs in the module and Django would quietly use neither (a system check guards it).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import AppConfig, apps
from django.urls import include, path
from django.utils.module_loading import module_has_submodule

from .way_in import Trait, WayIn

__all__ = ["AtOnce", "ChannelConfig", "DeskPage", "Invitation", "Trait", "WayIn"]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of a channel in the employee's rail; `rows(employee)` is the queryset whose number stands beside it."""

    name: str
    title: str
    icon: str
    url: str  # name of the address
    key: str
    rows: Callable | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A page that somebody is sent to out of a conversation; what they do there lands in it."""

    key: str  # of this page among those of all channels
    title: str
    about: str  # what it is for, in plain words; may be empty
    url: str  # whole, to put into a message


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What a page that asks for a question may offer beside a human: a button that sends the same form to `url`."""

    title: str
    icon: str
    url: str


@dataclass(frozen=True, slots=True)
class Pane:
    """A live contact on the page of its conversation: `template` is included with this as `pane`."""

    title: str
    template: str
    script: str  # path of its module among the static files, and of its style sheet
    style: str
    topic: str  # of `core.live.topics`, that says each word
    told: dict  # what the template shows
    came_from: str = ""  # with the person's consent: the address it began at, and those of what they read before
    pages_read: tuple = ()


class ChannelConfig(AppConfig):
    """One way in and out. Subclasses set `name`, `label`, `kind`, `title`, `icon` and what the channel is able to."""

    default_auto_field = "django.db.models.BigAutoField"
    kind: str = ""
    title: str = ""  # translatable, as people say it: "E-mail"
    icon: str = "circle-help"
    noted_by_employee = False  # the employee writes the contact down (phone, counter): see `noting`
    note_key = ""  # keyboard shortcut of that
    can_reply = False  # `send` works
    sent_by_hand = False  # `send` makes it ready to go; an employee takes it away, and says so
    is_live = False  # somebody is on the line and waits at this moment
    is_there_at_once = False  # what is sent stands on the person's own page when it is written: nothing is handed over
    can_wait = True  # is for quiet time; else they expect to hear from us soon
    address_kind: str | None = None  # kind of DigitalAddress a reply goes to
    order = 100  # place in lists
    norms: dict = {}  # how soon, by `targets.norms.Measure`, until an administrator decides otherwise; each with its source
    public_path = ""  # "formulier/": where its pages for people without an account are (`public_urls.py`)
    original_type = "application/octet-stream"  # what a kept original is, and how its file name ends
    original_suffix = ".bin"
    reads_slowly = False  # `prepare` takes seconds or more: its originals are read in a queue of their own
    takes_files = False  # a file that comes in without words, from a scanner, is a contact of this channel
    has_intake = False  # `take_in` watches for what comes in
    reader = ""  # name of the page (pk of a message) that shows an incoming message beside its text
    leads_to_human = False  # what was said on it, by a computer too, stands above the live contact it led to
    preview = ""  # name of the page (reference, POST of the reply form) that shows an answer as it will look

    @property
    def note_url(self) -> str:
        """Name of the page where a contact is written down."""
        return f"{self.label}:note"

    @property
    def find_url(self) -> str:
        """Name of the address that finds who it is, while the employee types."""
        return f"{self.label}:find"

    @property
    def draft_urls(self) -> dict[str, str]:
        """Names of the addresses where that note is saved as a draft, chosen between two windows, or begun anew."""
        return {name: f"{self.label}:{name}" for name in ("draft", "choose_draft", "begin_anew")}

    def read(self, arrival):
        """The `Inbound` in a kept original. Raises `inbound.Unreadable`."""
        raise NotImplementedError(f"{self.kind} receives no originals")

    def original_kind(self, arrival) -> tuple[str, str]:
        """(content type, how its file name ends) of a kept original."""
        return self.original_type, self.original_suffix

    def read_all(self, arrival) -> list:
        """Every `Inbound` in a kept original, such as a batch of scans; none where it was passed on to other channels."""
        return [self.read(arrival)]

    def filed(self, arrival, filed):
        """In the transaction that files it: what the channel keeps beside the contacts. `filed`: (inbound, contact, is_new)."""

    def prepare(self, arrival):
        """Slow work before `read_all`, outside any transaction; begins where a crash left it. Raises `inbound.Unreadable`."""

    def take_in(self, stopped):
        """Watch for what comes in until the event `stopped`; has a thread of the intake process to itself."""
        raise NotImplementedError(f"{self.kind} watches nothing")

    def team_of(self, arrival) -> int | None:
        """Id of the team that a kept original is for, known without reading it; None where that is not known."""
        return None

    def send(self, delivery):
        """Hand one `Delivery` over, once more where it was handed over before. Raises `send.Failed`."""
        raise NotImplementedError(f"{self.kind} sends nothing")

    def acknowledge(self, contact) -> bool:
        """Confirm receipt in a human tone; False where this channel has no need to."""
        return False

    def reply_to_address(self, conversation):
        """(address, person) an answer on this channel goes to; ("", None) where no address is known."""
        from . import answer

        return answer.address_of(conversation, self)

    def compose(self, conversation, *, by, text, files=(), to="", subject="", cites=()):
        """Answer as employee `by`: writes the message and queues its `Delivery`, which is returned.

        `to` is an address as people type it, else `reply_to_address`; `files` are `InboundFile`; `cites`
        ids of versions. Raises `answer.NoAddress`, `people.addresses.InvalidAddress` and `citing.Outdated`.
        """
        from . import answer

        return answer.compose(self, conversation, by=by, text=text, files=files, to=to, subject=subject, cites=cites)

    def goes_on_live(self, story):
        """Go on live with who told this `live_contact.Story` elsewhere: the `Live`; None where nobody is there now."""
        return

    def live_page(self, link, key):
        """The path of the live contact that this link opens with its key; None where it opens none of this channel."""
        return

    def answers_at_once(self) -> "AtOnce | None":
        """Where a question can be sent that is answered at once, by a computer; None where it cannot now."""
        return

    def pane_facts(self):
        """An expression giving JSON, with which a conversation is fetched for this channel's pane; None without a pane."""
        return

    def pane(self, conversation, facts) -> "Pane | None":
        """The pane beside the timeline of a conversation with these facts; None where there is none now."""
        return

    def invitations(self, conversation) -> list[Invitation]:
        """Pages of this channel that a person can be sent to out of this conversation."""
        return []

    def ways_in(self, now) -> list[WayIn]:
        """How people reach us on this channel: rows of the contact page. `now` is a `postroom.ways_in.Now`."""
        return []

    def send_summary(self, conversation, *, by, text, to=""):
        """Send `text`, the summary of a call or visit, in the organisation's standard wording. Returns its `Delivery`."""
        from . import answer

        return answer.send_summary(self, conversation, by=by, text=text, to=to)

    def came_from_backup(self) -> None:
        """The database was restored just now: what came in after the backup was made may come in once more."""

    def desk_pages(self) -> list[DeskPage]:
        """Pages of this channel that employees look after, for the rail."""
        return []

    def administration_pages(self) -> list:
        """(title, icon, name of the URL) of pages where an administrator sets this channel up."""
        return []

    def editor_pages(self) -> list:
        """The same of pages where an editor writes what this channel says."""
        return []

    def state(self) -> list:
        """How this channel is, for the administrator: (what, sentence, whether it is well) of each part."""
        return []

    def tell_employee(self, address, subject, text, *, key):
        """Tell a colleague something outside any conversation; `key` names it. Raises `send.Failed`."""
        raise NotImplementedError(f"{self.kind} tells employees nothing")

    def outgoing_folder(self):
        """The folder that messages go to where nothing is set up to send them; None where they really leave."""
        return

    def outgoing_details(self, conversation) -> dict:
        """What a new outgoing message of this channel carries: `message_id` and `our_address`, where it has them."""
        return {}


def all_channels() -> list[ChannelConfig]:
    """Every installed channel, in the order of lists."""
    found = [config for config in apps.get_app_configs() if isinstance(config, ChannelConfig)]
    return sorted(found, key=lambda config: (config.order, config.kind))


def answering() -> list[ChannelConfig]:
    """Channels that an answer or a summary can go out on, to an address that a person has."""
    return [config for config in all_channels() if config.can_reply and config.address_kind]


def get(kind: str) -> ChannelConfig:
    """The channel of this kind. Raises `LookupError`."""
    for config in all_channels():
        if config.kind == kind:
            return config
    raise LookupError(kind)


def invitations(conversation) -> list[Invitation]:
    """Of all channels."""
    return [one for config in all_channels() for one in config.invitations(conversation)]


def desk_pages() -> list[DeskPage]:
    """The pages of all channels for the rail."""
    return [page for config in all_channels() for page in config.desk_pages()]


def answering_at_once() -> list[AtOnce]:
    """What all channels offer of that kind now."""
    return [found for config in all_channels() if (found := config.answers_at_once())]


def leading_to_human() -> list[str]:
    """Kinds of channels whose words stand above the live contact that they led to."""
    return [config.kind for config in all_channels() if config.leads_to_human]


def pane_facts() -> dict:
    """Annotations of a conversation: `pane_<kind>` for each channel with a pane."""
    found = ((config.kind, config.pane_facts()) for config in all_channels())
    return {f"pane_{kind}": facts for kind, facts in found if facts is not None}


def pane_of(conversation) -> Pane | None:
    """The first pane there is for a conversation that was fetched with `pane_facts`; no query."""
    panes = (config.pane(conversation, facts) for config in all_channels()
             if (facts := getattr(conversation, f"pane_{config.kind}", None)))
    return next((pane for pane in panes if pane), None)


def slow_kinds() -> list[str]:
    """Kinds whose originals are read one by one, in a queue that holds up nothing else."""
    return [config.kind for config in all_channels() if config.reads_slowly]


def url_patterns() -> list:
    """`channels/<kind>/...` for every channel with a `urls.py` next to its `apps.py`, and its public pages."""
    found = all_channels()
    return [
        *(path(f"channels/{config.kind}/", include(f"{config.name}.urls"))
          for config in found if module_has_submodule(config.module, "urls")),
        *(path(config.public_path, include(f"{config.name}.public_urls")) for config in found if config.public_path),
    ]
