"""Which admin there is."""

from django.contrib.admin.apps import AdminConfig


class SafeAdminConfig(AdminConfig):
    """Django's admin behind our own log-in."""

    default_site = "accounts.site.Site"
