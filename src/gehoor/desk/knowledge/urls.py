"""Addresses of knowledge, below /desk/knowledge/, and below one conversation."""

from django.urls import path

from . import pages, panel

urlpatterns = [
    path("", pages.search, name="knowledge"),
    path("found/", panel.find_answer, name="find_answer"),
    path("nothing/", panel.nothing_fits, name="nothing_fits"),
    path("versions/<int:pk>/", pages.version, name="knowledge_version"),
    path("versions/<int:pk>/preview/", panel.preview, name="preview_answer"),
    path("versions/<int:pk>/words/", panel.to_tell, name="answer_to_tell"),
    path("articles/<slug:slug>/", pages.article, name="knowledge_article"),
    path("articles/<slug:slug>/remark/", pages.remark, name="remark_article"),
]

OF_CONVERSATION = [
    path("", panel.of_conversation, name="knowledge_of"),
    path("answer/", panel.put_in_answer, name="put_answer"),
    path("answer/out/", panel.take_out, name="take_answer_out"),
]
