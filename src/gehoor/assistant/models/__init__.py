"""Talks with the assistant, and what an organisation decided about it. A noun per file."""

from .delicate_subject import DelicateSubject
from .settings import AssistantSettings
from .talk import Talk
from .tally import Tally
from .turn import Told, Turn

__all__ = ["AssistantSettings", "DelicateSubject", "Talk", "Tally", "Told", "Turn"]
