"""Talks with the assistant, and what an organisation decided about it. A noun per file."""

from .delicate_subject import DelicateSubject
from .rewording import Rewording
from .settings import AssistantSettings
from .talk import Talk
from .tally import Tally
from .turn import Told, Turn

__all__ = ["AssistantSettings", "DelicateSubject", "Rewording", "Talk", "Tally", "Told", "Turn"]
