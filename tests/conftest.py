"""What every test shares: the real servers, and (below) the same cast of people."""

from csoregistry import embedded


def pytest_configure() -> None:
    embedded.join()
