"""Places, subjects, hours and appointments."""

from .appointment import Appointment, Matter, Telling
from .calendar import CalendarEntry, StaffCalendar
from .hours import Busy, Closing, Opening, StaffHours
from .place import Place
from .subject import Subject, Way
from .ticket import Ticket

__all__ = [
    "Appointment", "Busy", "CalendarEntry", "Closing", "Matter", "Opening", "Place", "StaffCalendar", "StaffHours",
    "Subject", "Telling", "Ticket", "Way",
]
