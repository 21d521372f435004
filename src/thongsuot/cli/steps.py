"""The loading steps of ``thongsuot prepare``, in order.

A step is a function without arguments that may run any number of times.  It is skipped while the files it reads
(``inputs``, patterns from the root of the checkout) are unchanged since it last succeeded on this database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Step:
    """``function`` is «module:name»; a ``demo`` step runs in demo mode only."""

    name: str
    title: str
    function: str
    inputs: tuple[str, ...]
    demo: bool = False


STEPS: tuple[Step, ...] = (
    Step(
        name="units",
        title="Nạp đơn vị hành chính qua các thời kỳ",
        function="thongsuot.registry.units.load:load_units",
        inputs=(
            "rules/units/**/*",
            "src/thongsuot/registry/units/load.py",
            "src/thongsuot/registry/units/fixture.py",
            "src/thongsuot/registry/units/ministries.py",
        ),
    ),
    Step(
        name="committees",
        title="Nạp Ban Chỉ đạo, tổ công tác",
        function="thongsuot.registry.units.committees:load_committees",
        inputs=("rules/units/committees.yaml", "src/thongsuot/registry/units/committees.py"),
    ),
    Step(
        name="units-search",
        title="Đưa đơn vị vào ô tìm kiếm",
        function="thongsuot.registry.units.searching:index_units",
        inputs=("rules/units/**/*", "src/thongsuot/registry/units/searching.py"),
    ),
    Step(
        name="indicators",
        title="Nạp bộ chỉ tiêu",
        function="thongsuot.registry.indicators.load:load_indicators",
        inputs=("rules/indicators/*", "src/thongsuot/registry/indicators/load.py"),
    ),
    Step(
        name="criteria",
        title="Nạp bộ tiêu chí chấm điểm",
        function="thongsuot.measuring.criteria.load:load_criteria",
        inputs=("rules/measuring/criteria/*", "src/thongsuot/measuring/criteria/*.py"),
    ),
    Step(
        name="results",
        title="Nạp kết quả các chỉ số đã công bố",
        function="thongsuot.measuring.published.load:load_published_results",
        inputs=("rules/results/*", "src/thongsuot/measuring/published/load.py"),
    ),
    Step(
        name="demo",
        title="Nạp dữ liệu minh họa",
        function="thongsuot.registry.demo.load:load_demo",
        inputs=("rules/demo/**/*", "src/thongsuot/registry/demo/load.py"),
        demo=True,
    ),
    Step(
        name="steering-demo",
        title="Nạp kế hoạch, nhiệm vụ, phiên họp minh họa",
        function="thongsuot.steering.demo.load:load_steering_demo",
        inputs=("rules/demo/steering/*", "src/thongsuot/steering/**/demo.py", "src/thongsuot/steering/demo/*.py"),
        demo=True,
    ),
    Step(
        name="measuring-demo",
        title="Nạp các đợt chấm điểm minh họa",
        function="thongsuot.measuring.demo.load:load_measuring_demo",
        inputs=("rules/measuring/criteria/mau-*.yaml", "src/thongsuot/measuring/demo/*.py"),
        demo=True,
    ),
    Step(
        name="procedures",
        title="Nạp thủ tục hành chính minh họa",
        function="thongsuot.serving.procedures.load:load_procedures",
        inputs=(
            "rules/serving/catalogue.yaml",
            "rules/serving/procedures/*",
            "rules/serving/forms/*",
            "src/thongsuot/serving/procedures/load.py",
        ),
        demo=True,
    ),
    Step(
        name="serving-demo",
        title="Nạp hồ sơ minh họa",
        function="thongsuot.serving.demo.load:load_serving_demo",
        inputs=("rules/serving/**/*", "src/thongsuot/serving/**/demo.py", "src/thongsuot/serving/demo/*.py"),
        demo=True,
    ),
    Step(
        name="feed-demo",
        title="Nạp nguồn hồ sơ minh họa",
        function="thongsuot.reporting.feed.demo:load",
        inputs=("src/thongsuot/reporting/feed/demo.py", "src/thongsuot/reporting/feed/sample.py"),
        demo=True,
    ),
    Step(
        name="board-demo",
        title="Nạp hồ sơ mô phỏng của các tỉnh, thành phố khác",
        function="thongsuot.reporting.board.demo:load_board_demo",
        inputs=("src/thongsuot/reporting/board/demo.py", "src/thongsuot/reporting/scale/*.py"),
        demo=True,
    ),
)


def digest(step: Step, root: Path) -> str:
    """Return the SHA-256 over the names and contents of the step's files; changed code counts as changed data."""
    total = hashlib.sha256(step.function.encode())
    for path in _files(step, root):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(step: Step, root: Path) -> Iterator[Path]:
    found = {path for pattern in step.inputs for path in root.glob(pattern) if path.is_file()}
    return iter(sorted(found))
