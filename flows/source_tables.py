"""Sources -> what `solieu sources` prints: the table, one source in full, the problems of files."""

import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from corpus.files import printable_path
from corpus.source_catalogue import find_clashes, find_source_files, load_source, load_sources, replace_earlier
from corpus.source_checks import check_source
from flows.messages import print_issue, print_line
from schemas.errors import ConfigError
from schemas.sources import Source

PIPE_WIDTH = 260
KIND_WORDS = {
    "newspaper": "báo",
    "party_site": "trang của Đảng bộ",
    "government_site": "cổng thông tin chính quyền",
    "organisation_site": "trang của đoàn thể",
    "national": "toàn quốc",
    "sample": "báo mẫu",
}


def print_sources(extra: Path | None, *, province: str | None, region: str | None, kind: str | None) -> int:
    """Print the table of the sources that fit; 0, or 1 where none does.

    Args:
        extra: Folder of one's own sources.
        province: Its name, any case, with or without accents; None is every province.
        region: As in the files.
        kind: As in the files.

    Raises:
        ConfigError: A file of a source is wrong.
    """
    chosen = [
        source
        for source in load_sources(extra)
        if (province is None or fold(source.province or "") == fold(province))
        and (region is None or source.region == region)
        and (kind is None or source.kind == kind)
    ]
    table = Table()
    for heading in ("Mã", "Tên", "Tỉnh", "Tên miền", "Tìm bài ở", "Cách đọc", "Lịch", "Kiểm chứng"):
        table.add_column(heading, overflow="fold")
    for source in chosen:
        layout = f"{len(source.layouts)} khuôn trang" if source.layouts else "chung"
        cells = (", ".join(source.domains), entrance_words(source), layout, source.schedule or "", proof_words(source))
        table.add_row(source.id, source.name, source.province or "", *cells)
    if not chosen:
        print_line("không có nguồn nào như vậy; solieu sources list cho thấy mọi nguồn")
        return 1
    # A file or pipe has no width of its own; rich would squeeze the table into 80 columns there.
    Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False).print(table)
    return 0


def print_source(source: Source) -> None:
    """Print all fields of one source, and for each where it was read."""
    say = Console(soft_wrap=True, highlight=False, markup=False).print
    say(f"{source.id}: {source.name} ({KIND_WORDS[source.kind]})")
    say(source.why)
    for label, value in _lines_of(source):
        say(f"  {label}: {value}")
    for place, layout in enumerate(source.layouts):
        say(f"  khuôn trang {place + 1}, {f'từ {layout.since}' if layout.since else 'từ trước đến nay'}:")
        named = layout.selectors.model_dump(exclude={"remove"}, exclude_none=True)
        for part, selector in (*named.items(), *(("remove", one) for one in layout.selectors.remove)):
            say(f"    {part}: {selector}")
    say("  đọc được ở:")
    for knowledge in source.known_from:
        mark = "✓ đã kiểm chứng" if knowledge.verified else "· chưa kiểm chứng"
        say(f"    {mark}: {', '.join(knowledge.fields)}: {knowledge.where} (đọc {knowledge.read_on})")


def validate_sources(paths: Sequence[Path], *, extra: Path | None) -> int:
    """Say what is wrong with the files `paths`, or with every source, one line a problem on standard error.

    Returns:
        0, or 1 where there is a problem.

    Raises:
        ConfigError: `extra` is no folder.
    """
    catalogue = find_source_files(extra)
    named = [(printable_path(path), path) for path in paths] if paths else catalogue
    loaded: list[tuple[str, Source]] = []
    problems = 0
    for label, path in named:
        try:
            loaded.append((label, load_source(path, label=label)))
        except ConfigError as error:
            print_line(str(error))
            problems += 1
    for label, source in loaded:
        for issue in check_source(source, subject=label):
            print_issue(issue)
            problems += 1
    for label, message in find_clashes(_beside(loaded, extra) if paths else replace_earlier(loaded)):
        print_line(f"{label}: {message}")
        problems += 1
    Console(soft_wrap=True, highlight=False).print(f"{len(named)} nguồn, {problems} lỗi")
    return 1 if problems else 0


def fold(text: str) -> str:
    """`text` without accents, in lower case: "Thừa Thiên Huế" -> "thua thien hue"."""
    plain = unicodedata.normalize("NFD", text.strip().casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def entrance_words(source: Source) -> str:
    """How new articles are found, in a few words; empty where they are not."""
    counts = ((len(source.feeds), "RSS"), (len(source.sitemaps), "sitemap"), (len(source.listings), "trang mục"))
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def proof_words(source: Source) -> str:
    """The fields that a page of the site itself confirmed; empty where none is."""
    return ", ".join(sorted({field for known in source.known_from if known.verified for field in known.fields}))


def _beside(loaded: Sequence[tuple[str, Source]], extra: Path | None) -> list[tuple[str, Source]]:
    """`loaded` behind the sources that it comes beside: a file with the id of one is a new version of that one."""
    ids = {source.id for _, source in loaded}
    known = [(label, load_source(path, label=label)) for label, path in find_source_files(extra)]
    return [*((label, source) for label, source in known if source.id not in ids), *loaded]


def _lines_of(source: Source) -> list[tuple[str, str]]:
    lines = [
        ("tỉnh", source.province or "toàn quốc"),
        ("vùng", source.region or ""),
        ("tên miền", ", ".join(source.domains)),
    ]
    lines += [("RSS", url) for url in source.feeds] + [("sitemap", url) for url in source.sitemaps]
    for listing in source.listings:
        paging = f"; {listing.pages} trang, sang trang bằng {listing.paging}" if listing.paging else ""
        lines.append(("trang mục", listing.url + paging + (f"; liên kết {listing.links}" if listing.links else "")))
    lines += [("địa chỉ bài", source.article or ""), ("từ khoá", ", ".join(source.keywords))]
    lines += [("ví dụ bài", url) for url in source.examples] + [
        ("không phải bài", url) for url in source.counterexamples
    ]
    lines += [
        ("nhịp", f"{source.rate.seconds:g} giây giữa hai lần hỏi"),
        ("hỏi lại sau", ", ".join(f"{days} ngày" for days in source.recheck_days)),
        ("lịch (cron, giờ Việt Nam)", source.schedule or "không, chỉ chạy tay"),
        ("mỗi lần phải có", _expectations(source)),
    ]
    return [(label, value) for label, value in lines if value]


def _expectations(source: Source) -> str:
    expect = source.expect
    return (
        f"bài mới trong {expect.new_within_days} ngày, độ dài ít nhất {expect.text_ratio:.0%} thường lệ, "
        f"{expect.dated_share:.0%} bài có ngày, lỗi nhiều nhất {expect.failed_share:.0%}"
    )
