"""Addresses of the account pages."""

from django.urls import path

from . import entry_views, factor_views, recovery_views, views

urlpatterns = [
    path("log-in/", entry_views.log_in, name="login"),
    path("log-in/code/", entry_views.code, name="log-in-code"),
    path("log-out/", entry_views.log_out, name="logout"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("account/recovery/<slug:user>/<str:token>/", recovery_views.recovery, name="recovery"),
    path("account/sessions/ending/", views.ending, name="sessions-ending"),
    path("account/sessions/<slug:handle>/ending/", views.session_ending, name="session-ending"),
    path("account/second-factor/", factor_views.second_factor, name="second-factor"),
    path("account/second-factor/confirmation/", factor_views.confirmation, name="second-factor-confirmation"),
    path("account/second-factor/codes/", factor_views.codes, name="backup-codes"),
    path("account/second-factor/removal/", factor_views.removal, name="second-factor-removal"),
    path("account/log/", views.log, name="site-log"),
]
