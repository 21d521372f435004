"""The capsule recomputes a result anywhere, and not if a byte of it was touched (§5.6)."""

from __future__ import annotations

import json
import random
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thongsuot.measuring.conftest import SMALL_SET
from thongsuot.measuring.criteria.domain.plain import set_from
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.publishing.building import changed
from thongsuot.measuring.publishing.tests.conftest import FINANCE, HEALTH
from thongsuot.measuring.publishing.tests.making import content_of, packed, run, unpack

FILES = {
    *("bo-tieu-chi.json", "cach-tinh.md", "diem-tieu-chi.csv", "ket-qua.csv", "minh-chung.csv", "phien-ban.json"),
    *("so-lieu.csv", "tai_lap.py", "MANIFEST.sha256"),
}


@pytest.fixture
def capsule(criteria: CriteriaSet) -> bytes:
    return packed(content_of(criteria, {"so-y-te": HEALTH, "so-tai-chinh": FINANCE, "so-moi": HEALTH}))


def test_a_bare_python_recomputes_every_total(capsule: bytes, tmp_path: Path) -> None:
    done = run(unpack(capsule, tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Đơn vị so-tai-chinh: 78/80 điểm, 97,5%, hạng 1/3, Xuất sắc" in done.stdout
    assert "Đơn vị so-moi: 82/100 điểm, 82%, đồng hạng 2/3, Tốt" in done.stdout
    assert "KHỚP: 3 đơn vị, 27 điểm tiêu chí" in done.stdout


def test_files_and_bytes_are_the_same_twice(criteria: CriteriaSet, capsule: bytes) -> None:
    again = packed(content_of(criteria, {"so-y-te": HEALTH, "so-tai-chinh": FINANCE, "so-moi": HEALTH}))
    assert again == capsule
    assert {*zipfile.ZipFile(BytesIO(capsule)).namelist()} == FILES


def test_one_byte_altered_anywhere_fails_and_names_the_file(capsule: bytes, tmp_path: Path) -> None:
    folder, chance = unpack(capsule, tmp_path), random.Random(56)
    for name in sorted(FILES):
        path = folder / name
        whole = path.read_bytes()
        for _attempt in range(12 if name == "tai_lap.py" else 4):
            at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
            path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            done = run(folder)
            assert done.returncode == 1, f"{name} byte {at} bit {bit}: {done.stdout}"
            assert name in done.stderr, f"{name} byte {at}: {done.stderr}"
        path.write_bytes(whole)
    assert run(folder).returncode == 0


def test_the_first_bytes_of_every_line_of_the_script_cannot_be_altered_either(capsule: bytes, tmp_path: Path) -> None:
    """A «#» in front of a line makes it a comment: neither of the two checks of the script may hang on one line."""
    path = unpack(capsule, tmp_path) / "tai_lap.py"
    whole = path.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    starts = [
        at
        for at, line in enumerate(lines)
        if line.startswith(("if hashlib", "try:", "own_line", "if (HERE", "main", "    raise SystemExit", "    main("))
    ]
    for at in starts:
        path.write_text("".join([*lines[:at], "#" + lines[at][1:], *lines[at + 1 :]]), encoding="utf-8")
        assert run(tmp_path).returncode == 1, lines[at]


def test_a_file_missing_is_named(capsule: bytes, tmp_path: Path) -> None:
    (unpack(capsule, tmp_path) / "so-lieu.csv").unlink()
    done = run(tmp_path)
    assert (done.returncode, "thiếu tệp so-lieu.csv" in done.stderr) == (1, True)


def test_figures_and_manifest_altered_together_still_fail_the_arithmetic(capsule: bytes, tmp_path: Path) -> None:
    import hashlib

    folder = unpack(capsule, tmp_path)
    rows = (folder / "ket-qua.csv").read_text(encoding="utf-8").replace("82.00", "92.00", 1)
    (folder / "ket-qua.csv").write_text(rows, encoding="utf-8")
    names = sorted(FILES - {"MANIFEST.sha256"})
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "MANIFEST.sha256").write_text("".join(sums), encoding="utf-8")
    done = run(folder)
    assert done.returncode == 1 and "ket-qua.csv" in done.stderr and "ty_le" in done.stderr


def test_a_decision_of_a_person_is_counted_and_told(criteria: CriteriaSet, tmp_path: Path) -> None:
    content = changed(content_of(criteria, {"so-y-te": HEALTH}), "so-y-te", "2.1", Decimal("19.5"), "Theo kiến nghị")
    done = run(unpack(packed(content, 2), tmp_path))
    assert done.returncode == 0, done.stderr
    assert "82,5/100" in done.stdout and "Trong đó 1 điểm do người có thẩm quyền quyết định" in done.stdout


def test_two_years_split_into_method_and_result(criteria: CriteriaSet, tmp_path: Path) -> None:
    """2.1 asks for 90% instead of 100% (method: 19 → 20); 1.3 has no case any more (result: 7,5 → 10)."""
    plain = json.loads(json.dumps(SMALL_SET)) | {"key": "thu-nho-2027"}
    plain["nodes"][1]["children"][0]["rule"]["full"] = "95"
    later = HEALTH | {"1.3": {"cases": "0"}}
    old = content_of(criteria, {"so-y-te": HEALTH}, year=2026)
    new = content_of(set_from(plain), {"so-y-te": later}, year=2027)
    unpack(packed(new), tmp_path)
    (tmp_path / "nam-truoc.zip").write_bytes(packed(old))
    done = run(tmp_path, "so-sanh", "nam-truoc.zip")
    assert done.returncode == 0, done.stderr
    assert "Đơn vị so-y-te;82;85,5;3,5;1;2,5" in done.stdout


def test_the_other_capsule_is_verified_before_it_is_compared(capsule: bytes, tmp_path: Path) -> None:
    unpack(capsule, tmp_path)
    broken = BytesIO()
    with zipfile.ZipFile(BytesIO(capsule)) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b"82.00", b"83.00") if name == "ket-qua.csv" else data)
    (tmp_path / "khac.zip").write_bytes(broken.getvalue())
    done = run(tmp_path, "so-sanh", "khac.zip")
    assert (done.returncode, "khac.zip: tệp bị sửa: ket-qua.csv" in done.stderr) == (1, True)


# — every rule against the engine, on random sets and figures —


def _decimal(least: str, most: str, places: int = 2) -> st.SearchStrategy[str]:
    return st.decimals(Decimal(least), Decimal(most), places=places).map(str)


_CASES = st.integers(0, 12).map(str)
_KINDS: dict[str, tuple[st.SearchStrategy[dict], st.SearchStrategy[dict]]] = {
    "yes_no": (st.just({}), st.fixed_dictionaries({"answer": st.sampled_from("01")})),
    "steps": (
        st.just({"steps": [{"at_least": "80", "points": "2"}, {"at_least": "33.33", "points": "0.75"}]}),
        st.fixed_dictionaries({"value": _decimal("0", "100")}),
    ),
    "ratio": (
        st.fixed_dictionaries(
            {
                "full": _decimal("60", "100"),
                "floor": _decimal("0", "59"),
                "stretched": st.booleans(),
                "when_empty": st.sampled_from(["full", "zero", "not_applicable", "ask"]),
            }
        ),
        st.tuples(st.integers(0, 97), st.integers(0, 97)).map(
            lambda pair: {"numerator": str(min(pair)), "denominator": str(max(pair))}
        ),
    ),
    "deduction": (st.fixed_dictionaries({"each": _decimal("0.05", "1.5")}), st.fixed_dictionaries({"cases": _CASES})),
    "counted": (st.fixed_dictionaries({"each": _decimal("0.05", "1.5")}), st.fixed_dictionaries({"cases": _CASES})),
    "survey": (st.just({}), st.fixed_dictionaries({"percent": _decimal("0", "100", 3)})),
    "statistic": (
        st.sampled_from([{"full": "10", "floor": "0"}, {"full": "3", "floor": "17"}]),
        st.fixed_dictionaries({"value": _decimal("-5", "25", 3)}),
    ),
    "manual": (st.just({}), st.fixed_dictionaries({"points": _decimal("0", "3")})),
}


@st.composite
def scored(draw: st.DrawFn) -> dict:
    """A set with leaves of every kind in every part, and five units with figures, some of them missing."""
    nodes, inputs = [], {}
    for place in range(draw(st.integers(3, 9))):
        kind = draw(st.sampled_from(sorted(_KINDS)))
        rule, figures = _KINDS[kind]
        leaf = {"code": f"{place}.1", "name": kind, "maximum": "3", "rule": {"kind": kind, **draw(rule)}}
        part = draw(st.sampled_from(["base", "base", "base", "bonus", "penalty"]))
        nodes.append({"code": str(place), "name": "Mục", "maximum": "3", "part": part, "children": [leaf]})
        inputs[leaf["code"]] = figures
    plain = SMALL_SET | {"nodes": nodes, "decimals": draw(st.sampled_from([2, 2, 3]))}
    units = {
        f"u-{place}": {code: draw(figures) for code, figures in inputs.items() if draw(st.integers(0, 6))}
        for place in range(5)
    }
    return content_of(set_from(plain), units, groups=("Xã", "Phường"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(content=scored())
def test_random_sets_come_out_as_the_engine_has_them(content: dict, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = run(unpack(packed(content), tmp_path_factory.mktemp("goi")))
    assert done.returncode == 0, done.stderr
    assert f"KHỚP: {len(content['units'])} đơn vị" in done.stdout
