from .availability import MOST_AT_ONCE, Availability, Heartbeat, Skill, Watch
from .turn import Turn

__all__ = ["MOST_AT_ONCE", "Availability", "Heartbeat", "Skill", "Turn", "Watch"]
