"""What the command line says of itself: help and usage errors in Indonesian, whatever version of click is installed.

Errors are told apart by their class, never by their English text.
"""

import contextlib
import inspect
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from kinerja_rules.report.screen import WIDTH
from kinerja_rules.report.text import clean, hanging, wrap

LATER = ("banding", "impor")
"""Verbs that are planned and not there yet."""

_LIKE_OPTION = re.compile(r"[\u2012-\u2015\u2212/-]*([a-z]+)(?:[=:](.*))?\Z", re.IGNORECASE)
_YEAR = re.compile(r"[12]\d{3}\Z", re.ASCII)


class WrongUsageError(click.UsageError):
    """A wrong use of the command line; the message is Indonesian, `hint` says what to do instead.

    `usage`: how the verb is written would help.
    """

    def __init__(self, message: str, hint: str | None = None, usage: bool = False) -> None:
        super().__init__(message)
        self.hint = hint
        self.usage = usage


# ---- values ------------------------------------------------------------------------------------------------------------
class Year(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    """A year, as four digits."""

    name = "tahun"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year as a number."""
        if isinstance(value, int):
            return value
        if not _YEAR.match(value):
            raise WrongUsageError(f"`{clean(value)}` bukan tahun", "tulis empat angka, misalnya `--tahun 2022`")
        return int(value)


class Target(click.Path):
    """Where results go, as `-o` names it. A name without a letter would be taken for the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        if isinstance(value, str) and not value.strip():
            raise WrongUsageError("nama sesudah `-o` kosong", "sebut namanya, atau hapus `-o`")
        return super().convert(value, param, ctx)


class Named(click.Path):
    """A file or folder that is named. An empty name, as an unset variable of a shell gives, is none.

    `remedy` is what to write instead.
    """

    def __init__(self, remedy: str) -> None:
        super().__init__(path_type=Path)
        self.remedy = remedy

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        if isinstance(value, str) and not value.strip():
            option = next((o for o in param.opts if o.startswith("--")), None) if param is not None else None
            raise WrongUsageError(EMPTY_PATH if option is None else f"nama sesudah `{option}` kosong", self.remedy)
        return super().convert(value, param, ctx)


EMPTY_PATH = "nama folder atau berkas kosong"
OF_PLAN = "sebut folder paket atau berkas .kinerja; untuk folder ini tulis `.`"


class PartOfYear(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    """A year or a part of one: `2022-TW2`."""

    name = "periode"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The period."""
        from kinerja_rules.model.periods import Period

        if isinstance(value, Period):
            return value
        period = Period.read(value)
        if period is None:
            hint = "tulis misalnya `--periode 2022-TW2`, `2022-S1`, `2022-10`, atau `2022`"
            raise WrongUsageError(f"`{clean(value)}` bukan periode", hint)
        return period


class Order(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    """Which of several in order, from 1."""

    name = "nomor"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The place as a number."""
        text = str(value)
        if not re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII):
            option = param.opts[0] if param is not None else ""
            raise WrongUsageError(f"`{clean(text)}` bukan nomor urut", f"tulis misalnya `{option} 2`")
        return int(text)


class Ident(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    """An id as the language writes it."""

    name = "pengenal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id itself."""
        text = str(value)
        if not re.fullmatch(r"[^\W\d]\w*", text):
            hint = "mulai dengan huruf, tanpa spasi, misalnya `lkjip_2022`"
            raise WrongUsageError(f"`{clean(text)}` bukan pengenal", hint)
        return text


class OneOf(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    """One of several words; `later` are those that a coming version will know."""

    name = "pilihan"

    def __init__(self, words: Sequence[str], later: Sequence[str] = ()) -> None:
        self.words = tuple(words)
        self.later = tuple(later)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself."""
        word = str(value)
        if word in self.words:
            return word
        option = param.opts[0] if param is not None else ""
        known = ", ".join(self.words)
        if word in self.later:
            raise WrongUsageError(f"`{option} {word}` belum tersedia di versi ini", f"yang tersedia: {known}")
        raise WrongUsageError(
            f"nilai `{clean(word)}` tidak dikenal untuk `{option}`", _nearest(word, self.words) or f"pilih: {known}"
        )


def _nearest(word: str, known: Sequence[str]) -> str | None:
    found = get_close_matches(word.lower(), known, n=1)
    return f"mungkin maksud Anda `{found[0]}`?" if found else None


# ---- commands ----------------------------------------------------------------------------------------------------------
class Verb(click.Command):
    """A command with its help in Indonesian, told in one fixed layout."""

    def __init__(
        self, *args: Any, example: str = "", arguments: Sequence[tuple[str, str]] = (), **settings: Any
    ) -> None:
        settings.setdefault("context_settings", {"help_option_names": ["--help", "-h"]})
        super().__init__(*args, **settings)
        self.example = example
        self.described = tuple(arguments)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in Indonesian."""
        return _described_help(super().get_help_option(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what is left over, in our own words."""
        ctx.allow_extra_args = True
        with _placed(ctx):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            shown = " ".join(clean(a) for a in rest)
            hint = _option_meant(rest, self, ctx) or "beri tanda kutip bila mengandung spasi"
            raise WrongUsageError(f"terlalu banyak argumen: `{shown}`", hint, True)
        return rest

    def get_usage(self, ctx: click.Context) -> str:
        """The usage line."""
        return "\n".join(_usage(ctx, [name for name, _ in self.described]))

    def get_help(self, ctx: click.Context) -> str:
        """The whole help."""
        lines = [*_usage(ctx, [name for name, _ in self.described]), "", *_paragraphs(self.help or "")]
        if self.described:
            lines += ["", "Argumen:", *_definitions([(name.strip("[]"), said) for name, said in self.described])]
        lines += ["", "Pilihan:", *_definitions(_options(self, ctx))]
        if self.example:
            lines += ["", "Contoh:", *(f"  {line}" for line in self.example.splitlines())]
        return "\n".join(lines)


class Verbs(click.Group):
    """The top: its verbs in the order given, and those that are still to come."""

    command_class = Verb

    def invoke(self, ctx: click.Context) -> Any:
        """A stop is told of where a run ends: click would begin a line for it, without standard error on the output."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.Abort from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Verbs in the order they were declared."""
        return list(self.commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in Indonesian."""
        return _described_help(super().get_help_option(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click, errors knowing where they arose."""
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb asked for; an unknown one suggests the nearest, a planned one says so."""
        verb = args[0]
        if verb in LATER:
            raise WrongUsageError(f"`kinerja {verb}` belum tersedia di versi ini", "daftar perintah: kinerja --help")
        if verb not in self.commands and not verb.startswith("-"):
            hint = _verb_later(args, self.commands) or _nearest(verb, list(self.commands))
            raise WrongUsageError(f"perintah `{clean(verb)}` tidak dikenal", hint or "daftar perintah: kinerja --help")
        return super().resolve_command(ctx, args)

    def get_usage(self, ctx: click.Context) -> str:
        """The usage line."""
        return "\n".join(_usage(ctx, ["PERINTAH", "..."]))

    def get_help(self, ctx: click.Context) -> str:
        """The whole help."""
        verbs = [(name, command.short_help or "") for name, command in self.commands.items()]
        lines = [*_usage(ctx, ["PERINTAH", "..."]), "", *_paragraphs(self.help or "")]
        lines += ["", "Perintah:", *_definitions(verbs)]
        lines += ["", *hanging(", ".join(LATER), "Belum tersedia di versi ini: ", WIDTH, 2)]
        lines += ["", "Pilihan:", *_definitions(_options(self, ctx))]
        lines += ["", "Contoh:", "  kinerja baru rencana_saya", "  kinerja lapor rencana_saya --tahun 2025"]
        lines += ["", "Bantuan sebuah perintah: kinerja PERINTAH --help"]
        return "\n".join(lines)


def _verb_later(args: Sequence[str], known: Mapping[str, click.Command]) -> str | None:
    """The order meant, where a verb stands after its path."""
    verb = next((a for a in args[1:] if a in known), None)
    if verb is None:
        return None
    others = [a for a in args if a != verb]
    return f"perintah ditulis lebih dahulu: kinerja {clean(shlex.join([verb, *others]))}"


def _option_meant(rest: Sequence[str], command: click.Command, ctx: click.Context) -> str | None:
    """The option that a word left over stands for: a bare year, `tahun=2022`, `/tahun`, a dash that Word made long."""
    known = [name for p in command.get_params(ctx) if isinstance(p, click.Option) for name in p.opts]
    if "--tahun" in known and _YEAR.match(rest[0]):
        return f"tulis `--tahun {rest[0]}`"
    found = _LIKE_OPTION.match(rest[0])
    name = f"--{found[1].lower()}" if found else ""
    if found is None or name not in known:
        return None
    value = found[2] or next(iter(rest[1:]), "")
    return f"tulis `{clean(f'{name} {value}'.strip())}`, dengan dua tanda hubung"


@contextlib.contextmanager
def _placed(ctx: click.Context) -> Iterator[None]:
    """Errors of the option parser learn which verb they are about."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _described_help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "menampilkan bantuan ini"
    return option


def _usage(ctx: click.Context, pieces: Sequence[str]) -> list[str]:
    return hanging(" ".join(["[PILIHAN]", *pieces]), f"Pemakaian: {ctx.command_path} ", WIDTH, 11)


def _paragraphs(text: str) -> list[str]:
    lines: list[str] = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if lines:
            lines.append("")
        lines += wrap(" ".join(paragraph.split()), WIDTH)
    return lines


def _options(command: click.Command, ctx: click.Context) -> list[tuple[str, str]]:
    shown: list[tuple[str, str]] = []
    for option in command.get_params(ctx):
        if not isinstance(option, click.Option) or option.hidden:
            continue
        names = ", ".join(sorted(option.opts, key=len))
        if isinstance(option.type, OneOf):
            names += f" {'|'.join(option.type.words)}"
        elif not option.is_flag:
            names += f" {option.metavar or option.type.name.upper()}"
        shown.append((names, option.help or ""))
    return shown


def _definitions(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Terms and what they mean, in two columns."""
    column = min(max(len(term) for term, _ in rows), 30) + 4
    lines: list[str] = []
    for term, said in rows:
        lead = f"  {term}"
        if len(lead) + 2 > column:
            lines.append(lead)
            lead = ""
        lines += hanging(said, lead.ljust(column), WIDTH)
    return lines


# ---- errors ------------------------------------------------------------------------------------------------------------
def explain_error(error: click.ClickException) -> list[str]:
    """A usage error: what is wrong, what may have been meant, how the verb is used."""
    message, hint = _said(error)
    lines = hanging(message, "kesalahan: ", WIDTH, 2)
    if hint:
        lines += hanging(hint, "  saran: ", WIDTH)
    ctx = getattr(error, "ctx", None)
    if ctx is not None and (error.usage if isinstance(error, WrongUsageError) else True):
        lines += ["", *ctx.command.get_usage(ctx).splitlines(), f"Bantuan:   {ctx.command_path} --help"]
    return lines


def _said(error: click.ClickException) -> tuple[str, str | None]:
    match error:
        case WrongUsageError():
            return error.message, error.hint
        case click.NoSuchOption():
            name = error.option_name
            known = _known_options(error.ctx)
            return f"pilihan `{clean(name)}` tidak dikenal", _nearest(name, known)
        case click.MissingParameter():
            return f"`{_name_of(error.param)}` belum disebut", None
        case click.BadOptionUsage():
            name = error.option_name
            return f"pilihan `{clean(name)}` {'tidak menerima' if _is_flag(error) else 'memerlukan'} nilai", None
        case click.BadParameter():
            return f"nilai untuk `{_name_of(error.param)}` tidak sah", None
        case click.FileError():
            return f"berkas `{clean(str(error.ui_filename))}` tidak dapat dibuka", None
        case _:
            return "pemakaian tidak sah", None


def _known_options(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [name for p in ctx.command.get_params(ctx) if isinstance(p, click.Option) for name in p.opts]


def _is_flag(error: click.BadOptionUsage) -> bool:
    ctx = error.ctx
    params = ctx.command.get_params(ctx) if ctx is not None else []
    return any(isinstance(p, click.Option) and error.option_name in p.opts and p.is_flag for p in params)


def _name_of(param: click.Parameter | None) -> str:
    if param is None:
        return "argumen"
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.metavar or param.name or "argumen").upper()
