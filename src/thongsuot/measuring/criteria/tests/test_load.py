"""The releases of the repository load once, stay as issued, and say what the sources say."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from thongsuot.kernel.rules import RuleFileError, rules_root
from thongsuot.measuring.criteria import files, queries
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.checks import Known, faults, stops_round
from thongsuot.measuring.criteria.domain.diff import compare
from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.criteria.domain.summary import blocks, is_complete, total
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Method, Part, Standing
from thongsuot.measuring.criteria.load import load_criteria
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.search.queries import search
from thongsuot.registry.indicators.load import load_indicators

SAMPLES = ["mau-so-nganh-2025", "mau-so-nganh-2024", "mau-cap-xa-2025"]
DATA = Path(__file__).parents[6] / "shared" / "domain" / "data"


def indicators() -> set[str]:
    written = yaml.safe_load((rules_root() / "indicators" / "dictionary.yaml").read_text(encoding="utf-8"))
    return {one["key"] for one in written}


@pytest.mark.parametrize("key", SAMPLES)
def test_a_sample_set_is_whole(key: str) -> None:
    criteria = files.read_set(key)
    assert faults(criteria, Known(indicators=indicators())) == []
    assert is_complete(criteria)
    assert total(one for one in criteria.nodes if one.part is Part.BASE) == 100
    assert {one.standing for one in criteria.walk()} == {Standing.SAMPLE}
    for leaf in criteria.leaves():
        assert leaf.guide.how and leaf.guide.example and leaf.guide.losses, leaf.code


def test_the_departments_are_scored_by_every_kind_of_rule_and_over_a_fifth_by_survey() -> None:
    criteria = files.read_set("mau-so-nganh-2025")
    kinds = {one.rule.kind for one in criteria.leaves() if one.rule}
    assert kinds == {one.kind for one in (*get_args(rules.Plain), rules.Computed)}
    sources = {one.rule.source for one in criteria.leaves() if isinstance(one.rule, rules.Computed)}
    assert {"tasks.done", "dossiers.on_time", "claim:online-dossier-rate"} <= sources
    by_method = {one.method: one.points for one in blocks(criteria)}
    assert by_method[Method.SURVEY] == 10 and by_method[Method.SATISFACTION] == 10
    assert sum(filter(None, by_method.values())) == 100
    assert [one.field for one in criteria.nodes[:8]] == [
        *("steering", "institutions", "procedures", "organisation"),
        *("civil_service", "public_finance", "digital", "impact"),
    ]


def test_the_set_of_2025_shows_what_it_changed() -> None:
    found = compare(files.read_set("mau-so-nganh-2024"), files.read_set("mau-so-nganh-2025"))
    assert [one.code for one in found.added] == ["1.5.2", "8.1.2"]
    assert [one.code for one in found.removed] == ["1.4.3"]
    assert {one.new.code: one.gain for one in found.reweighted if one.new.is_leaf} == {
        "1.4.2": Decimal("0.5"),
        "1.5.1": Decimal("-0.5"),
        "3.3.1": Decimal(-1),
        "7.2.2": Decimal(1),
        "8.1.1": Decimal(-2),
    }
    assert [one.new.code for one in found.renamed] == ["5.4.2"]


def rows(name: str) -> list[dict[str, str]]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def printed(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def test_the_national_sets_have_the_maxima_of_the_sources_and_no_other() -> None:
    pairs: list[tuple[CriteriaSet, list[dict[str, str]], str]] = [
        (files.read_set("par-index-provinces-892"), rows("par_index_province_criteria.csv"), "code"),
        (files.read_set("par-index-ministries-876"), rows("par_index_ministry_structure.csv"), "code"),
        (files.read_set("par-index-provinces-2948"), rows("par_index_domains_2948.csv"), "domain_no"),
    ]
    for criteria, source, column in pairs:
        wanted = {row[column]: printed(row["max_points"]) for row in source if row[column][0].isdigit()}
        assert {one.code: one.maximum for one in criteria.walk()} == wanted, criteria.key


def test_what_is_unknown_stops_a_round_and_not_the_reading() -> None:
    provinces = files.read_set("par-index-provinces-892")
    assert {one.code for one in stops_round(faults(provinces)) if "chưa rõ" in one.message} == {"2", "6", "7"}
    assert total(provinces.nodes) is None and not is_complete(provinces)
    assert total(one for one in provinces.nodes if one.maximum) == Decimal("64.5")  # 100 less the 35,5 of 2, 6 and 7
    assert total(files.read_set("par-index-provinces-2948").nodes) == 100


@pytest.mark.django_db
def test_loading_twice_adds_nothing() -> None:
    load_indicators()
    assert load_criteria() == 6
    assert load_criteria() == 0
    release = CriteriaRelease.objects.get(key="mau-so-nganh-2025")
    assert release.status == ReleaseStatus.ISSUED and release.is_sample and release.home is None
    assert release.based_on is not None and release.based_on.key == "mau-so-nganh-2024"
    assert release.digest == digest_of(release.content)
    assert queries.set_of(release) == files.read_set("mau-so-nganh-2025")
    official = CriteriaRelease.objects.get(key="par-index-provinces-2948")
    assert official.certainty == "official" and not official.is_sample


@pytest.mark.django_db
def test_a_criterion_is_found_by_its_words_and_by_its_code() -> None:
    load_indicators()
    load_criteria()
    found = {hit.title for group in search(ANONYMOUS, "thư xin lỗi").groups for hit in group.hits}
    assert "Hồ sơ trễ hạn có thư xin lỗi" in found
    kinds = {group.kind for group in search(ANONYMOUS, "bộ tiêu chí sở ngành").groups}
    assert "criteria-set" in kinds


@pytest.fixture
def other_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "measuring" / "criteria"
    folder.mkdir(parents=True)
    monkeypatch.setenv("THONGSUOT_RULES", str(tmp_path))
    files.read_set.cache_clear()
    yield folder
    files.read_set.cache_clear()


def write(folder: Path, **changes: Any) -> None:
    plain = {
        "key": "bo-thu",
        "title": "Bộ thử",
        "population": "department",
        "standing": "sample",
        "nodes": [
            {"code": "1", "name": "A", "maximum": 60, "rule": {"kind": "yes_no"}},
            {"code": "2", "name": "B", "maximum": 40, "rule": {"kind": "yes_no"}},
        ],
    }
    (folder / "bo-thu.yaml").write_text(yaml.safe_dump(plain | changes, allow_unicode=True), encoding="utf-8")
    files.read_set.cache_clear()


@pytest.mark.django_db
def test_a_changed_file_under_an_issued_key_is_refused(other_rules: Path) -> None:
    write(other_rules)
    assert load_criteria() == 1
    write(other_rules, title="Bộ thử đã đổi")
    with pytest.raises(RuleFileError, match=r"đã ban hành nên không đổi được nữa.*một tệp có key khác"):
        load_criteria()


@pytest.mark.django_db
def test_a_file_that_sums_to_99_is_refused_with_its_sum(other_rules: Path) -> None:
    node = {"code": "1", "name": "A", "maximum": 99, "rule": {"kind": "yes_no"}}
    write(other_rules, nodes=[node])
    with pytest.raises(RuleFileError, match=r"bo-thu\.yaml: .*cộng được 99, thiếu 1"):
        load_criteria()
    assert not CriteriaRelease.objects.exists()


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_names_the_node(other_rules: Path) -> None:
    write(other_rules, nodes=[{"code": "1", "name": "A", "maximum": "mười"}])
    with pytest.raises(RuleFileError, match="«mười» không phải số"):
        load_criteria()
    write(other_rules, key="bo-khac")
    with pytest.raises(RuleFileError, match="Tên tệp và key phải giống nhau"):
        load_criteria()
