"""Addresses of writing what we tell."""

from django.urls import path

from . import articles, exporting, figures, gaps, importing, remarks, reviewing, versions, words, writing

urlpatterns = [
    path("", articles.articles, name="articles"),
    path("new/", writing.add, name="add_article"),
    path("preview/", writing.preview, name="preview_article"),
    path("related/", writing.pick, name="pick_articles"),
    path("import/", importing.take_in, name="import_articles"),
    path("export/", exporting.download, name="export_articles"),
    path("delicate/", words.delicate, name="delicate_subjects"),
    path("delicate/<int:pk>/removal/", words.remove_delicate, name="remove_delicate_subject"),
    path("synonyms/", words.synonyms, name="synonyms"),
    path("synonyms/<int:pk>/removal/", words.remove_synonyms, name="remove_synonyms"),
    path("figures/", figures.show, name="knowledge_figures"),
    path("gaps/", gaps.show, name="gaps"),
    path("gaps/settled/", gaps.settle, name="settle_gap"),
    path("gaps/article/", gaps.add_to_article, name="add_to_article"),
    path("<int:pk>/", articles.article, name="article"),
    path("<int:pk>/write/", writing.write, name="write_article"),
    path("<int:pk>/offer/", reviewing.offer, name="offer_article"),
    path("<int:pk>/review/", reviewing.review, name="review_article"),
    path("<int:pk>/publication/", reviewing.publish, name="publish_article"),
    path("<int:pk>/return/", reviewing.hand_back, name="hand_back_article"),
    path("<int:pk>/looked-at/", versions.looked_at, name="looked_at_article"),
    path("<int:pk>/removal/", versions.drop, name="drop_article"),
    path("<int:pk>/withdrawal/", versions.withdraw, name="withdraw_article"),
    path("<int:pk>/versions/", versions.compare, name="compare_versions"),
    path("<int:pk>/versions/<int:number>/", versions.version, name="article_version"),
    path("<int:pk>/versions/<int:number>/again/", versions.roll_back, name="roll_back_article"),
    path("<int:pk>/remarks/", remarks.handle_all, name="handle_remarks"),
    path("remarks/<int:pk>/", remarks.handle, name="handle_remark"),
]
