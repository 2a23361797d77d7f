from ictanalysis.exporters.document.markup import clean, clean_for_print, markdown_to_html


def test_foreign_markup_in_prose_comes_out_as_text():
    shown = markdown_to_html("Trước <script>alert(1)</script> sau\n\n<iframe src='http://x'>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "&lt;iframe" in shown
    assert "<script" not in shown
    assert "<iframe" not in shown


def test_event_handlers_and_styles_are_taken_off():
    shown = markdown_to_html('<span onclick="x()" style="color:red" class="figure">5</span>')
    assert shown == '<p><span class="figure">5</span></p>\n'


def test_traceable_figures_keep_what_they_say():
    source = '<span class="figure" data-key="a.b" data-source="a.csv:3" title="a.csv, 3">16</span>'
    assert markdown_to_html(source) == f"<p>{source}</p>\n"


def test_what_a_figure_carries_is_text_whatever_it_holds():
    source = (
        '<span class="figure" data-label="&#60;script&#62; &#34;&#62; &#42;a&#42; &#91;x&#93;"'
        ' data-formula="1 &#215; 2" onclick="x()" style="color: red">16</span>'
    )
    assert markdown_to_html(source) == (
        '<p><span class="figure" data-label="&lt;script&gt; &quot;&gt; *a* [x]"'
        ' data-formula="1 × 2">16</span></p>\n'
    )


def test_an_annex_keeps_its_class_and_its_reference():
    source = (
        '<h2 class="annex"><span>Phụ lục I</span>: <span>Một</span></h2>\n\n'
        '<p class="reference">(Kèm theo)</p>\n\n- *Hai*'
    )
    assert markdown_to_html(source).replace("\n", "") == (
        '<h2 class="annex"><span>Phụ lục I</span>: <span>Một</span></h2>'
        '<p class="reference">(Kèm theo)</p><ul><li><em>Hai</em></li></ul>'
    )


def test_links_reach_the_web_mail_and_the_document_only():
    assert 'href="https://a.vn"' in markdown_to_html("[x](https://a.vn)")
    assert 'href="#muc-1"' in markdown_to_html("[x](#muc-1)")
    for target in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "a.html"):
        assert "href" not in markdown_to_html(f"[x]({target})"), target


def test_a_picture_where_there_can_be_none_is_the_characters_it_is_written_with():
    shown = markdown_to_html("![Trụ sở](http://a.vn/x.png)")
    assert shown == '<p>&lt;img src="http://a.vn/x.png" alt="Trụ sở"&gt;</p>\n'
    assert markdown_to_html("a <IMG src=x>") == "<p>a &lt;IMG src=x&gt;</p>\n"


def test_a_task_shows_whether_it_is_done():
    html = markdown_to_html("- [ ] Gửi báo cáo\n- [x] Thu **số liệu**\n- không phải việc")
    assert html == (
        "<ul>\n<li>□ Gửi báo cáo</li>\n<li>☑ Thu <strong>số liệu</strong></li>\n"
        "<li>không phải việc</li>\n</ul>\n"
    )


def test_a_footnote_stands_under_the_text_with_its_number():
    html = markdown_to_html("Tăng[^x] và giảm[^2].\n\n[^x]: So với *tháng trước*.\n[^2]: Ước tính.")
    assert '<a href="#fn-1" rel="noopener noreferrer">1</a>' in html
    assert '<li id="fn-1"><p>So với <em>tháng trước</em>.</p></li>' in html
    assert '<li id="fn-2"><p>Ước tính.</p></li>' in html


def test_dollar_signs_are_not_mathematics():
    assert markdown_to_html("Từ $5 *đến* $6") == "<p>Từ $5 <em>đến</em> $6</p>\n"


def test_code_is_shown_as_it_is():
    shown = markdown_to_html("```{=typst}\n#panic()\n```")
    assert shown == "<pre><code>#panic()\n</code></pre>\n"


def test_comments_are_left_out_and_unclosed_ones_are_text():
    assert markdown_to_html("một <!-- ghi chú --> hai") == "<p>một  hai</p>\n"
    assert "&lt;!-- ba" in markdown_to_html("hai <!-- ba")


def test_right_aligned_columns_are_numbers():
    shown = markdown_to_html("| a | b |\n|---|--:|\n| x | 1 |")
    assert '<th class="number" scope="col">b</th>' in shown.replace(
        'scope="col" class="number"', 'class="number" scope="col"'
    )
    assert '<td class="number">1</td>' in shown


def test_tables_keep_their_structure():
    table = (
        '<table><caption>Hồ sơ</caption><thead><tr><th scope="col" colspan="2">a</th></tr></thead>'
        '<tbody><tr><th scope="row">x</th><td class="number">1</td></tr></tbody></table>'
    )
    shown = clean(table.replace("<table>", '<table border="1" style="x">'))
    assert '<th scope="row">x</th><td class="number">1</td>' in shown
    assert "<caption>Hồ sơ</caption>" in shown
    assert 'colspan="2"' in shown
    assert "border" not in shown
    assert "style" not in shown


def test_style_sheets_in_outputs_vanish_with_their_content():
    assert clean("<style>td {color: red}</style><p>a</p>") == "<p>a</p>"


def test_print_drops_every_attribute_that_no_writer_reads():
    source = '<p><span class="figure" id="a" data-typst:text:fill="red" data-x="y">16</span></p>'
    assert clean_for_print(source) == "<p><span>16</span></p>"
    assert clean_for_print('<div class="chart" id="hinh-1-1">x</div>') == "<div>x</div>"


def test_a_cell_reaches_over_a_hundred_others_at_most():
    for attribute in ("colspan", "rowspan"):
        for value in ("0", "-3", "100000", "101", "x", "", "2.5", "٢"):
            cell = f'<table><tbody><tr><td {attribute}="{value}">a</td></tr></tbody></table>'
            assert attribute not in clean(cell), value
            assert attribute not in clean_for_print(cell), value
        for value in ("1", "2", "100"):
            cell = f'<table><tbody><tr><td {attribute}="{value}">a</td></tr></tbody></table>'
            assert clean(cell) == clean_for_print(cell) == cell
