"""Addresses of planned talks: ids without meaning stand in them, never a name."""

from django.urls import path

from . import lists, moments, plans, talks

urlpatterns = [
    path("", lists.planned, name="planned"),
    path("people/<int:pk>/", plans.of_person, name="plans_of_person"),
    path("people/<int:pk>/new/", plans.new, name="plan_new"),
    path("plans/<int:pk>/", plans.show, name="plan"),
    path("plans/<int:pk>/change/", plans.change, name="plan_change"),
    path("plans/<int:pk>/rhythm/", plans.change_rhythm, name="plan_rhythm"),
    path("plans/<int:pk>/end/", plans.stop, name="plan_stop"),
    path("<int:pk>/", moments.show, name="moment"),
    path("<int:pk>/time/", moments.move, name="moment_move"),
    path("<int:pk>/owner/", moments.give, name="moment_give"),
    path("<int:pk>/end/", moments.end, name="moment_end"),
    path("<int:pk>/invitation/", talks.invite, name="moment_invite"),
    path("<int:pk>/told/", talks.told, name="moment_told"),
    path("<int:pk>/preparation/", talks.prepare, name="moment_prepare"),
    path("<int:pk>/preparation/save/", talks.save_preparation, name="moment_prepared"),
    path("<int:pk>/talk/", talks.talk, name="moment_talk"),
    path("<int:pk>/talk/record/", talks.record, name="moment_record"),
    path("<int:pk>/talk/draft/", talks.save_draft, name="moment_draft"),
    path("<int:pk>/talk/draft/choice/", talks.choose_draft, name="moment_choose_draft"),
]
