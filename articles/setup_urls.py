"""Addresses of those of the owner's pages that need the intake: trying the reader, suggestions, merging."""

from django.urls import path

import negotiations.setup_urls  # noqa: F401  the converter "list" comes from there

from . import merging_views, suggestion_views, trial_views

urlpatterns = [
    path("<slug:slug>/set-up/trial/", trial_views.trial, name="trial"),
    path("<slug:slug>/set-up/suggestions/", suggestion_views.suggested, name="suggestions"),
    path("<slug:slug>/set-up/suggestions/dismissals/", suggestion_views.dismissal, name="suggestion-dismissal"),
    path(
        "<slug:slug>/set-up/suggestions/dismissals/<int:pk>/undoing/",
        suggestion_views.dismissal_undoing,
        name="suggestion-dismissal-undoing",
    ),
    path("<slug:slug>/set-up/<list:kind>/<slug:key>/merger/", merging_views.merger, name="merger"),
    path(
        "<slug:slug>/set-up/issues/<slug:key>/points/<slug:point>/merger/",
        merging_views.point_merger,
        name="point-merger",
    ),
]
