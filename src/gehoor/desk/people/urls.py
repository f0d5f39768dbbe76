"""Addresses of people: an id without meaning stands in them, never a name, number or e-mail address."""

from django.urls import path

from . import helping, merging, views

urlpatterns = [
    path("", views.people, name="people"),
    path("new/", views.new, name="person_new"),
    path("<int:pk>/", views.person, name="person_page"),
    path("<int:pk>/history/", views.history, name="person_history"),
    path("<int:pk>/words/", views.words, name="person_words"),
    path("<int:pk>/addresses/", views.add_address, name="person_add_address"),
    path("<int:pk>/addresses/<int:address>/", views.change_address, name="person_address"),
    path("<int:pk>/merging/", merging.merge, name="person_merge"),
    path("<int:pk>/merges/<int:merge>/", merging.unmerge, name="person_unmerge"),
    path("<int:pk>/helpers/", helping.permit, name="person_permit"),
    path("<int:pk>/helpers/<int:permission>/", helping.take_back, name="person_take_back"),
    path("<int:pk>/organisation/", helping.organisation, name="person_organisation"),
    path("<int:pk>/speakers/", helping.speak, name="person_speak"),
    path("<int:pk>/speakers/<int:contact_person>/", helping.stop_speaking, name="person_stop_speaking"),
]
