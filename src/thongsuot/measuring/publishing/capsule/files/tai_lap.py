"""Tính lại kết quả chấm điểm từ gói này, chỉ bằng thư viện chuẩn của Python 3.9 trở lên, không cần mạng.

    python3 tai_lap.py                        kiểm từng tệp, tính lại từng điểm, từng hạng; khớp hết thì mã thoát 0
    python3 tai_lap.py so-sanh goi-khac.zip   tách phần đổi do phương pháp và phần đổi do kết quả của từng đơn vị

Mã này viết độc lập với phần mềm đã chấm: cùng quy tắc, không chung một dòng nào. Mọi phép tính là phân số chính xác.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPT, MANIFEST, CRITERIA, VERSION = "tai_lap.py", "MANIFEST.sha256", "bo-tieu-chi.json", "phien-ban.json"
FIGURES, POINTS, RESULTS, PROOFS, METHOD = (
    "so-lieu.csv",
    "diem-tieu-chi.csv",
    "ket-qua.csv",
    "minh-chung.csv",
    "cach-tinh.md",
)
LISTED = sorted([SCRIPT, CRITERIA, VERSION, FIGURES, POINTS, RESULTS, PROOFS, METHOD])
INPUTS = ("answer", "value", "numerator", "denominator", "cases", "percent", "points")
ENGINE = "1"
HUNDRED = Fraction(100)

# Tệp mã này tự kiểm hai lần, ở đầu và ở cuối, bằng hai đoạn riêng: sửa một chỗ thì chỗ kia vẫn báo.
if hashlib.sha256((HERE / SCRIPT).read_bytes()).hexdigest().encode() not in (HERE / MANIFEST).read_bytes():
    raise SystemExit("SAI: tệp tai_lap.py (hoặc dòng của nó trong MANIFEST.sha256) đã bị sửa.")


class CapsuleError(Exception):
    """Gói không còn nguyên vẹn, hoặc điểm công bố không tính lại được; lời nêu rõ tệp nào, chỗ nào."""


# — đọc và kiểm từng tệp —


def files_here():
    return {name: (HERE / name).read_bytes() for name in [*LISTED, MANIFEST] if (HERE / name).is_file()}


def files_in(path):
    with zipfile.ZipFile(path) as archive:
        return {one.rsplit("/", 1)[-1]: archive.read(one) for one in archive.namelist() if not one.endswith("/")}


def check_files(files, where=""):
    """Bảng kê dựng lại từ chính các tệp phải trùng từng byte với MANIFEST.sha256."""
    for name in [*LISTED, MANIFEST]:
        if name not in files:
            raise CapsuleError(f"{where}thiếu tệp {name}")
    expected = {name: f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n".encode() for name in LISTED}
    if b"".join(expected[name] for name in LISTED) == files[MANIFEST]:
        return
    wrong = [f"{name} (hoặc dòng của nó trong {MANIFEST})" for name in LISTED if expected[name] not in files[MANIFEST]]
    raise CapsuleError(f"{where}tệp bị sửa: {', '.join(wrong or [MANIFEST])}")


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8"), newline="")))


def number(text):
    return None if text == "" else Fraction(Decimal(text))


def half_up(value, places):
    """Làm tròn nửa lên, xa số 0: 85,365 → 85,37."""
    scale = 10**places
    whole = (abs(value) * scale * 2 + 1) // 2
    return Fraction(whole if value >= 0 else -whole, scale)


# — bộ tiêu chí —


def leaves_of(criteria):
    """Mã → tiêu chí lá, kèm phần của nó: base (100 điểm), bonus (thưởng), penalty (trừ)."""
    found = {}

    def walk(node, part):
        if node.get("children"):
            for child in node["children"]:
                walk(child, part)
        else:
            rule = node["rule"]["then"] if node["rule"]["kind"] == "computed" else node["rule"]
            maximum = number(node["maximum"])
            found[node["code"]] = {**node, "part": part, "rule": rule, "maximum": maximum, "own": node["rule"]}

    for top in criteria["nodes"]:
        walk(top, top.get("part", "base"))
    return found


NEEDED = {
    "yes_no": ("answer",),
    "steps": ("value",),
    "ratio": ("numerator", "denominator"),
    "deduction": ("cases",),
    "counted": ("cases",),
    "survey": ("percent",),
    "statistic": ("value",),
    "manual": ("points",),
}


def score(leaf, given, places):
    """(điểm, có áp dụng): điểm None là chưa chấm, tính 0 nhưng vẫn nằm trong điểm tối đa."""
    rule, maximum = leaf["rule"], leaf["maximum"]
    values = [given.get(name) for name in NEEDED[rule["kind"]]]
    if None in values:
        return None, True
    if rule["kind"] == "ratio" and values[1] == 0:
        worth = {"full": maximum, "zero": Fraction(0), "ask": None, "not_applicable": None}[rule["when_empty"]]
        if rule["when_empty"] == "not_applicable":
            return None, False
    else:
        worth = RULES[rule["kind"]](rule, maximum, leaf["part"] == "penalty", *values)
    if worth is None:
        return None, True
    return half_up(-worth if leaf["part"] == "penalty" else worth, places), True


def by_steps(rule, maximum, penalty, value):
    reached = [step for step in rule["steps"] if value >= number(step["at_least"])]
    return number(max(reached, key=lambda step: number(step["at_least"]))["points"]) if reached else Fraction(0)


def by_ratio(rule, maximum, penalty, part, whole):
    share, full, floor = part * HUNDRED / whole, number(rule["full"]), number(rule["floor"])
    if share >= full:
        return maximum
    if share < floor:
        return Fraction(0)
    return maximum * (share - floor) / (full - floor) if rule["stretched"] else maximum * share / HUNDRED


def by_deduction(rule, maximum, penalty, cases):
    lost = min(number(rule["each"]) * cases, maximum)
    return lost if penalty else maximum - lost


def by_statistic(rule, maximum, penalty, value):
    full, floor = number(rule["full"]), number(rule["floor"])
    share = (value - floor) / (full - floor)
    return maximum * min(max(share, Fraction(0)), Fraction(1))


RULES = {
    "yes_no": lambda rule, maximum, penalty, answer: maximum if answer else Fraction(0),
    "steps": by_steps,
    "ratio": by_ratio,
    "deduction": by_deduction,
    "counted": lambda rule, maximum, penalty, cases: min(number(rule["each"]) * cases, maximum),
    "survey": lambda rule, maximum, penalty, percent: maximum * percent / HUNDRED,
    "statistic": by_statistic,
    "manual": lambda rule, maximum, penalty, points: points,
}

# — tính lại —


def settle(leaf, row, places):
    """(điểm, có áp dụng) của một dòng số liệu: theo số liệu, hoặc theo quyết định của người thẩm định."""
    if row["theo"] == "decision":
        return number(row["quyet_dinh"]), row["khong_ap_dung"] == ""
    if row["theo"] == "none":
        return None, True
    return score(leaf, {name: number(row[name]) for name in INPUTS}, places)


def totals(leaves, points):
    """points: mã → (điểm, có áp dụng)."""
    sums = {"base": Fraction(0), "bonus": Fraction(0), "penalty": Fraction(0)}
    maximum = Fraction(0)
    for code, leaf in leaves.items():
        value, applies = points[code]
        if applies:
            sums[leaf["part"]] += value or 0
            maximum += leaf["maximum"] if leaf["part"] == "base" else 0
    final = sums["base"] + sums["bonus"] + sums["penalty"]
    percent = final * HUNDRED / maximum if maximum else None
    return {**sums, "final": final, "maximum": maximum, "percent": percent}


class Capsule:
    """Một gói đã kiểm; recount() tính lại tất cả."""

    def __init__(self, files, where=""):
        check_files(files, where)
        self.where = where
        self.version = json.loads(files[VERSION].decode("utf-8"))
        criteria = json.loads(files[CRITERIA].decode("utf-8"))
        text = json.dumps(criteria, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if hashlib.sha256(text.encode()).hexdigest() != self.version["criteria_digest"]:
            raise CapsuleError(f"{where}{CRITERIA} không phải bộ tiêu chí đã ban hành")
        if self.version["engine"] != ENGINE:
            raise CapsuleError(
                f"{where}{VERSION}: gói tính theo phiên bản {self.version['engine']}, mã này là {ENGINE}"
            )
        self.places, self.leaves = criteria["decimals"], leaves_of(criteria)
        self.links = {code: leaf.get("links", []) for code, leaf in self.leaves.items()}
        self.key = criteria["key"]
        self.figures = {}
        for row in rows_of(files, FIGURES):
            self.figures.setdefault(row["don_vi"], {})[row["tieu_chi"]] = row
        self.points = {(row["don_vi"], row["tieu_chi"]): row for row in rows_of(files, POINTS)}
        self.results = {row["don_vi"]: row for row in rows_of(files, RESULTS)}
        proofs = rows_of(files, PROOFS)
        if any(set(row["sha256"]) - set("0123456789abcdef") for row in proofs):
            raise CapsuleError(f"{where}{PROOFS}: có mã băm không đọc được")

    def settled(self, unit):
        rows = self.figures[unit]
        if set(rows) != set(self.leaves):
            raise CapsuleError(f"{self.where}{FIGURES}: đơn vị {unit} thiếu hoặc thừa tiêu chí")
        return {code: settle(leaf, rows[code], self.places) for code, leaf in self.leaves.items()}

    def recount(self):
        """Đơn vị → tổng, tỷ lệ, hạng, xếp loại; báo chỗ đầu tiên khác với điểm đã công bố."""
        found, percents = {}, {}
        for unit in self.results:
            points = self.settled(unit)
            for code, (value, applies) in points.items():
                row = self.points[unit, code]
                if value != number(row["diem"]) or applies != (row["ap_dung"] == "1"):
                    wrong = f"{unit}, tiêu chí {code}: tính lại {said(value)}, ghi {row['diem'] or '—'}"
                    raise CapsuleError(f"{self.where}{POINTS}: {wrong}")
            found[unit] = totals(self.leaves, points)
            percent = found[unit]["percent"]
            percents[unit] = None if percent is None else half_up(percent, self.version["percent_places"])
        for unit, row in self.results.items():
            found[unit].update(self.place(unit, row["nhom"], percents), percent=percents[unit], name=row["ten_don_vi"])
            self.compare(unit, row, found[unit])
        return found

    def place(self, unit, group, percents):
        """Hạng trong nhóm: bằng nhau thì đồng hạng, hạng sau nhảy theo số đơn vị đứng trước."""
        own = percents[unit]
        if own is None:
            return {"rank": None, "out_of": None, "tied": False, "class": ""}
        peers = [percents[one] for one, row in self.results.items() if row["nhom"] == group]
        known = [one for one in peers if one is not None]
        classes = [one["name"] for one in self.version["thresholds"] if own >= number(str(one["from"]))]
        rank = 1 + sum(one > own for one in known)
        return {"rank": rank, "out_of": len(known), "tied": known.count(own) > 1, "class": (classes or [""])[0]}

    def compare(self, unit, row, found):
        columns = {"tong": "final", "co_ban": "base", "thuong": "bonus", "toi_da": "maximum", "ty_le": "percent"}
        wrong = [column for column, name in columns.items() if number(row[column]) != found[name]]
        wrong += ["phat"] if number(row["phat"]) != -found["penalty"] else []
        wrong += [
            column for column, name in (("hang", "rank"), ("tren", "out_of")) if number(row[column]) != found[name]
        ]
        wrong += ["dong_hang"] if (row["dong_hang"] == "1") != found["tied"] else []
        wrong += ["xep_loai"] if row["xep_loai"] != found["class"] else []
        applied = [one for code, one in self.figures[unit].items() if self.points[unit, code]["ap_dung"] == "1"]
        for column in ("tu_cham", "tham_dinh"):
            if (number(row[column]) or 0) != sum((number(one[column]) or 0 for one in applied), Fraction(0)):
                wrong.append(column)
        if wrong:
            raise CapsuleError(f"{self.where}{RESULTS}: {unit}: tính lại không khớp ở {', '.join(wrong)}")


def said(value):
    """1659/2 → «829,5»; không có thì «—»."""
    if value is None:
        return "—"
    text = f"{float(value):.4f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


# — so sánh hai gói —


def carried(old, new, unit):
    """Số liệu cũ chấm theo bộ tiêu chí mới. Tiêu chí không mang sang được giữ điểm mới: phần ấy là do phương pháp."""
    rows, points = old.figures[unit], new.settled(unit)
    for code, leaf in new.leaves.items():
        before = next((one["code"] for one in new.links[code] if one["target"] == old.key), code)
        if before not in rows or before not in old.leaves:
            continue
        row, was = rows[before], old.leaves[before]
        if row["theo"] == "decision" and row["quyet_dinh"] != "":
            points[code] = half_up(number(row["quyet_dinh"]) * leaf["maximum"] / was["maximum"], new.places), True
        elif NEEDED[leaf["rule"]["kind"]] == NEEDED[was["rule"]["kind"]] or row["theo"] in ("none", "decision"):
            points[code] = settle(leaf, row, new.places)
    return points


def compare_capsules(old, new):
    """In từng đơn vị: tỷ lệ cũ, tỷ lệ mới, phần do phương pháp, phần do kết quả (điểm phần trăm)."""
    before, after = old.recount(), new.recount()
    print(f"Từ «{old.version['round']}» đến «{new.version['round']}», điểm phần trăm")
    print("đơn vị;trước;sau;thay đổi;đổi do phương pháp;đổi do kết quả")
    for unit in (one for one in after if one in before):
        was, now = totals(old.leaves, old.settled(unit))["percent"], totals(new.leaves, new.settled(unit))["percent"]
        between = totals(new.leaves, carried(old, new, unit))["percent"]
        if None in (was, now, between):
            print(f"{after[unit]['name']};—;—;—;—;—")
            continue
        method = half_up(between - was, 2)
        change = half_up(now, 2) - half_up(was, 2)
        parts = (half_up(was, 2), half_up(now, 2), change, method, change - method)
        print(";".join([after[unit]["name"], *map(said, parts)]))
    for title, units in (("chỉ có ở gói cũ", set(before) - set(after)), ("chỉ có ở gói mới", set(after) - set(before))):
        if units:
            print(f"{title}: {', '.join(sorted(units))}")


def main(arguments):
    files = files_here()
    own = Capsule(files)
    if len(arguments) == 2 and arguments[0] == "so-sanh":
        other = Capsule(files_in(arguments[1]), f"{Path(arguments[1]).name}: ")
        old, new = sorted([own, other], key=lambda one: (one.version["year"], one.version["number"]))
        compare_capsules(old, new)
    elif arguments:
        raise CapsuleError("cách dùng: python3 tai_lap.py  hoặc  python3 tai_lap.py so-sanh goi-khac.zip")
    else:
        found = own.recount()
        decided = sum(row["theo"] == "decision" for rows in own.figures.values() for row in rows.values())
        for unit in sorted(found.values(), key=lambda one: (one["rank"] is None, one["rank"] or 0, one["name"])):
            rank = f"{'đồng hạng' if unit['tied'] else 'hạng'} {unit['rank']}/{unit['out_of']}" if unit["rank"] else "—"
            points = f"{said(unit['final'])}/{said(unit['maximum'])} điểm, {said(unit['percent'])}%"
            print(f"{unit['name']}: {points}, {rank}, {unit['class'] or '—'}")
        print(f"KHỚP: {len(found)} đơn vị, {len(own.points)} điểm tiêu chí tính lại đúng như đã công bố.")
        print(f"Trong đó {decided} điểm do người có thẩm quyền quyết định, lý do ghi trong {FIGURES}.")
        print(f"Mã băm nội dung đã công bố: {own.version['digest']}")


try:
    main(sys.argv[1:])
except CapsuleError as error:
    raise SystemExit(f"SAI: {error}") from None
except (OSError, KeyError, ValueError, TypeError, ArithmeticError, IndexError, zipfile.BadZipFile) as error:
    raise SystemExit(f"SAI: gói không đọc được ({type(error).__name__}: {error})") from None

own_line = hashlib.sha256(Path(__file__).read_bytes()).hexdigest().encode() + b"  tai_lap.py\n"
if (HERE / "MANIFEST.sha256").read_bytes().count(own_line) != 1:
    raise SystemExit("SAI: tệp tai_lap.py đã bị sửa.")
