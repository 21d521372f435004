# Fields as of facts/domain/schema.py and counters.py (a test holds them together); then the triggers that fill the queue.

import thongsuot.serving.facts.models
from django.db import migrations, models

# One statement, one entry a dossier: a load of a million rows costs one call of a trigger, not a million.
QUEUE = "INSERT INTO serving_factchange (dossier_id, at) SELECT DISTINCT %s, clock_timestamp() FROM %s"
DOSSIER = (
    *("code", "procedure_id", "version_id", "parent_id", "receiving_unit_id", "competent_unit_id", "channel", "mode"),
    *("started_at", "due_at", "paused_since", "finished_at", "closed_at", "supplements", "fee", "is_same_day"),
)
ORDER = "changed JOIN serving_paymentorder o ON o.id = changed.order_id"


def _moved(columns):
    """Rows whose columns the facts are made of really changed."""
    new, old = (", ".join(f"{side}.{one}" for one in columns) for side in ("changed", "before"))
    return f"changed JOIN before USING (id) WHERE ({new}) IS DISTINCT FROM ({old})"


# Table → (the dossier's number, where from) on insert and delete, and on update where that is asked more closely.
TABLES = {
    "dossier": ("id", "changed", ("changed.id", _moved(DOSSIER))),
    "dossierpart": ("dossier_id", "changed", None),
    "dossierperson": (
        "dossier_id",
        "changed",
        (
            "changed.dossier_id",
            "changed JOIN before USING (dossier_id) WHERE changed.is_verified IS DISTINCT FROM before.is_verified",
        ),
    ),
    "result": ("dossier_id", "changed", ("changed.dossier_id", _moved(("dossier_id", "state")))),
    "paymentorder": ("dossier_id", "changed", ("changed.dossier_id", _moved(("dossier_id", "kind", "state")))),
    "paymententry": ("o.dossier_id", ORDER, None),
    "rating": ("dossier_id", "changed", None),
}


def _trigger(table, event, source):
    name, known = f"serving_{table}_fact_{event}", "OLD TABLE AS changed" if event == "delete" else "NEW TABLE AS changed"
    if event == "update":
        known += " OLD TABLE AS before"
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    {QUEUE % source};
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {event.upper()} ON serving_{table} REFERENCING {known}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""


def _all():
    for table, (number, source, closer) in TABLES.items():
        yield _trigger(table, "insert", (number, source))
        yield _trigger(table, "update", closer or (number, source))
        yield _trigger(table, "delete", (number, source))
    # A procedure found to be internal takes its dossiers with it (H04); another content says whether a paper is given.
    yield _trigger(
        "procedure",
        "update",
        ("d.id", f"serving_dossier d JOIN changed ON changed.id = d.procedure_id JOIN before ON before.id = changed.id "
         "WHERE changed.is_internal IS DISTINCT FROM before.is_internal"),
    )
    yield _trigger(
        "procedureversion",
        "update",
        ("d.id", "serving_dossier d JOIN changed ON changed.id = d.version_id JOIN before ON before.id = changed.id "
         "WHERE changed.content->>'result' IS DISTINCT FROM before.content->>'result'"),
    )
    # What is already there is counted by the refresher.
    yield QUEUE % ("id", "serving_dossier WHERE started_at IS NOT NULL")


def _undone():
    names = [f"{table}_fact_{event}" for table in TABLES for event in ("insert", "update", "delete")]
    for name in (*names, "procedure_fact_update", "procedureversion_fact_update"):
        yield f"DROP TRIGGER serving_{name} ON serving_{name.split('_')[0]}; DROP FUNCTION serving_{name}()"


class Migration(migrations.Migration):

    dependencies = [
        ('serving', '0003_payments'),
    ]

    operations = [
        migrations.CreateModel(
            name='FactChange',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('dossier_id', models.BigIntegerField(verbose_name='hồ sơ')),
                ('at', models.DateTimeField(verbose_name='đổi lúc')),
            ],
            options={
                'verbose_name': 'hồ sơ chờ đếm lại',
                'verbose_name_plural': 'hồ sơ chờ đếm lại',
            },
        ),
        migrations.CreateModel(
            name='FactState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.BigIntegerField(default=0, verbose_name='lần đổi')),
                ('changed_at', models.DateTimeField(null=True, verbose_name='đổi lúc')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='đối chiếu lúc')),
                ('faults', models.IntegerField(default=0, verbose_name='số ô lệch')),
            ],
            options={
                'verbose_name': 'tình trạng số đếm',
                'verbose_name_plural': 'tình trạng số đếm',
            },
        ),
        migrations.CreateModel(
            name='DossierFact',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('dossier_id', models.BigIntegerField(db_index=True, null=True, verbose_name='hồ sơ')),
                ('source', models.SmallIntegerField(verbose_name='hệ thống gửi: 0 là hệ thống này, số khác theo bảng nguồn')),
                ('code', models.TextField(verbose_name='mã hồ sơ')),
                ('province', models.IntegerField(verbose_name='tỉnh, thành phố (hoặc bộ) của nơi giải quyết')),
                ('unit', models.IntegerField(verbose_name='nơi giải quyết')),
                ('received_unit', models.IntegerField(verbose_name='nơi tiếp nhận')),
                ('procedure', models.IntegerField(verbose_name='thủ tục')),
                ('channel', models.SmallIntegerField(verbose_name='kênh nộp: 1 trực tiếp, 2 trực tuyến, 3 bưu chính')),
                ('mode', models.SmallIntegerField(verbose_name='ai nộp trên mạng: 0 tự nộp, 1 được hỗ trợ, 2 cán bộ nộp thay')),
                ('started_at', thongsuot.serving.facts.models.LocalMomentField(verbose_name='lúc tiếp nhận, đồng hồ bắt đầu')),
                ('due_at', thongsuot.serving.facts.models.LocalMomentField(blank=True, null=True, verbose_name='hẹn trả đang có hiệu lực; trống khi đồng hồ dừng')),
                ('paused_at', thongsuot.serving.facts.models.LocalMomentField(blank=True, null=True, verbose_name='dừng chờ người dân từ lúc; trống khi đang chạy')),
                ('finished_at', thongsuot.serving.facts.models.LocalMomentField(blank=True, null=True, verbose_name='có kết quả lúc')),
                ('closed_at', thongsuot.serving.facts.models.LocalMomentField(blank=True, null=True, verbose_name='kết thúc mà không có kết quả lúc (trả lại, dừng, rút)')),
                ('is_past_due', models.BooleanField(verbose_name='ngày hẹn đã qua trước khi hồ sơ xong, tính đến lúc lấy số liệu')),
                ('supplements', models.SmallIntegerField(verbose_name='số lần yêu cầu bổ sung')),
                ('has_fee', models.BooleanField(verbose_name='có phí, lệ phí lớn hơn 0 đồng')),
                ('is_paid_online', models.BooleanField(verbose_name='đã trả phí, lệ phí qua ngân hàng')),
                ('gives_paper', models.BooleanField(verbose_name='thủ tục trả kết quả bằng văn bản')),
                ('has_electronic_result', models.BooleanField(verbose_name='có kết quả điện tử đã ký')),
                ('has_electronic_part', models.BooleanField(verbose_name='có giấy tờ ở dạng điện tử')),
                ('has_paper_part', models.BooleanField(verbose_name='còn giấy tờ chỉ có bản giấy')),
                ('is_reusing', models.BooleanField(verbose_name='dùng lại giấy tờ, kết quả hoặc dữ liệu đã có')),
                ('is_from_store', models.BooleanField(verbose_name='lấy giấy tờ từ kho của người dân')),
                ('is_identified', models.BooleanField(verbose_name='người nộp đã định danh điện tử')),
                ('is_same_day', models.BooleanField(verbose_name='không phiếu hẹn')),
                ('is_disliked', models.BooleanField(verbose_name='người nộp không hài lòng (điểm trung bình dưới 3 trên 5)')),
            ],
            options={
                'verbose_name': 'sự thật hồ sơ',
                'verbose_name_plural': 'sự thật hồ sơ',
                'indexes': [models.Index(fields=['unit', 'started_at'], name='fact_unit'), models.Index(fields=['started_at', 'id'], name='fact_started'), models.Index(condition=models.Q(('closed_at__isnull', True), ('finished_at__isnull', True), ('is_past_due', False)), fields=['due_at'], name='fact_open_due')],
                'constraints': [models.UniqueConstraint(fields=('source', 'code'), name='fact_once'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('finished_at__isnull', True), _connector='OR'), name='fact_ends_once'), models.CheckConstraint(condition=models.Q(('paused_at__isnull', True), models.Q(('closed_at__isnull', True), ('finished_at__isnull', True)), _connector='OR'), name='fact_waits_only_while_open')],
            },
        ),
        migrations.CreateModel(
            name='FactPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='tháng')),
                ('province', models.IntegerField(verbose_name='tỉnh, thành phố')),
                ('version', models.BigIntegerField(verbose_name='lần đổi')),
            ],
            options={
                'verbose_name': 'phần số liệu đã đổi',
                'verbose_name_plural': 'phần số liệu đã đổi',
                'constraints': [models.UniqueConstraint(fields=('month', 'province'), name='fact_part_once')],
            },
        ),
        migrations.CreateModel(
            name='ProcedureDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('province', models.IntegerField(verbose_name='tỉnh, thành phố')),
                ('procedure', models.IntegerField(verbose_name='thủ tục')),
                ('day', models.DateField(verbose_name='ngày')),
                ('received', models.BigIntegerField(default=0, verbose_name='hồ sơ tiếp nhận')),
                ('online_self', models.BigIntegerField(default=0, verbose_name='nộp trực tuyến, người dân tự nộp')),
                ('online_assisted', models.BigIntegerField(default=0, verbose_name='nộp trực tuyến, được hỗ trợ')),
                ('online_officer', models.BigIntegerField(default=0, verbose_name='nộp trực tuyến, cán bộ nộp thay')),
                ('direct', models.BigIntegerField(default=0, verbose_name='nộp trực tiếp')),
                ('post', models.BigIntegerField(default=0, verbose_name='nộp qua bưu chính')),
                ('with_fee', models.BigIntegerField(default=0, verbose_name='có phí, lệ phí')),
                ('paid_online', models.BigIntegerField(default=0, verbose_name='có phí, lệ phí và đã trả qua ngân hàng')),
                ('digitised', models.BigIntegerField(default=0, verbose_name='có giấy tờ hoặc kết quả ở dạng điện tử')),
                ('wholly_digitised', models.BigIntegerField(default=0, verbose_name='không còn giấy tờ chỉ có bản giấy, có kết quả điện tử')),
                ('reused', models.BigIntegerField(default=0, verbose_name='được số hóa và dùng lại giấy tờ, kết quả, dữ liệu đã có')),
                ('from_store', models.BigIntegerField(default=0, verbose_name='lấy giấy tờ từ kho của người dân')),
                ('identified', models.BigIntegerField(default=0, verbose_name='người nộp đã định danh điện tử')),
                ('same_day', models.BigIntegerField(default=0, verbose_name='không phiếu hẹn, có kết quả ngay trong ngày')),
                ('disliked', models.BigIntegerField(default=0, verbose_name='người nộp không hài lòng')),
                ('funnel_paid', models.BigIntegerField(default=0, verbose_name='trực tuyến, đã trả trực tuyến hoặc không phải trả')),
                ('funnel_papers', models.BigIntegerField(default=0, verbose_name='trực tuyến, đã trả trực tuyến hoặc không phải trả, giấy tờ điện tử toàn bộ')),
                ('funnel_result', models.BigIntegerField(default=0, verbose_name='trực tuyến, đã trả hoặc không phải trả, giấy tờ điện tử toàn bộ, kết quả điện tử')),
                ('settled', models.BigIntegerField(default=0, verbose_name='đã kết thúc: có kết quả, hoặc trả lại, dừng, rút')),
                ('early_766', models.BigIntegerField(default=0, verbose_name='xong trước ngày hẹn, theo bộ chỉ số 766')),
                ('late_766', models.BigIntegerField(default=0, verbose_name='xong trễ hoặc bị yêu cầu bổ sung từ hai lần, theo bộ chỉ số 766')),
                ('early_report', models.BigIntegerField(default=0, verbose_name='có kết quả trước ngày hẹn, theo Biểu II.06a')),
                ('late_report', models.BigIntegerField(default=0, verbose_name='xong sau giờ hẹn, theo Biểu II.06a')),
                ('with_result', models.BigIntegerField(default=0, verbose_name='có kết quả, thủ tục trả bằng văn bản')),
                ('electronic_result', models.BigIntegerField(default=0, verbose_name='có kết quả, thủ tục trả bằng văn bản, kết quả là bản điện tử đã ký')),
                ('left_766', models.BigIntegerField(default=0, verbose_name='rời nhóm quá hạn của bộ chỉ số 766')),
                ('left_report', models.BigIntegerField(default=0, verbose_name='rời nhóm quá hạn của Biểu II.06a')),
                ('paused', models.BigIntegerField(default=0, verbose_name='đang chờ người dân')),
                ('paused_late', models.BigIntegerField(default=0, verbose_name='đang chờ người dân, dừng sau khi đã quá hẹn: Biểu II.06a thôi tính là quá hạn')),
                ('fell_766', models.BigIntegerField(default=0, verbose_name='vào nhóm quá hạn của bộ chỉ số 766')),
                ('fell_report', models.BigIntegerField(default=0, verbose_name='vào nhóm quá hạn của Biểu II.06a')),
            ],
            options={
                'verbose_name': 'số đếm theo thủ tục, ngày',
                'verbose_name_plural': 'số đếm theo thủ tục, ngày',
                'constraints': [models.UniqueConstraint(fields=('province', 'procedure', 'day'), name='procedure_day_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.IntegerField(verbose_name='nơi giải quyết')),
                ('day', models.DateField(verbose_name='ngày')),
                ('received', models.BigIntegerField(default=0, verbose_name='hồ sơ tiếp nhận')),
                ('online_self', models.BigIntegerField(default=0, verbose_name='nộp trực tuyến, người dân tự nộp')),
                ('online_assisted', models.BigIntegerField(default=0, verbose_name='nộp trực tuyến, được hỗ trợ')),
                ('online_officer', models.BigIntegerField(default=0, verbose_name='nộp trực tuyến, cán bộ nộp thay')),
                ('direct', models.BigIntegerField(default=0, verbose_name='nộp trực tiếp')),
                ('post', models.BigIntegerField(default=0, verbose_name='nộp qua bưu chính')),
                ('with_fee', models.BigIntegerField(default=0, verbose_name='có phí, lệ phí')),
                ('paid_online', models.BigIntegerField(default=0, verbose_name='có phí, lệ phí và đã trả qua ngân hàng')),
                ('digitised', models.BigIntegerField(default=0, verbose_name='có giấy tờ hoặc kết quả ở dạng điện tử')),
                ('wholly_digitised', models.BigIntegerField(default=0, verbose_name='không còn giấy tờ chỉ có bản giấy, có kết quả điện tử')),
                ('reused', models.BigIntegerField(default=0, verbose_name='được số hóa và dùng lại giấy tờ, kết quả, dữ liệu đã có')),
                ('from_store', models.BigIntegerField(default=0, verbose_name='lấy giấy tờ từ kho của người dân')),
                ('identified', models.BigIntegerField(default=0, verbose_name='người nộp đã định danh điện tử')),
                ('same_day', models.BigIntegerField(default=0, verbose_name='không phiếu hẹn, có kết quả ngay trong ngày')),
                ('disliked', models.BigIntegerField(default=0, verbose_name='người nộp không hài lòng')),
                ('funnel_paid', models.BigIntegerField(default=0, verbose_name='trực tuyến, đã trả trực tuyến hoặc không phải trả')),
                ('funnel_papers', models.BigIntegerField(default=0, verbose_name='trực tuyến, đã trả trực tuyến hoặc không phải trả, giấy tờ điện tử toàn bộ')),
                ('funnel_result', models.BigIntegerField(default=0, verbose_name='trực tuyến, đã trả hoặc không phải trả, giấy tờ điện tử toàn bộ, kết quả điện tử')),
                ('settled', models.BigIntegerField(default=0, verbose_name='đã kết thúc: có kết quả, hoặc trả lại, dừng, rút')),
                ('early_766', models.BigIntegerField(default=0, verbose_name='xong trước ngày hẹn, theo bộ chỉ số 766')),
                ('late_766', models.BigIntegerField(default=0, verbose_name='xong trễ hoặc bị yêu cầu bổ sung từ hai lần, theo bộ chỉ số 766')),
                ('early_report', models.BigIntegerField(default=0, verbose_name='có kết quả trước ngày hẹn, theo Biểu II.06a')),
                ('late_report', models.BigIntegerField(default=0, verbose_name='xong sau giờ hẹn, theo Biểu II.06a')),
                ('with_result', models.BigIntegerField(default=0, verbose_name='có kết quả, thủ tục trả bằng văn bản')),
                ('electronic_result', models.BigIntegerField(default=0, verbose_name='có kết quả, thủ tục trả bằng văn bản, kết quả là bản điện tử đã ký')),
                ('left_766', models.BigIntegerField(default=0, verbose_name='rời nhóm quá hạn của bộ chỉ số 766')),
                ('left_report', models.BigIntegerField(default=0, verbose_name='rời nhóm quá hạn của Biểu II.06a')),
                ('paused', models.BigIntegerField(default=0, verbose_name='đang chờ người dân')),
                ('paused_late', models.BigIntegerField(default=0, verbose_name='đang chờ người dân, dừng sau khi đã quá hẹn: Biểu II.06a thôi tính là quá hạn')),
                ('fell_766', models.BigIntegerField(default=0, verbose_name='vào nhóm quá hạn của bộ chỉ số 766')),
                ('fell_report', models.BigIntegerField(default=0, verbose_name='vào nhóm quá hạn của Biểu II.06a')),
            ],
            options={
                'verbose_name': 'số đếm theo đơn vị, ngày',
                'verbose_name_plural': 'số đếm theo đơn vị, ngày',
                'constraints': [models.UniqueConstraint(fields=('unit', 'day'), name='unit_day_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.IntegerField(verbose_name='nơi giải quyết')),
                ('day', models.DateField(verbose_name='tháng')),
                ('received', models.BigIntegerField(default=0, verbose_name='hồ sơ tiếp nhận')),
                ('online_self', models.BigIntegerField(default=0, verbose_name='nộp trực tuyến, người dân tự nộp')),
                ('online_assisted', models.BigIntegerField(default=0, verbose_name='nộp trực tuyến, được hỗ trợ')),
                ('online_officer', models.BigIntegerField(default=0, verbose_name='nộp trực tuyến, cán bộ nộp thay')),
                ('direct', models.BigIntegerField(default=0, verbose_name='nộp trực tiếp')),
                ('post', models.BigIntegerField(default=0, verbose_name='nộp qua bưu chính')),
                ('with_fee', models.BigIntegerField(default=0, verbose_name='có phí, lệ phí')),
                ('paid_online', models.BigIntegerField(default=0, verbose_name='có phí, lệ phí và đã trả qua ngân hàng')),
                ('digitised', models.BigIntegerField(default=0, verbose_name='có giấy tờ hoặc kết quả ở dạng điện tử')),
                ('wholly_digitised', models.BigIntegerField(default=0, verbose_name='không còn giấy tờ chỉ có bản giấy, có kết quả điện tử')),
                ('reused', models.BigIntegerField(default=0, verbose_name='được số hóa và dùng lại giấy tờ, kết quả, dữ liệu đã có')),
                ('from_store', models.BigIntegerField(default=0, verbose_name='lấy giấy tờ từ kho của người dân')),
                ('identified', models.BigIntegerField(default=0, verbose_name='người nộp đã định danh điện tử')),
                ('same_day', models.BigIntegerField(default=0, verbose_name='không phiếu hẹn, có kết quả ngay trong ngày')),
                ('disliked', models.BigIntegerField(default=0, verbose_name='người nộp không hài lòng')),
                ('funnel_paid', models.BigIntegerField(default=0, verbose_name='trực tuyến, đã trả trực tuyến hoặc không phải trả')),
                ('funnel_papers', models.BigIntegerField(default=0, verbose_name='trực tuyến, đã trả trực tuyến hoặc không phải trả, giấy tờ điện tử toàn bộ')),
                ('funnel_result', models.BigIntegerField(default=0, verbose_name='trực tuyến, đã trả hoặc không phải trả, giấy tờ điện tử toàn bộ, kết quả điện tử')),
                ('settled', models.BigIntegerField(default=0, verbose_name='đã kết thúc: có kết quả, hoặc trả lại, dừng, rút')),
                ('early_766', models.BigIntegerField(default=0, verbose_name='xong trước ngày hẹn, theo bộ chỉ số 766')),
                ('late_766', models.BigIntegerField(default=0, verbose_name='xong trễ hoặc bị yêu cầu bổ sung từ hai lần, theo bộ chỉ số 766')),
                ('early_report', models.BigIntegerField(default=0, verbose_name='có kết quả trước ngày hẹn, theo Biểu II.06a')),
                ('late_report', models.BigIntegerField(default=0, verbose_name='xong sau giờ hẹn, theo Biểu II.06a')),
                ('with_result', models.BigIntegerField(default=0, verbose_name='có kết quả, thủ tục trả bằng văn bản')),
                ('electronic_result', models.BigIntegerField(default=0, verbose_name='có kết quả, thủ tục trả bằng văn bản, kết quả là bản điện tử đã ký')),
                ('left_766', models.BigIntegerField(default=0, verbose_name='rời nhóm quá hạn của bộ chỉ số 766')),
                ('left_report', models.BigIntegerField(default=0, verbose_name='rời nhóm quá hạn của Biểu II.06a')),
                ('paused', models.BigIntegerField(default=0, verbose_name='đang chờ người dân')),
                ('paused_late', models.BigIntegerField(default=0, verbose_name='đang chờ người dân, dừng sau khi đã quá hẹn: Biểu II.06a thôi tính là quá hạn')),
                ('fell_766', models.BigIntegerField(default=0, verbose_name='vào nhóm quá hạn của bộ chỉ số 766')),
                ('fell_report', models.BigIntegerField(default=0, verbose_name='vào nhóm quá hạn của Biểu II.06a')),
            ],
            options={
                'verbose_name': 'số đếm theo đơn vị, tháng',
                'verbose_name_plural': 'số đếm theo đơn vị, tháng',
                'constraints': [models.UniqueConstraint(fields=('unit', 'day'), name='unit_month_once')],
            },
        ),
        migrations.RunSQL("".join(_all()), ";".join(_undone())),
    ]
