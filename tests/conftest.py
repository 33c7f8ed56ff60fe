"""What every test shares: the real servers, and (below) the same cast of people."""

from csoregistry import embedded, translations


def pytest_configure() -> None:
    embedded.join()
    translations.compile_all()
