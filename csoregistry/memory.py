"""How a process that answers requests keeps its memory."""

import gc

# Objects made before the collector looks for rings among the youngest; Python's own 700 is a fraction of a page.
YOUNG = 20_000


def settle() -> None:
    """Once everything is loaded: the collector leaves that alone from now on, and looks less often at what is new.

    Going through all that is loaded while pages are made took a tenth of the list's time, and wrote to memory that
    forked processes could share. What requests leave behind is freed as before.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
