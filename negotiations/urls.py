"""Addresses of the record."""

from django.urls import path

from . import picture_views, views

urlpatterns = [
    path("", views.negotiations, name="negotiations"),
    path("embed/<slug:slug>/issues/<slug:key>/", picture_views.embedded, name="embedded"),
    path("<slug:slug>/", views.matrix, name="matrix"),
    path("<slug:slug>/matrix.<slug:form>", picture_views.matrix, name="matrix-picture"),
    path("<slug:slug>/issues/<slug:key>/", views.issue, name="issue"),
    path("<slug:slug>/issues/<slug:key>/chart.<slug:form>", picture_views.chart, name="chart"),
    path("<slug:slug>/issues/<slug:key>/figures.<slug:form>", picture_views.figures_chart, name="figures-chart"),
]
