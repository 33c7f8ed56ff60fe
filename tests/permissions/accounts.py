"""Who may open the pages of accounts: expected status per role, in the order of ROLES."""

TABLE = {
    "accounts:session": {"public": 401, "*": 200},
    "account_login": {"public": 200, "*": 302},
    "account_logout": {"public": 302, "*": 200},
    "account_signup": {"public": 200, "*": 302},
    "account_reset_password": {"*": 200},
    "account_change_password": {"public": 302, "*": 200},
    "account_email": {"public": 302, "*": 200},
    "mfa_index": {"public": 302, "*": 200},
    "accounts:profile": {"public": 302, "*": 200},
    "admin:index": {"public": 302, "*": 302, "admin": 200},
    "admin:accounts_user_changelist": {"public": 302, "*": 302, "admin": 200},
    "accounts:looks": {"public": 302, "*": 403, "admin": 200},
    "accounts:looks_file": {"public": 302, "*": 403, "admin": 200},
}
