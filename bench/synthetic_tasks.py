"""A made-up nation at work: any number of tasks with their history, written by SQL, always the same.

Every row is marked as sample data. Each province gives the same share; rows of one unit lie scattered, as
they would after years of use.
"""

from __future__ import annotations

from django.db import connection

DEPARTMENTS = 20  # in each province
_WORDS = """Hoàn thành Báo cáo Rà soát Xây dựng Tổ chức Triển khai Kiểm tra Công khai Cắt giảm Số hóa Đôn đốc Tham mưu
hồ sơ thủ tục hành chính vị trí việc làm kết quả giải quyết dịch vụ công trực tuyến thanh toán không dùng tiền mặt
Bộ phận Một cửa cấp xã dữ liệu dân cư lớp bồi dưỡng kỹ năng số cán bộ công chức viên chức chỉ số hài lòng người dân
kế hoạch quý năm đề án chuyển đổi số mạng lưới tổ công nghệ cộng đồng văn bản quy phạm pháp luật tinh giản biên chế"""
_PIECES = 30

_UNITS = """
INSERT INTO registry_unit (key, kind, form, name, short_name, sort_key, search_key, parent_id, path, certainty, source)
SELECT 'so-' || n || '--' || p.key, 'department', 'sở', 'Sở số ' || n || ' ' || p.short_name, 'Sở số ' || n, 'so' || n,
       'so so ' || n, p.id, p.path || '/so-' || n || '--' || p.key, 'sample', 'dữ liệu minh họa'
  FROM registry_unit p, generate_series(1, %s) n WHERE p.kind = 'province' AND p.valid_to IS NULL
"""
_LEADS = """
CREATE TEMP TABLE leads AS
SELECT u.id, u.path, u.name, p.id AS home, p.path AS home_path, p.nr AS province,
       row_number() OVER (PARTITION BY p.nr ORDER BY u.kind DESC, u.id) AS nr,
       count(*) OVER (PARTITION BY p.nr) AS all_of_them
  FROM (SELECT id, path, row_number() OVER (ORDER BY id) AS nr FROM registry_unit
         WHERE kind = 'province' AND valid_to IS NULL) p
  JOIN registry_unit u ON u.path LIKE p.path || '/%%' AND u.kind IN ('department', 'commune') AND u.valid_to IS NULL
"""
_TASKS = """
INSERT INTO steering_task (
  title, detail, source, source_url, source_quote, source_locator, programme, field, level, urgency, lead_text,
  is_common, result, measure, quantity_unit, note, deadline, deadline_text, first_deadline, is_strategic, is_public,
  is_sample, status, status_before_pause, percent, assigned_on, received_on, finished_on, accepted_on, paused_on,
  closed_on, timeliness, late_cause, late_reason, drop_reason, hand_overs, reach, search_key, added_at, changed_at,
  home_id, lead_id)
SELECT s.title, repeat(s.title || '. ', 3), 'plan', '', s.title, 'dòng ' || (s.n %% 41 + 1),
  (ARRAY['cchc', 'cds', 'da06'])[s.n %% 3 + 1],
  (ARRAY['steering', 'procedures', 'digital', 'civil_service'])[s.h2 %% 4 + 1],
  (ARRAY['province', 'province', 'government', 'ministry'])[s.h3 %% 4 + 1], 'ordinary', '',
  false, 'Báo cáo', '', '', '', s.deadline, '', s.deadline, false, false,
  true, s.status, CASE WHEN s.status = 'paused' THEN 'received' ELSE '' END, s.h2 %% 100,
  CASE WHEN s.status <> 'proposed' THEN s.deadline - 90 END,
  CASE WHEN s.status NOT IN ('proposed', 'assigned') THEN s.deadline - 88 END,
  CASE WHEN s.status IN ('done', 'submitted') THEN s.finished END,
  CASE WHEN s.status = 'done' THEN s.finished + 5 END, CASE WHEN s.status = 'paused' THEN s.deadline - 60 END,
  CASE WHEN s.status IN ('done', 'dropped') THEN s.finished + 5 END,
  CASE WHEN s.status NOT IN ('done', 'submitted') THEN '' WHEN s.finished < s.deadline THEN 'early'
       WHEN s.finished = s.deadline THEN 'on_time' ELSE 'late' END,
  CASE WHEN s.status IN ('done', 'submitted') AND s.finished > s.deadline THEN 'resources' ELSE '' END,
  '', '', CASE WHEN s.n %% 500 = 0 THEN 3 ELSE 0 END,
  ARRAY(SELECT DISTINCT unnest(ARRAY['vn', s.home_path, s.path, s.partner])), s.folded || ' ' || lower(s.path),
  now() - (s.n %% 700) * interval '1 day', now() - (s.h2 %% 700) * interval '1 day', s.home, s.id
FROM (
  SELECT n, r.h2, r.h3, l.*, 
    (SELECT path FROM leads o WHERE o.province = l.province AND o.nr = r.h2 %% 20 + 1) AS partner,
    w.title, w.folded,
    (date '2022-01-01' + r.h3 %% 1950)::date AS deadline,
    (date '2022-01-01' + r.h3 %% 1950 + (r.h2 %% 20) - 15)::date AS finished,
    CASE WHEN date '2022-01-01' + r.h3 %% 1950 < date '2026-08-01' AND r.h2 %% 100 < 90
           THEN (ARRAY['done', 'done', 'done', 'done', 'done', 'done', 'done', 'done', 'paused', 'dropped'])
                [r.h2 %% 10 + 1]
         ELSE (ARRAY['proposed', 'assigned', 'received', 'under_way', 'under_way', 'submitted'])
                [r.h2 %% 6 + 1] END AS status
  FROM generate_series(%s, %s) n
  CROSS JOIN LATERAL (
    SELECT abs(hashint8(n)) AS h1, abs(hashint8(n + 77777777)) AS h2, abs(hashint8(n + 999999999)) AS h3) r
  JOIN leads l ON l.province = r.h1 %% 34 + 1 AND l.nr = (r.h1 / 34) %% l.all_of_them + 1
  CROSS JOIN LATERAL (
    SELECT string_agg(marked, ' ' ORDER BY i) || ' số ' || n AS title,
      string_agg(folded, ' ' ORDER BY i) || ' so ' || n AS folded
      FROM generate_series(1, 8) i JOIN words ON words.nr = abs(hashint8(n * 8 + i)) %% %s) w
) s ORDER BY s.n
"""
_EVENTS = """
INSERT INTO platform_event (aggregate_type, aggregate_id, sequence, name, actor_name, position_name, changes,
                            recorded_at, effective_at, reason, previous, digest)
SELECT 'task', t.id::text, k, (ARRAY['steering.task.created', 'steering.task.assigned'])[k], 'Máy sinh', '', '{}',
       t.added_at, t.added_at, '', md5(t.id::text || k), md5(t.id::text || (k + 1))
  FROM steering_task t, generate_series(1, 2) k
"""
_UPDATES = """
INSERT INTO steering_taskupdate (task_id, text, percent, by_text, at)
SELECT id, 'Đang làm theo kế hoạch.', percent, 'Máy sinh', changed_at FROM steering_task WHERE id %% 2 = 0
"""
_CHUNK = 100_000


def fill(count: int) -> None:
    """Departments, tasks, two events a task, a report for every second. Indexes are taken off meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        # Rows are made to fit; a look-up for each would take minutes.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_UNITS, [DEPARTMENTS])
        cursor.execute(_LEADS.replace("%%", "%"))
        cursor.execute("CREATE INDEX ON leads (province, nr)")
        _words(cursor)
        cursor.execute("ANALYZE leads")
        kept = _indexes(cursor)
        for name in kept:
            cursor.execute(f'DROP INDEX "{name}"')
        for start in range(1, count + 1, _CHUNK):
            cursor.execute(_TASKS, [start, min(start + _CHUNK - 1, count), _PIECES])
        for definition in kept.values():
            cursor.execute(definition)
        cursor.execute(_EVENTS)
        cursor.execute(_UPDATES.replace("%%", "%"))
        cursor.execute("VACUUM ANALYZE")


def _words(cursor) -> None:  # type: ignore[no-untyped-def]
    from thongsuot.kernel.text import fold

    words = _WORDS.split()
    pieces = [" ".join(words[at * 3 % len(words) : at * 3 % len(words) + 3]) for at in range(_PIECES)]
    cursor.execute("CREATE TEMP TABLE words (nr int, marked text, folded text)")
    cursor.executemany("INSERT INTO words VALUES (%s, %s, %s)", [(at, one, fold(one)) for at, one in enumerate(pieces)])


def _indexes(cursor) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """Indexes of the table that hold no constraint, by name, as they are made again."""
    cursor.execute(
        """SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = 'steering_task'::regclass AND NOT i.indisunique"""
    )
    return dict(cursor.fetchall())
