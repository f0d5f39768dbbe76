"""When Merelveld can be called and visited: on Thursdays until eight."""

from datetime import time

from gehoor.staff.models import Employee
from gehoor.targets import changing

DAY, LONG = ((time(9), time(17)),), ((time(9), time(20)),)
WEEK = (DAY, DAY, DAY, LONG, DAY, (), ())


def make():
    """Own hours of the two channels on which the evening counts."""
    lead = Employee.objects.get(username="saskia")
    for kind in ("phone", "counter"):
        changing.set_week(WEEK, by=lead, channel=kind)
