import re

from extractors.extraction import Extractor
from extractors.version import RELEASE, extractor_version


def test_version_is_the_release_and_a_hash(extractor: Extractor) -> None:
    assert re.fullmatch(rf"{re.escape(RELEASE)}\+[0-9a-f]{{8}}", extractor.version)
    extractor_version.cache_clear()
    assert extractor_version() == extractor.version
