#!/usr/bin/env python3
"""Makes the PDFs of this folder: one line of text in every way that Chinese PDFs encode it.

Needs pikepdf, fontTools, qpdf and poppler-data (for the CIDs of Adobe-GB1). The embedded font is made here, of boxes, so
that no foreign font is in the files. expected.txt says what each file must read.
"""
import io
import re
import subprocess
from pathlib import Path

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, String

TEXT = "绩效目标2023年≥95%，不少于8期（部门）"
HERE = Path(__file__).parent
EXPECTED = {}


def box_font(text):
    """A TrueType font whose glyphs are boxes; the order of glyphs has nothing to do with that of characters."""
    chars = sorted(set(text), key=lambda c: (ord(c) * 7919) % 65537)
    names = [".notdef"] + [f"g{n}" for n in range(len(chars))]
    pen = TTGlyphPen(None)
    for n, point in enumerate([(100, 0), (100, 800), (900, 800), (900, 0)]):
        (pen.moveTo if n == 0 else pen.lineTo)(point)
    pen.closePath()
    box = pen.glyph()
    fb = FontBuilder(1000, isTTF=True)
    fb.setupGlyphOrder(names)
    cmap = {ord(c): f"g{n}" for n, c in enumerate(chars)}
    cmap.update({ord(r): cmap[ord(c)] for r, c in (("⽬", "目"), ("⻔", "门")) if ord(c) in cmap})
    fb.setupCharacterMap(cmap)
    fb.setupGlyf({name: box for name in names})
    fb.setupHorizontalMetrics({name: (1000, 100) for name in names})
    fb.setupHorizontalHeader(ascent=880, descent=-120)
    fb.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    fb.setupOS2()
    fb.setupPost(keepGlyphNames=False)
    fb.font["head"].created = fb.font["head"].modified = 0
    out = io.BytesIO()
    fb.save(out)
    return out.getvalue(), {c: n + 1 for n, c in enumerate(chars)}


def gb1_cids():
    cids = {}
    for line in Path("/usr/share/poppler/cMap/Adobe-GB1/UniGB-UTF16-H").read_text("latin1").splitlines():
        if m := re.fullmatch(r"<([0-9a-f]{4})> <([0-9a-f]{4})> (\d+)", line):
            low, high, cid = int(m[1], 16), int(m[2], 16), int(m[3])
            cids.update({chr(c): cid + c - low for c in range(low, high + 1)})
        elif m := re.fullmatch(r"<([0-9a-f]{4})> (\d+)", line):
            cids[chr(int(m[1], 16))] = int(m[2])
    return cids


def to_unicode(pairs):
    rows = "\n".join(f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in pairs)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(pairs)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    ).encode()


def composite(pdf, encoding, ordering, base="STSong-Light", program=None, mapping=None, gids=None, width=1000):
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/" + base), Flags=4, FontBBox=Array([0, -120, 1000, 880]),
        ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=700, StemV=80,
    )
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2 if program else Name.CIDFontType0, BaseFont=Name("/" + base),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String(ordering), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), DW=width,
    )
    if program:
        descriptor.FontFile2 = pdf.make_stream(program)
        descendant.CIDToGIDMap = pdf.make_stream(gids) if gids else Name.Identity
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/" + base), Encoding=Name("/" + encoding),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )
    if mapping is not None:
        font.ToUnicode = pdf.make_stream(mapping)
    return pdf.make_indirect(font)


def save(name, font=None, content=None, text=TEXT, box=(0, 0, 420, 100), make=None, **page_keys):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=box[2:])
    page.MediaBox = Array(list(box))
    page.Resources = Dictionary(Font=Dictionary(F1=font(pdf))) if font else Dictionary()
    page.Contents = pdf.make_stream(content.encode())
    for key, value in page_keys.items():
        page[Name("/" + key)] = value
    if make:
        make(pdf, page)
    pdf.save(HERE / f"{name}.pdf", compress_streams=True, static_id=True, deterministic_id=False)
    EXPECTED[name] = text


def show(codes):
    return f"BT /F1 12 Tf 20 50 Td <{codes}> Tj ET\n"


def main():
    program, glyphs = box_font(TEXT)
    cids = gb1_cids()
    utf16 = TEXT.encode("utf-16-be").hex()
    gbk = TEXT.encode("gbk").hex()
    gids = "".join(f"{glyphs[c]:04x}" for c in TEXT)
    pairs = [(glyphs[c], c) for c in sorted(set(TEXT))]

    for name, codes in (
        ("UniGB-UCS2-H", utf16), ("UniGB-UTF16-H", utf16), ("GBK-EUC-H", gbk), ("GBKp-EUC-H", gbk), ("GBK2K-H", gbk),
        ("GB-EUC-H", gbk), ("UniGB-UCS2-V", utf16),
    ):
        content, box = show(codes), (0, 0, 420, 100)
        if name.endswith("-V"):
            content, box = content.replace("20 50", "20 380"), (0, 0, 420, 400)
        save(f"plain-{name}", lambda pdf, n=name: composite(pdf, n, "GB1"), content, box=box)
    gb1 = "".join(f"{cids[c]:04x}" for c in TEXT)
    save("plain-Identity-GB1", lambda pdf: composite(pdf, "Identity-H", "GB1"), show(gb1))

    # GBK-EUC-H embedded: CIDs lead to the program's glyphs by a map.
    gid_map = bytearray(2 * 30000)
    for c in TEXT:
        cid = cids[c] if ord(c) > 0x7F else cids[c] + 813
        gid_map[2 * cid : 2 * cid + 2] = glyphs[c].to_bytes(2, "big")
    save("embedded-GBK-EUC-H", lambda pdf: composite(pdf, "GBK-EUC-H", "GB1", "AAAAAA+Boxes", program, None, bytes(gid_map)), show(gbk))
    gb1_map = bytearray(2 * 30000)
    for c in TEXT:
        gb1_map[2 * cids[c] : 2 * cids[c] + 2] = glyphs[c].to_bytes(2, "big")
    bare, _ = box_font("")
    save("embedded-Identity-GB1", lambda pdf: composite(pdf, "Identity-H", "GB1", "AAAAAA+Boxes", bare, None, bytes(gb1_map)), show(gb1))
    maps = {
        "without": None,
        "good": to_unicode(pairs),
        "broken": to_unicode([(g, "\0" if g % 2 else "\ufffd") for g, _ in pairs]),
        "partial": to_unicode([(g, c) for g, c in pairs if g % 3]),
        "radicals": to_unicode([(g, {"目": "⽬", "门": "⻔"}.get(c, c)) for g, c in pairs]),
        "private": to_unicode([(g, chr(0xE000 + g)) for g, _ in pairs]),
    }
    for name, mapping in maps.items():
        save(f"tounicode-{name}", lambda pdf, m=mapping: composite(pdf, "Identity-H", "Identity", "AAAAAA+Boxes", program, m), show(gids))
    actual = String(TEXT)
    lost, _ = box_font("")

    def with_actual_text(pdf, page):
        page.Resources.Properties = Dictionary(P0=Dictionary(ActualText=actual))

    save("actual-text", lambda pdf: composite(pdf, "Identity-H", "Identity", "AAAAAA+Boxes", lost),
         f"/Span /P0 BDC {show(gids)} EMC", make=with_actual_text)

    good = lambda pdf: composite(pdf, "Identity-H", "Identity", "AAAAAA+Boxes", program, maps["good"])
    save("twice-fill-stroke", good, "BT 2 Tr 0.3 w /F1 12 Tf 20 50 Td <%s> Tj ET" % gids)
    save("twice-overprint", good, show(gids) + show(gids).replace("20 50", "20.4 50"))
    save("outside-page", good, show(gids) + show(gids).replace("20 50", "20 -50"))
    save("outside-clip", good, f"q 0 0 400 40 re W n {show(gids)} Q q 10 40 400 30 re W n {show(gids)} Q")
    save("white-on-paper", good, f"{show(gids)} 1 g {show(gids)}")
    save("rotated", good, show(gids), Rotate=90)
    save("crop-unit", good, show(gids), CropBox=Array([10, 40, 410, 90]), UserUnit=2)
    save("upside-down", good, "BT /F1 12 Tf -1 0 0 -1 400 50 Tm <%s> Tj ET" % gids)
    save("slanted", good, "BT /F1 12 Tf 1 0 0.3 1 20 50 Tm <%s> Tj ET" % gids)
    save("two-fonts-one-name", good, show(gids[:40]) + "BT /F2 12 Tf 200 50 Td <%s> Tj ET" % utf16[40:],
         make=lambda pdf, page: page.Resources.Font.__setitem__("/F2", composite(pdf, "UniGB-UCS2-H", "GB1", "Boxes")))

    def type3(pdf, page):
        procs = Dictionary({f"/a{n}": pdf.make_stream(b"1000 0 0 0 1000 800 d1 100 0 800 800 re f") for n in range(len(TEXT))})
        pairs = "\n".join(f"<{n + 1:02x}> <{c.encode('utf-16-be').hex()}>" for n, c in enumerate(TEXT))
        mapping = f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(TEXT)} beginbfchar\n{pairs}\nendbfchar endcmap"
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
            CharProcs=procs, FirstChar=1, LastChar=len(TEXT), Widths=Array([1000] * len(TEXT)), Resources=Dictionary(),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1] + [Name(f"/a{n}") for n in range(len(TEXT))])),
            ToUnicode=pdf.make_stream(mapping.encode()),
        )
        page.Resources.Font = Dictionary(F1=pdf.make_indirect(font))

    codes = "".join(f"{n + 1:02x}" for n in range(len(TEXT)))
    save("type3", None, f"BT /F1 0.012 Tf 20 50 Td <{codes}> Tj ET", make=type3)

    def form(pdf, page):
        xobject = pdf.make_stream(show(gids).encode())
        xobject.Type, xobject.Subtype, xobject.BBox = Name.XObject, Name.Form, Array([0, 0, 420, 100])
        xobject.Resources = Dictionary(Font=Dictionary(F1=composite(pdf, "Identity-H", "Identity", "AAAAAA+Boxes", program)))
        page.Resources.XObject = Dictionary(X1=xobject)

    save("in-form", None, "/X1 Do", make=form)

    plain = HERE / "tounicode-good.pdf"
    for name, options in {
        "rc4-40": ["40"], "rc4-128": ["128", "--use-aes=n"], "rc4-128-clear-metadata": ["128", "--use-aes=n", "--cleartext-metadata", "--force-V4"],
        "aes-128": ["128", "--use-aes=y"], "aes-128-clear-metadata": ["128", "--use-aes=y", "--cleartext-metadata"],
        "aes-256": ["256"], "aes-256-clear-metadata": ["256", "--cleartext-metadata"], "aes-256-r5": ["256", "--force-R5"],
    }.items():
        for user in ("", "口令" if name.startswith("aes-256") else "secret"):
            target = HERE / f"encrypted-{name}{'-password' if user else ''}.pdf"
            subprocess.run(["qpdf", "--static-id", "--static-aes-iv", "--allow-weak-crypto", "--encrypt", user, "owner", *options, "--", plain, target], check=True)
            EXPECTED[target.stem] = TEXT
    subprocess.run(["qpdf", "--static-id", "--object-streams=generate", plain, HERE / "object-streams.pdf"], check=True)
    subprocess.run(["qpdf", "--static-id", "--static-aes-iv", "--object-streams=generate", "--encrypt", "", "owner", "256", "--", plain, HERE / "encrypted-object-streams.pdf"], check=True)
    subprocess.run(["qpdf", "--static-id", "--linearize", plain, HERE / "linearized.pdf"], check=True)
    whole = plain.read_bytes()
    (HERE / "xref-lost.pdf").write_bytes(whole[: whole.rindex(b"startxref")].replace(b"xref\n0", b"xxxx\n0"))
    for name in ("object-streams", "encrypted-object-streams", "linearized", "xref-lost"):
        EXPECTED[name] = TEXT
    # A range of widths longer than codes have: harmless itself, and refused like one of billions.
    def wide(pdf):
        font = composite(pdf, "UniGB-UCS2-H", "GB1")
        font.DescendantFonts[0].W = Array([0, 70000, 500])
        return font

    save("wide-widths", wide, show(utf16))
    del EXPECTED["wide-widths"]
    (HERE / "expected.txt").write_text("".join(f"{n}\t{t}\n" for n, t in sorted(EXPECTED.items())))


main()
