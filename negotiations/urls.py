"""Addresses of the record."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("negotiations.setup_urls")),
    path("", views.negotiations, name="negotiations"),
    path("<slug:slug>/", views.matrix_page, name="matrix"),
    path("<slug:slug>/issues/<slug:key>/", views.issue, name="issue"),
    path("<slug:slug>/issues/<slug:key>/chart.svg", views.issue_chart, name="issue-chart"),
]
