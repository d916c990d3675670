"""Makes the PDFs of corpus/gold/reports/ from the sources beside this file.

    python tools/pdf_reports/make.py [NAME...]

Needs LibreOffice (`soffice`), a Chromium (`chromium`), the fonts DejaVu and Noto, reportlab and pypdfium2. All names
of persons and all figures are invented.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "corpus" / "gold" / "reports"


def print_by_browser(source: Path, target: Path) -> None:
    """The HTML page `source` as a browser prints it, without the browser's own heads and feet."""
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={target}", str(source)], check=True, capture_output=True, timeout=120)


def print_by_office(source: Path, target: Path) -> None:
    """The flat OpenDocument text `source` as LibreOffice exports it."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=180)
        (Path(folder) / f"{source.stem}.pdf").replace(target)


def main(names: list[str]) -> None:
    """Make the named documents, or all."""
    OUT.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(HERE))
    from canvas_reports import REPORTS

    makers = {source.stem: print_by_browser for source in HERE.glob("*.html")}
    makers |= {source.stem: print_by_office for source in HERE.glob("*.fodt")}
    for name, maker in sorted(makers.items()):
        if not names or name in names:
            suffix = ".html" if maker is print_by_browser else ".fodt"
            maker(HERE / f"{name}{suffix}", OUT / f"{name}.pdf")
    for name, draw in REPORTS.items():
        if not names or name in names:
            draw(OUT / f"{name}.pdf")


if __name__ == "__main__":
    main(sys.argv[1:])
