from dataclasses import dataclass, field

from extractors.kept import kept_property


@dataclass(frozen=True)
class Article:
    text: str
    asked: list[str] = field(default_factory=list)

    @kept_property
    def words(self) -> list[str]:
        """Its words."""
        self.asked.append(self.text)
        return self.text.split()


def test_a_kept_property_is_worked_out_once() -> None:
    article = Article("chi bộ")
    assert article.words is article.words
    assert article.asked == ["chi bộ"]


def test_each_object_keeps_its_own() -> None:
    assert Article("chi bộ").words == ["chi", "bộ"]
    assert Article("đảng viên").words == ["đảng", "viên"]


def test_a_kept_property_is_no_part_of_its_record() -> None:
    asked, other = Article("chi bộ"), Article("chi bộ")
    assert asked.words
    asked.asked.clear()
    assert asked == other
    assert Article.words.__doc__ == "Its words."
