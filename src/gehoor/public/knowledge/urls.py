"""Addresses of the public answers."""

from django.urls import path

from . import article, for_robots, measured, opinion, views

app_name = "answers"

urlpatterns = [
    path("", views.start, name="start"),
    path("zoeken/", views.search, name="search"),
    path("sitemap.xml", for_robots.sitemap, name="sitemap"),
    path("onderwerp/<slug:subject>/", views.subject, name="subject"),
    path("hoe-goed-doet-de-computer-het/", measured.measured, name="measured"),
    path("<slug:slug>/", article.article, name="article"),
    path("<slug:slug>/mening/", opinion.say, name="opinion"),
]
