"""Pages for who keeps Gehoor running."""

from django.urls import include, path

from .views import (
    complaints,
    departments,
    employees,
    moment_kinds,
    opening,
    organisation,
    out_of_sight,
    overview,
    targets,
    teams,
    texts,
    trust,
    work,
)

app_name = "administration"

urlpatterns = [
    path("", overview.home, name="home"),
    path("running/", overview.overview, name="overview"),
    path("employees/", employees.employees, name="employees"),
    path("employees/new/", employees.add, name="add_employee"),
    path("employees/<int:pk>/", employees.employee, name="employee"),
    path("employees/<int:pk>/leaving/", employees.leave, name="employee_leaves"),
    path("employees/<int:pk>/return/", employees.come_back, name="employee_returns"),
    path("employees/<int:pk>/password/", employees.give_password, name="employee_password"),
    path("employees/<int:pk>/two-step/", employees.forget_two_factor, name="employee_two_factor"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.add, name="add_team"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("departments/", departments.departments, name="departments"),
    path("departments/new/", departments.add, name="add_department"),
    path("departments/<int:pk>/", departments.department, name="department"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("work/", work.work, name="work"),
    path("opening/", opening.opening, name="opening"),
    path("opening/days/", opening.set_day, name="set_day"),
    path("opening/days/<int:pk>/removal/", opening.remove_day, name="remove_day"),
    path("targets/", targets.targets, name="targets"),
    path("targets/<slug:kind>/", targets.target, name="target"),
    path("targets/<int:pk>/withdrawal/", targets.withdraw, name="withdraw_target"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("texts/", texts.texts, name="texts"),
    path("texts/<slug:key>/", texts.text, name="text"),
    path("texts/<slug:key>/built-in/", texts.built_in, name="text_built_in"),
    path("texts/<slug:key>/own/", texts.put_back, name="text_put_back"),
    path("out-of-sight/", out_of_sight.show, name="out_of_sight"),
    path("access/", trust.trust, name="trust"),
    path("talks/", moment_kinds.kinds, name="moment_kinds"),
    path("talks/new/", moment_kinds.add, name="moment_kind_add"),
    path("talks/<int:pk>/", moment_kinds.kind, name="moment_kind"),
    path("talks/<int:pk>/use/", moment_kinds.switch, name="moment_kind_switch"),
    path("appointments/", include("gehoor.administration.appointments.urls")),
]
