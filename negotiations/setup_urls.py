"""Addresses of the owner's pages."""

from django.urls import path, register_converter

from . import invitation_views, member_views, pack_views, setup_views


class Kind:
    """Which of the two lists of a negotiation."""

    regex = "parties|issues"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Kind, "list")

urlpatterns = [
    path("negotiations/new/", pack_views.founding, name="founding"),
    path("<slug:slug>/set-up/", setup_views.set_up, name="set-up"),
    path("<slug:slug>/set-up/about/", setup_views.about, name="about"),
    path("<slug:slug>/set-up/<list:kind>/", setup_views.addition, name="addition"),
    path("<slug:slug>/set-up/order/<list:kind>/", setup_views.order, name="order"),
    path("<slug:slug>/set-up/parties/<slug:key>/", setup_views.party, name="party-set-up"),
    path("<slug:slug>/set-up/issues/<slug:key>/", setup_views.issue, name="issue-set-up"),
    path("<slug:slug>/set-up/<list:kind>/<slug:key>/removal/", setup_views.removal, name="removal"),
    path(
        "<slug:slug>/set-up/issues/<slug:key>/points/<slug:point>/removal/",
        setup_views.point_removal,
        name="point-removal",
    ),
    path("<slug:slug>/set-up/members/", member_views.enrolment, name="enrolment"),
    path("<slug:slug>/set-up/members/<int:pk>/role/", member_views.role, name="role"),
    path("<slug:slug>/set-up/members/<int:pk>/dismissal/", member_views.dismissal, name="dismissal"),
    path("<slug:slug>/set-up/invitations/", invitation_views.inviting, name="inviting"),
    path(
        "<slug:slug>/set-up/invitations/<int:pk>/withdrawal/",
        invitation_views.withdrawal,
        name="invitation-withdrawal",
    ),
    path("<slug:slug>/set-up/log/", invitation_views.log, name="events"),
    path("invitations/<str:token>/", invitation_views.invitation, name="invitation"),
    path("<slug:slug>/set-up/pack.json", pack_views.pack_file, name="pack-file"),
    path("<slug:slug>/set-up/pack/", pack_views.pack, name="pack"),
]
