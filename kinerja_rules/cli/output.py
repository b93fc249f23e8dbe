"""Where text goes: data to standard output, messages to standard error, files whole or not at all."""

import contextlib
import errno
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TextIO

from attrs import frozen

from kinerja_rules.cli.messages import WrongUsageError
from kinerja_rules.report.screen import PLAIN, WIDTH, Screen
from kinerja_rules.report.text import clean, to_encoding, uncommanded

FORMER = ".lama"
"""Ends the name of a file that is kept until those that take its place have all come through."""
WIDEST = 100
"""A wider terminal is not filled: long lines read badly."""


@frozen
class Output:
    """How one run of a verb writes."""

    colour: str = "auto"
    quiet: bool = False

    def screen(self, stream: TextIO | None = None) -> Screen:
        """The screen that standard output is, or another stream."""
        stream = stream if stream is not None else sys.stdout
        terminal = _is_terminal(stream)
        columns = min(max(shutil.get_terminal_size((WIDTH, 24)).columns, 60), WIDEST) if terminal else WIDTH
        if self.colour == "auto":
            return Screen(columns, terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
        return Screen(columns, self.colour == "selalu")

    def say(self, lines: Sequence[str]) -> None:
        """Lines of text to standard output."""
        write_text(sys.stdout, "".join(f"{line}\n" for line in lines))

    def tell(self, lines: Sequence[str], always: bool = False) -> None:
        """Messages to standard error, unless they are not wanted."""
        if always or not self.quiet:
            write_text(sys.stderr, "".join(f"{line}\n" for line in lines))

    def document(self, text: str) -> None:
        """A document (JSON, Markdown) to standard output: UTF-8 with plain line ends, whatever the terminal's encoding."""
        write_document(sys.stdout, text)

    def target(self, path: Path | None) -> Screen:
        """The screen for what goes to a file, or to standard output where there is none."""
        return self.screen() if path is None else PLAIN

    def deliver(self, lines: Sequence[str], path: Path | None) -> None:
        """Lines of text to standard output or into a file."""
        if path is None:
            self.say(lines)
        else:
            write_file(path, "".join(f"{line}\n" for line in lines))

    def deliver_document(self, document: str | bytes, path: Path | None) -> None:
        """A document, or the bytes of a file, to standard output or into a file."""
        if path is None:
            write_document(sys.stdout, document)
        else:
            write_file(path, document)


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def write_text(stream: TextIO | None, text: str) -> None:
    """Text in whatever encoding the stream has; a reader that has gone is no error.

    What is printed may end in the log of a machine, which must find no commands to itself in texts of a plan.
    """
    if stream is None:
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    shown, raw = to_encoding(uncommanded(text), encoding), getattr(stream, "buffer", None)
    with _written(stream):
        stream.flush()
        if isinstance(raw, io.RawIOBase):
            _write_all(raw, shown.replace("\n", os.linesep).encode(encoding, "replace"))
            return
        stream.write(shown)
        stream.flush()


def write_document(stream: TextIO | None, document: str | bytes) -> None:
    """Text as UTF-8 bytes with plain line ends; bytes as they are."""
    if stream is None:
        return
    buffer = getattr(stream, "buffer", None)
    with _written(stream):
        if buffer is None:
            if isinstance(document, bytes):
                raise WrongUsageError("hasil ini bukan teks", "sebut berkasnya dengan -o")
            stream.write(document)
            stream.flush()
            return
        stream.flush()
        _write_all(buffer, _bytes(document))
        buffer.flush()


def _write_all(stream: IO[bytes] | io.RawIOBase, data: bytes) -> None:
    """All of the bytes: a stream without a buffer of its own (`PYTHONUNBUFFERED`) may take less than it is given."""
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) or 0 :]


@contextlib.contextmanager
def _written(stream: TextIO) -> Iterator[None]:
    """A reader that has gone is no error; another refusal of standard output is told."""
    try:
        yield
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        if stream is sys.stdout and not (os.name == "nt" and error.errno == errno.EINVAL):
            raise WrongUsageError(f"hasil tidak dapat ditulis: {spoken_reason(error, '')}") from error


def _silence(stream: TextIO) -> None:
    """Let nothing more be written to a stream whose reader has gone, not even at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


# ---- files -------------------------------------------------------------------------------------------------------------
def write_file(path: Path, content: str | bytes, rules: bool = False) -> None:
    """A file whole or not at all: written beside its place, then moved there. A link is followed, its mode is kept.

    A rule file is written only by what is meant to write it (`rules`).

    Raises:
        WrongUsageError: the place cannot be written.
    """
    with _told(path):
        place = _place(path, rules)
        if place.exists() and not place.is_file():  # a device or a pipe is written through
            with place.open("wb") as stream:
                stream.write(_bytes(content))
            return
        name = _beside(place, content)
        with _discarded_on_error([name]):
            os.replace(name, place)


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Files into a folder, all of them or none: each is written beside its place, and only then are they moved there.

    Where one cannot be moved, or the work is stopped then, those that were moved already give way to what was there.

    Raises:
        WrongUsageError: the folder or a place in it cannot be written; what was there before is as it was.
    """
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    make_folder(folder)
    written: dict[str, Path] = {}
    try:
        with _discarded_on_error(written):
            for name, content in contents.items():
                with _told(folder / name):
                    place = _place(folder / name, rules=False)
                    written[_beside(place, content)] = place
            _move(written)
    except BaseException:
        with contextlib.suppress(OSError):
            for place in made:
                place.rmdir()
        raise


def _move(written: Mapping[str, Path]) -> None:
    """Written files to their places; what stands there is kept beside until all have come through."""
    former = {name: place for name, place in written.items() if place.exists()}
    try:
        for name, place in written.items():
            with _told(place):
                if name in former:
                    _keep(place, name + FORMER)
                os.replace(name, place)
    except BaseException:
        for name, place in written.items():
            if os.path.exists(name):
                continue  # it never came to its place
            with contextlib.suppress(OSError):
                if name in former:
                    os.replace(name + FORMER, place)
                else:
                    os.unlink(place)
        raise
    finally:
        for name in former:
            with contextlib.suppress(OSError):
                os.unlink(name + FORMER)


def _keep(place: Path, name: str) -> None:
    """A second name for a file, or a copy of it where the medium has no such names."""
    try:
        os.link(place, name)
    except OSError:
        shutil.copy2(place, name)


def _place(path: Path, rules: bool) -> Path:
    """Where a file goes, links followed; what must not be written there is refused."""
    place = Path(os.path.realpath(path))
    if place.suffix == ".kinerja" and not rules:
        raise WrongUsageError(
            f"`{clean(str(path))}` adalah berkas rencana, jadi tidak ditimpa",
            "sebut nama lain, misalnya `hasil.txt`",
        )
    if place.is_dir():
        raise WrongUsageError(f"`{clean(str(path))}` adalah folder", "sebut nama berkasnya")
    return place


def _beside(place: Path, content: str | bytes) -> str:
    """A new file beside a place, with the content and the mode that the place is to have."""
    handle, name = tempfile.mkstemp(prefix=".kinerja-", dir=place.parent)
    with _discarded_on_error([name]):
        with os.fdopen(handle, "wb") as stream:
            stream.write(_bytes(content))
        if place.exists():
            shutil.copymode(place, name)
        else:
            os.chmod(name, 0o666 & ~_umask())
    return name


@contextlib.contextmanager
def _discarded_on_error(names: Iterable[str]) -> Iterator[None]:
    """Files that must not stay behind where the work is not done, for whatever reason."""
    try:
        yield
    except BaseException:
        for name in list(names):
            with contextlib.suppress(OSError):
                os.unlink(name)
        raise


@contextlib.contextmanager
def _told(path: Path, folder: bool = False) -> Iterator[None]:
    """Refusals of the system about a place, or about one in a `folder`, told in words."""
    try:
        yield
    except OSError as error:
        raise _refusal(f"`{clean(str(path))}` tidak dapat ditulis", path, folder, error) from error


def _refusal(begins: str, path: Path, folder: bool, error: OSError) -> WrongUsageError:
    """Why a file, or a folder, cannot be put at a path, and what may be done.

    That something is not there, the system says of three things: of the folder, of a folder that is a file, and of what
    it does not let come into being in a folder that is there.
    """
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        place = Path(os.path.realpath(path))
        over = (*path.parents, *place.parents)
        file = next((p for p in over if os.path.exists(p) and not os.path.isdir(p)), None)
        if file is not None:
            return WrongUsageError(
                f"{begins}: `{clean(str(file))}` adalah berkas, bukan folder", "sebut folder yang ada, atau nama lain"
            )
        if folder or os.path.isdir(place.parent):
            return WrongUsageError(
                f"{begins}: di folder itu tidak ada yang dapat dibuat", "sebut tempat lain yang dapat ditulis"
            )
    reason = error.strerror or type(error).__name__
    return WrongUsageError(f"{begins}: {spoken_reason(error, reason)}", remedy(error))


def make_folder(path: Path) -> None:
    """A folder to write into, made where it is not there.

    Raises:
        WrongUsageError: there is a file in its place, or it cannot be made.
    """
    try:
        if path.exists() and not path.is_dir():
            raise WrongUsageError(f"`{clean(str(path))}` adalah berkas", "sebut folder untuk hasilnya")
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refusal(f"folder `{clean(str(path))}` tidak dapat dibuat", path, True, error) from error


def try_place(path: Path, folder: bool) -> None:
    """Whether a file can be put there, or files into a folder there, asked before long work; nothing is left behind.

    Raises:
        WrongUsageError: it cannot.
    """
    with _told(path, folder):
        there: Path | None
        if folder:
            if path.exists() and not path.is_dir():
                raise WrongUsageError(f"`{clean(str(path))}` adalah berkas", "sebut folder untuk hasilnya")
            there = next((place for place in (path, *path.absolute().parents) if place.exists()), None)
        else:
            place = _place(path, rules=False)
            # what is written to a device or a pipe is gone
            there = None if place.exists() and not place.is_file() else place.parent
        if there is not None:
            with tempfile.TemporaryFile(dir=there):
                pass


_REASONS = {
    "EACCES": "tidak ada izin",
    "EPERM": "tidak ada izin",
    "EROFS": "medianya hanya dapat dibaca",
    "ENOSPC": "ruang penyimpanan habis",
    "EDQUOT": "kuota penyimpanan habis",
    "EFBIG": "berkasnya melebihi ukuran yang diizinkan",
    "ENOENT": "foldernya tidak ada",
    "ENOTDIR": "foldernya tidak ada",
    "ENAMETOOLONG": "namanya terlalu panjang",
    "EISDIR": "itu folder",
}


def spoken_reason(error: OSError, otherwise: str) -> str:
    """Why the system refused, in Indonesian where it is a usual reason."""
    name = errno.errorcode.get(error.errno or 0, "")
    return _REASONS.get(name, otherwise or error.strerror or "ditolak sistem")


def remedy(error: OSError) -> str:
    """What a planner may do where the system refuses a place."""
    name = errno.errorcode.get(error.errno or 0, "")
    if name in ("ENOSPC", "EDQUOT"):
        return "kosongkan ruang penyimpanan, atau sebut tempat lain"
    if name in ("ENOENT", "ENOTDIR"):
        return "buat foldernya lebih dahulu, atau sebut tempat lain"
    if name == "EFBIG":
        return "sebut tempat lain yang menerima berkas sebesar itu, atau naikkan batas ukuran berkas"
    return "sebut tempat lain yang dapat ditulis, atau tutup berkasnya bila sedang dibuka"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
