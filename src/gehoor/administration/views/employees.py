"""Accounts: who may log in, as what, in which teams."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.lines import skills
from gehoor.staff import employment, two_factor
from gehoor.staff.guard import requires
from gehoor.staff.models import Employee
from gehoor.staff.permissions import Capability

from ..forms.employee import EmployeeForm
from ..forms.skills import SkillsForm


@requires(Capability.ADMINISTER)
@require_GET
def employees(request):
    """Everyone with an account; those who left at the end."""
    everyone = Employee.objects.prefetch_related("teams").order_by("-is_active", "first_name", "last_name", "username")
    return render(request, "administration/employees.html", {"employees": everyone})


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "POST"])
@never_cache
def add(request):
    """Make an account and show its first password once."""
    form = EmployeeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "administration/employee.html", {"form": form}, status=422 if form.is_bound else 200)
    employee = form.save(commit=False)
    return _show_password(request, employee, employment.hire(employee, form.cleaned_data["teams"], by=request.user))


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "POST"])
def employee(request, pk):
    """One account."""
    subject = get_object_or_404(Employee, pk=pk)
    form = EmployeeForm(request.POST or None, instance=subject)
    if form.is_valid():
        try:
            employment.change(form.save(commit=False), form.cleaned_data["teams"], by=request.user)
        except employment.LastAdministrator as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(request, _("%(name)s is changed.") % {"name": subject})
            return redirect("administration:employees")
    context = {"form": form, **_of(subject)}
    return render(request, "administration/employee.html", context, status=422 if form.errors else 200)


@requires(Capability.ADMINISTER)
@require_POST
def change_skills(request, pk):
    """What they can help people with who wait for us now."""
    subject = get_object_or_404(Employee, pk=pk)
    form = SkillsForm.of(subject, request.POST)
    if not form.is_valid():
        context = {"form": EmployeeForm(instance=subject), **_of(subject), "skills": form}
        return render(request, "administration/employee.html", context, status=422)
    skills.change(subject, **form.cleaned_data, by=request.user)
    messages.success(request, _("%(name)s is changed.") % {"name": subject})
    return redirect("administration:employee", pk=pk)


def _of(subject) -> dict:
    shown = SkillsForm.of(subject) if subject.may(Capability.HANDLE) else None
    return {"employee": subject, "has_two_factor": two_factor.is_set_up(subject), "skills": shown}


@requires(Capability.ADMINISTER)
@require_POST
def leave(request, pk):
    """Close an account."""
    subject = get_object_or_404(Employee, pk=pk)
    try:
        employment.leave(subject, by=request.user)
    except employment.LastAdministrator as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s can no longer log in. What they wrote stays.") % {"name": subject})
    return redirect("administration:employee", pk=pk)


@requires(Capability.ADMINISTER)
@require_POST
def come_back(request, pk):
    """Open a closed account again: the undo of `leave`."""
    subject = get_object_or_404(Employee, pk=pk)
    employment.come_back(subject, by=request.user)
    messages.success(request, _("%(name)s can log in again.") % {"name": subject})
    return redirect("administration:employee", pk=pk)


@requires(Capability.ADMINISTER)
@require_POST
@never_cache
def give_password(request, pk):
    """Make a new password and show it once."""
    subject = get_object_or_404(Employee, pk=pk)
    return _show_password(request, subject, employment.give_password(subject, by=request.user))


@requires(Capability.ADMINISTER)
@require_POST
def forget_two_factor(request, pk):
    """Take away the second step of who lost the phone."""
    subject = get_object_or_404(Employee, pk=pk)
    employment.forget_two_factor(subject, by=request.user)
    messages.success(request, _("%(name)s logs in with the password only, until two-step log-in is set up again.") % {"name": subject})
    return redirect("administration:employee", pk=pk)


def _show_password(request, employee, password) -> HttpResponse:
    return render(request, "administration/password.html", {"employee": employee, "password": password})
