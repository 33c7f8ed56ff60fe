"""The government's identity provider (OpenID Connect), where OIDC_… names one."""

from typing import Any

import environ


def oidc_providers(env: environ.Env) -> dict[str, Any]:
    """Return allauth's SOCIALACCOUNT_PROVIDERS: one provider, or none where OIDC_SERVER_URL is not given."""
    server_url = env.str("OIDC_SERVER_URL", default="")
    if not server_url:
        return {}
    app = {
        "provider_id": "government",
        "name": env.str("OIDC_NAME", default="ThaID"),
        "client_id": env.str("OIDC_CLIENT_ID"),
        "secret": env.str("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": server_url},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
