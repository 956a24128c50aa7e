"""Addresses."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from .health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path(
        "log-in/",
        auth.LoginView.as_view(template_name="registration/log_in.html", http_method_names=["get", "head", "post"]),
        name="login",
    ),
    path("log-out/", auth.LogoutView.as_view(http_method_names=["post"]), name="logout"),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
    path("", include("negotiations.urls")),
]
