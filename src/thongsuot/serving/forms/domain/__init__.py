"""Pure: no Django here. A form, its pages and fields, and the closed language of its conditions."""

from thongsuot.serving.forms.domain.checking import Fault, check, relevant, visible_fields, visible_pages
from thongsuot.serving.forms.domain.expressions import applies
from thongsuot.serving.forms.domain.parsing import ExpressionFault
from thongsuot.serving.forms.domain.schema import BadForm, Field, FieldKind, Form, Option, Page
from thongsuot.serving.forms.domain.writing import digest_of, form_from, plain_of

__all__ = [
    "BadForm",
    "ExpressionFault",
    "Fault",
    "Field",
    "FieldKind",
    "Form",
    "Option",
    "Page",
    "applies",
    "check",
    "digest_of",
    "form_from",
    "plain_of",
    "relevant",
    "visible_fields",
    "visible_pages",
]
