"""Addresses of the record."""

from django.urls import include, path

from . import changes_views, picture_views, views

urlpatterns = [
    path("", include("negotiations.setup_urls")),
    path("", views.negotiations, name="negotiations"),
    path("embed/<slug:slug>/issues/<slug:key>/", picture_views.embedded, name="embedded"),
    path("<slug:slug>/", views.matrix, name="matrix"),
    path("<slug:slug>/matrix.<slug:form>", picture_views.matrix, name="matrix-picture"),
    path("<slug:slug>/issues/<slug:key>/", views.issue, name="issue"),
    path("<slug:slug>/issues/<slug:key>/chart.<slug:form>", picture_views.chart, name="chart"),
    path("<slug:slug>/issues/<slug:key>/figures.<slug:form>", picture_views.figures_chart, name="figures-chart"),
    path("<slug:slug>/parties/<slug:key>/", views.party, name="party"),
    path("<slug:slug>/changes/", changes_views.changes, name="changes"),
    path("<slug:slug>/visit/", changes_views.visit, name="visit"),
    path("<slug:slug>/shifts/", changes_views.shifts, name="shifts"),
    path("<slug:slug>/contradictions/", changes_views.contradictions, name="contradictions"),
    path("<slug:slug>/contradictions/<slug:key>/", changes_views.contradiction, name="contradiction"),
    path("<slug:slug>/contradictions/<slug:key>/explanation/", changes_views.explanation, name="explanation"),
    path("<slug:slug>/explanations/<int:pk>/taking-back/", changes_views.taking_back, name="taking-back"),
]
