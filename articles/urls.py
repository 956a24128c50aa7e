"""Addresses of the intake and of review."""

from django.urls import include, path, register_converter

from . import (
    batch_views,
    comment_views,
    desk_views,
    log_views,
    outlet_views,
    quality_views,
    rereading_views,
    review_views,
    search_views,
    taking_views,
    views,
)


class TalkedOf:
    """What a thread of comments is about."""

    regex = "proposals|positions|figures"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(TalkedOf, "talked_of")

urlpatterns = [
    path("", include("articles.setup_urls")),
    path("search/", search_views.everywhere, name="search-everywhere"),
    path("<slug:slug>/search/", search_views.within, name="search"),
    path("<slug:slug>/outlets/", outlet_views.outlets, name="outlets"),
    path("<slug:slug>/outlets/<path:outlet>/", outlet_views.outlet, name="outlet"),
    path("<slug:slug>/articles/", views.articles, name="articles"),
    path("<slug:slug>/articles/new/", views.upload, name="upload"),
    path("<slug:slug>/articles/new/draft/", views.draft, name="draft"),
    path("<slug:slug>/articles/<int:pk>/", views.article, name="article"),
    path("<slug:slug>/articles/<int:pk>/progress/", views.progress, name="progress"),
    path("<slug:slug>/articles/<int:pk>/reading/", views.reading, name="reading"),
    path("<slug:slug>/articles/<int:pk>/review/", desk_views.desk, name="desk"),
    path("<slug:slug>/articles/<int:pk>/review/positions/", desk_views.positions, name="desk-positions"),
    path("<slug:slug>/articles/<int:pk>/review/figures/", desk_views.figures, name="desk-figures"),
    path("<slug:slug>/articles/<int:pk>/review/<int:proposal>/approval/", desk_views.approval, name="desk-approval"),
    path("<slug:slug>/articles/<int:pk>/review/<int:proposal>/rejection/", desk_views.rejection, name="desk-rejection"),
    path(
        "<slug:slug>/articles/<int:pk>/review/<int:proposal>/opinions/<int:opinion>/settlement/",
        desk_views.settlement,
        name="desk-settlement",
    ),
    path(
        "<slug:slug>/articles/<int:pk>/review/decisions/<int:decision>/undoing/",
        desk_views.undoing,
        name="desk-undoing",
    ),
    path("<slug:slug>/articles/<int:pk>/reaffirmations/", batch_views.reaffirmations, name="reaffirmations"),
    path("<slug:slug>/articles/<int:pk>/taking/", taking_views.taking, name="taking"),
    path("<slug:slug>/articles/<int:pk>/giving-back/", taking_views.giving_back, name="giving-back"),
    path("<slug:slug>/log/", log_views.log, name="log"),
    path("<slug:slug>/inbox/", review_views.inbox, name="inbox"),
    path("<slug:slug>/quality/", quality_views.quality, name="quality"),
    path("<slug:slug>/rereadings/", rereading_views.choice, name="rereadings"),
    path("<slug:slug>/rereadings/<int:pk>/", rereading_views.rereading, name="rereading"),
    path("<slug:slug>/rereadings/<int:pk>/acceptance/", rereading_views.acceptance, name="rereading-acceptance"),
    path("<slug:slug>/rereadings/<int:pk>/dropping/", rereading_views.dropping, name="rereading-dropping"),
    path("proposals/<int:pk>/approval/", review_views.approval, name="approval"),
    path("proposals/<int:pk>/rejection/", review_views.rejection, name="rejection"),
    path("proposals/<int:pk>/opinions/<int:opinion>/settlement/", review_views.settlement, name="settlement"),
    path("proposals/<int:pk>/amendment/", review_views.amendment, name="amendment"),
    path("proposals/<int:pk>/alternatives/<slug:key>/", review_views.alternative, name="alternative"),
    path("<talked_of:kind>/<int:pk>/comments/", comment_views.comments, name="comments"),
    path(
        "<talked_of:kind>/<int:pk>/comments/<int:comment>/taking-back/",
        comment_views.taking_back,
        name="comment-taking-back",
    ),
    path("decisions/<int:pk>/undoing/", review_views.undoing, name="undoing"),
    path("batches/<uuid:batch>/undoing/", batch_views.batch_undoing, name="batch-undoing"),
    path("positions/<int:pk>/correction/", review_views.correction, name="correction"),
    path("positions/<int:pk>/withdrawal/", review_views.withdrawal, name="withdrawal"),
]
