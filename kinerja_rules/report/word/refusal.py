"""What is said of a template that cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager

from attrs import frozen

SAVE_AGAIN = "buka berkas itu di Word, simpan ulang sebagai .docx, lalu coba lagi"


@frozen
class TemplateError(Exception):
    """A template that cannot be used; the message is for its owner, in Indonesian, `remedy` says what to do."""

    message: str
    remedy: str


@contextmanager
def told_as_damaged() -> Iterator[None]:
    """Whatever is tripped over in a template: the file is not ours to debug.

    Raises:
        TemplateError: it is damaged.
    """
    try:
        yield
    except TemplateError:
        raise
    except Exception as broken:
        raise TemplateError("berkas gaya itu rusak: bagian di dalamnya tidak terbaca", SAVE_AGAIN) from broken
