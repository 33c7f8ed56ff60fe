"""Pages for everyone, signed in or not."""

TABLE = {
    "healthz": {"*": 200},
    "readyz": {"*": 200},
    "ui": {"*": 404},  # shows the components where DEBUG is on
    "set_language": {"*": 302},  # a GET changes nothing and goes back
}
