from .availability import Availability, Heartbeat, Skill, Watch
from .turn import Turn

__all__ = ["Availability", "Heartbeat", "Skill", "Turn", "Watch"]
