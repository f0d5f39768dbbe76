"""Departments that do something for us and have no accounts: they are asked by mail."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gehoor.promises import departments as asked
from gehoor.promises.models import Department
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from ..forms.department import DepartmentForm

manages = requires(Capability.ADMINISTER, Capability.OVERSEE)


@manages
@require_GET
def departments(request):
    """All of them."""
    return render(request, "administration/departments.html", {"departments": Department.objects.all()})


@manages
@require_http_methods(["GET", "POST"])
def add(request):
    """Another one that can be asked."""
    return _edit(request, None)


@manages
@require_http_methods(["GET", "POST"])
def department(request, pk):
    """Change one."""
    return _edit(request, get_object_or_404(Department, pk=pk))


def _edit(request, department):
    form = DepartmentForm(request.POST or None, instance=department)
    if form.is_valid():
        saved = asked.save(form.instance, by=request.user)
        messages.success(request, _("%(name)s is saved.") % {"name": saved})
        return redirect("administration:departments")
    return render(request, "administration/department.html", {"form": form, "department": department},
                  status=422 if form.errors else 200)
