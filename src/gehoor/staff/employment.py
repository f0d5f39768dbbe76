"""An administrator's deeds on accounts. Whoever loses rights is logged out at once, on every screen."""

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.core import events

from .models import Employee
from .passwords import new_password
from .permissions import Capability


class LastAdministrator(Exception):
    """Then nobody could let anyone in any more. The message is fit to show."""

    def __init__(self):
        super().__init__(_("This is the only administrator. Make someone else administrator first."))


@transaction.atomic
def hire(employee: Employee, teams, *, by) -> str:
    """Save a new account; returns its first password, which is kept nowhere."""
    password = new_password()
    employee.set_password(password)
    employee.must_change_password = True
    employee.save()
    employee.teams.set(teams)
    events.record("employee.added", actor=by, employee=employee.pk, role=employee.role)
    return password


@transaction.atomic
def change(employee: Employee, teams, *, by):
    """Save a changed account. Raises `LastAdministrator`."""
    employee.save()
    employee.teams.set(teams)
    _someone_administers()
    events.record("employee.changed", actor=by, employee=employee.pk, role=employee.role)


@transaction.atomic
def leave(employee: Employee, *, by):
    """Close the account; what the employee wrote keeps the name. Raises `LastAdministrator`."""
    Employee.objects.filter(pk=employee.pk).update(is_active=False)
    _someone_administers()
    log_out_everywhere(employee)
    events.record("employee.left", actor=by, employee=employee.pk)


@transaction.atomic
def come_back(employee: Employee, *, by):
    """Open the account again, as it was."""
    Employee.objects.filter(pk=employee.pk).update(is_active=True)
    events.record("employee.came_back", actor=by, employee=employee.pk)


@transaction.atomic
def give_password(employee: Employee, *, by) -> str:
    """Make a new password and return it; it is kept nowhere. Log-ins that run end."""
    password = new_password()
    employee.set_password(password)
    employee.must_change_password = True
    employee.save(update_fields=["password", "must_change_password"])
    log_out_everywhere(employee)
    events.record("employee.password_given", actor=by, employee=employee.pk)
    return password


@transaction.atomic
def forget_two_factor(employee: Employee, *, by):
    """For who lost the phone: two-step log-in is set up anew. Log-ins that run end."""
    Authenticator.objects.filter(user=employee).delete()
    log_out_everywhere(employee)
    events.record("employee.two_factor_forgotten", actor=by, employee=employee.pk)


def log_out_everywhere(employee: Employee):
    """End every session of this employee."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    mine = [session.pk for session in running if session.get_decoded().get("_auth_user_id") == str(employee.pk)]
    Session.objects.filter(pk__in=mine).delete()


def _someone_administers():
    """Look under a lock, so that two administrators cannot remove each other at the same moment."""
    active = Employee.objects.select_for_update().filter(is_active=True).order_by("pk")
    if not any(employee.may(Capability.ADMINISTER) for employee in active):
        raise LastAdministrator
