"""What the statuses of an observation are called, and what they mean, for people.

References
----------
SDMX code list CL_OBS_STATUS.
"""

from __future__ import annotations

__all__ = ["STATUS_WORDS"]

STATUS_WORDS = {
    "A": ("bình thường", "Số liệu chính thức."),
    "E": ("ước tính", "Số liệu ước tính, chưa đếm được chính xác."),
    "P": ("tạm tính", "Số liệu tạm tính, tháng sau có thể điều chỉnh."),
    "M": ("chưa có số liệu", "Không có giá trị. Khác với số 0."),
    "B": ("thay đổi cách tính", "Cách tính thay đổi từ tháng này; không so với tháng trước."),
}
"""Status → its name, and what it means."""
