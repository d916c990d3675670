"""What is odd about an entrance -> an issue for the operator, who reads Vietnamese."""

from schemas.crawling import Answer
from schemas.errors import PipelineError
from schemas.issues import Issue

MESSAGES = {
    "empty_feed": "nguồn tin (RSS) không có bài nào; hãy kiểm tra địa chỉ",
    "empty_sitemap": "sitemap không có địa chỉ nào",
    "empty_listing": "trang danh sách không có liên kết nào tới bài viết; hãy kiểm tra địa chỉ và mẫu `article`",
    "layout_changed": "bộ chọn `links` không tìm thấy liên kết nào: giao diện trang có thể đã đổi",
    "nothing_fits": "không liên kết nào thuộc `domains` của nguồn và khớp mẫu `article`; hãy kiểm tra hai mục đó",
    "torn_sitemap": "sitemap bị cắt cụt hoặc hỏng ở cuối; phần đọc được vẫn dùng",
    "too_many_sitemaps": "chỉ mục có nhiều sitemap hơn giới hạn; các sitemap cũ nhất bị bỏ qua",
    "too_deep": "chỉ mục sitemap lồng nhau quá sâu; phần sâu hơn bị bỏ qua",
    "foreign_sitemap": "sitemap con nằm ở tên miền khác nên bị bỏ qua",
    "future_dates": "ngày đăng ở tương lai bị bỏ qua",
}
PROGRESS = frozenset({"empty_sitemap", "too_many_sitemaps", "too_deep", "foreign_sitemap", "future_dates"})


def remark(code: str, subject: str) -> Issue:
    """The issue `code` about the page `subject`.

    Raises:
        KeyError: No such code.
    """
    return Issue(level="INFO" if code in PROGRESS else "WARNING", code=code, subject=subject, message=MESSAGES[code])


def remark_on_error(error: PipelineError, *, code: str, subject: str) -> Issue:
    """The issue that a page could not be read."""
    return Issue(level="WARNING", code=code, subject=subject, message=Exception.__str__(error))


def remark_on_answer(answer: Answer) -> Issue:
    """The issue that an entrance gave no body; its code is the reason, or the status where there is none."""
    code = answer.reason or answer.status
    told = ", ".join(filter(None, (f"HTTP {answer.http_status}" if answer.http_status else "", answer.detail or "")))
    message = f"không lấy được trang tìm bài ({told or code}); hãy kiểm tra địa chỉ trong tệp nguồn"
    return Issue(level="WARNING", code=f"entrance_{code}", subject=answer.url, message=message)
