"""The field for attachments takes several, tells its limits in words and every problem at once."""

from __future__ import annotations

import pytest
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.template import engines
from django.utils.datastructures import MultiValueDict

from qinqing.files.forms import AttachmentsField
from qinqing.files.tests.conftest import upload
from qinqing.refusals import speaking


class Form(forms.Form):
    papers = AttachmentsField(label="材料")


class Optional(forms.Form):
    papers = AttachmentsField(label="材料", required=False, accepts=("pdf",))


def posted(form: type[forms.Form], *files: UploadedFile) -> forms.Form:
    return form(QueryDict(), MultiValueDict({"papers": [*files]}))


def drawn(form: forms.Form) -> str:
    return engines["django"].from_string("{% field form.papers %}").render({"form": form})


def test_several_files_are_one_answer() -> None:
    form = posted(Form, upload("甲.pdf"), upload("乙.pdf"))
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["papers"]] == ["甲.pdf", "乙.pdf"]


def test_none_is_refused_only_where_one_is_needed() -> None:
    assert posted(Form).errors["papers"] == ["还没有选文件"]
    assert posted(Optional).is_valid()


def test_every_problem_is_told_by_the_name_of_its_file() -> None:
    told = posted(Form, upload("图.dwg"), upload("甲.pdf"), upload("乙.exe")).errors["papers"]
    assert [words.split("：")[0] for words in told] == ["图.dwg", "乙.exe"]
    assert "窗口" in told[0]


@pytest.mark.parametrize(("language", "words"), [("zh", "合计不超过 20 MB"), ("en", "20 MB together")])
def test_its_limits_stand_beside_it_in_words(language: str, words: str) -> None:
    with speaking(language):
        assert words in drawn(Form())


def test_it_takes_several_without_any_script_and_offers_what_is_taken() -> None:
    page = drawn(Optional())
    assert 'type="file"' in page and "multiple" in page and 'accept=".pdf"' in page
    assert 'aria-describedby="id_papers-hint"' in page


def test_a_name_from_outside_is_never_markup() -> None:
    form = posted(Form, upload("<script>.exe"))
    assert "<script>" not in drawn(form)
