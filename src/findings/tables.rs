//! Codes of tables: how they were found on pages and joined over them.

use super::entry::codes;

codes! {
    PAGE_IS_DRAWING = "page-is-drawing" Reading {
        name "视为图形的页" "pages taken for drawings"
        meaning "这一页的线条多得不像表格，没有按框线识别，只按文字的对齐识别。"
                "The page has more lines than any table; its rules were not used, tables were told by the alignment of their texts."
        advice "核对这一页的表格是否完整。" "Check whether the tables of this page are complete."
        Warning PageIsDrawing { } "本页线条过多，视为图形，未按框线识别表格"
            "the page has so many lines that it was taken for a drawing; tables were not looked for by their rules"
    }
    LOST_TEXT = "lost-text" Reading {
        name "没有位置的文字" "text without a place"
        meaning "文件没有说明这些文字印在哪里，因此不在任何单元格和段落中。"
                "The file does not say where this text stands, so it is in no cell and no paragraph."
        advice "对照原文件，把引文补到应在之处。" "Find the quoted text in the original and put it where it belongs."
        Warning LostText { } "这些文字在页面上的位置无法确定，未归入任何单元格或段落"
            "this text has no place on the page and belongs to no cell or paragraph"
    }
    TAGS_DIFFER = "tags-differ" Reading {
        name "标签与页面不一致" "tags that differ from the page"
        meaning "PDF自带的标签说明了表格的行列，与页面上看到的不同；取了与文字位置相符的一方。"
                "The PDF's own tags divide the table otherwise than the page shows; whichever agrees with where the texts stand was taken."
        advice "抽查这张表的行列。" "Look at some rows and columns of this table."
        Info TagsCrossed { } "PDF标签的行列与页面上的行列不一致，以页面为准"
            "the PDF's tags divide this table into other rows or columns than the page shows; the page was taken"
        Info TagsTaken { } "框线未把单元格全部分开，文字位置与PDF标签相符，按标签分格"
            "ruling lines leave several cells of this table in one box; the texts stand as the PDF's tags say, so the tags were taken"
        Info TagsRefused { } "PDF标签所说的行列与文字位置不符，以页面为准"
            "the texts do not stand in the rows and columns that the PDF's tags say; the page was taken"
    }
    PAGES_JOINED_SIDEWAYS = "pages-joined-sideways" Reading {
        name "左右拼接的页" "pages joined side by side"
        meaning "表格比纸宽，右半部分印在另一页上，已与左半部分拼成一张表。"
                "The table is wider than the paper; its right part stands on another page and was joined to the left one."
        advice "标为警告的，请核对左右各行是否对应。" "Where it is a warning, check that the rows of both halves belong together."
        Info SidesJoined { page } "第{page}页的表格是左侧页表格的右半部分，已左右拼接"
            "the table on page {page} is the right part of a sheet too wide for the paper; the halves were joined"
        Warning SidesJoinedUnruled { page } "第{page}页的表格没有框线，各行与左侧页对齐，已左右拼接，请核对"
            "the table on page {page} has no ruling lines; its rows stand beside those of the page to its left, so the halves were joined; please check"
        Warning SidesReordered { page } "第{page}页是同一张宽表的右半部分，但印在左半部分之前，已按左右顺序拼接，请核对页序"
            "page {page} is the right part of a sheet too wide for the paper, but was printed before the left one; they were joined from left to right; please check the order of pages"
    }
    SHEET_PIECE_MISSING = "sheet-piece-missing" Reading {
        name "缺少左右相接的页" "missing sides of a sheet"
        meaning "本页表格有一侧被纸边截断（一部分行有边线，一部分没有），却没有找到与之左右相接的一页：可能缺页，或页序有误。"
                "The table of this page is cut at one side by the edge of the paper (some rows have a border there, some have none), but no page continues it there: a page may be missing or out of order."
        advice "检查原文件页数和次序是否完整。" "Check whether pages are missing or out of order."
        Warning SheetPieceMissing { page } "第{page}页的表格一侧似被纸边截断，没有找到与之左右相接的页，请核对"
            "the table on page {page} seems cut at one side by the edge of the paper, and no page continues it there; please check"
    }
    PAGES_JOINED = "pages-joined" Reading {
        name "跨页的表格" "tables over several pages"
        meaning "这一页的表格接着上一页的，已合成一张表。" "The table of this page goes on from the page before; they were made one."
        advice "标为警告的，请核对是否确为同一张表。" "Where it is a warning, check that they are one table."
        Info PagesJoined { } "本页表格接续上一页的表格，已合并"
            "the table continues the one of the page before; they were joined"
        Warning PagesPerhapsJoined { } "本页表格似接续上一页的表格，已合并，请核对"
            "the table seems to continue the one of the page before; they were joined, please check"
    }
    COLUMNS_PUT_BACK = "columns-put-back" Reading {
        name "跨页时缺少的列" "columns left out at a page break"
        meaning "合并单元格跨页时，生成文件的软件没有在下一页印出它，下一页的表格缺少左边的列，或各行向左移了几列；已放回原来的列。"
                "A merged cell goes over the page break and the writing software does not draw it on the next page: its table lacks columns on the left, or its rows moved to the left. They were put back."
        advice "核对各列的内容是否对应。" "Check that the columns hold what they should."
        Warning ColumnsPutBack { } "本页表格缺少上一页左边的合并单元格，各行已放回原来的列，请核对"
            "the table lacks the merged cells on the left of the page before; its rows were put back into their columns, please check"
    }
    ROW_JOINED = "row-joined" Reading {
        name "跨页的行" "rows over two pages"
        meaning "一行被分页切成两段，已接成一行。" "A page break cut the row in two; the parts were put together."
        advice "标为警告的，请核对引文两侧是否相接。" "Where it is a warning, check that both sides of the quoted text belong together."
        Info RowJoined { } "被分页截断的行已接成一行" "a row cut by the page break was put together"
        Warning RowPerhapsJoined { } "这一行似被分页截断，已接成一行，请核对"
            "this row seems cut by the page break; it was put together, please check"
    }
    LABEL_JOINED = "label-joined" Reading {
        name "跨页的合并单元格" "merged cells over two pages"
        meaning "合并单元格被分页切开，已接成一格。" "A page break cut a merged cell; it was put together."
        advice "通常无需处理。" "Usually nothing."
        Info LabelJoined { } "跨页的合并单元格已接成一格" "a merged cell cut by the page break was put together"
    }
}
