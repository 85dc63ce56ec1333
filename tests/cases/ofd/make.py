#!/usr/bin/env python3
"""Makes OFD files (GB/T 33190-2016), written by the standard and by what real files do, not by the reader.

    make.py                     the files of this folder, and the golden cases ofd-* from the samples
    make.py page.svg… -o OUT    an OFD of pages drawn by `jixiao inspect --svg` (--style 0 to 3)

The samples are drawn by the debug binary. The font needs fontTools; its glyphs are boxes, so that no foreign font is here.
"""
import argparse
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
MM = 25.4 / 72
NEW, OLD = "http://www.ofdspec.org/2016", "http://www.ofdspec.org"


def n(value):
    """A number as files have it."""
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def box(x, y, w, h):
    return f"{n(x)} {n(y)} {n(w)} {n(h)}"


class Page:
    """What is on a page, in millimetres: glyphs (text, x, baseline, width, size), rules and fills (x, y, w, h[, colour])."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.glyphs, self.rules, self.fills = [], [], []

    def runs(self):
        """Glyphs that one line of text draws one after the other."""
        run = []
        for glyph in self.glyphs:
            if run:
                _, x, y, width, size = run[-1]
                step = glyph[1] - x
                if abs(glyph[2] - y) > 0.02 or abs(glyph[4] - size) > 0.02 or not 0 < step < width + 0.6 * size:
                    yield run
                    run = []
            run.append(glyph)
        if run:
            yield run


def read_svg(path):
    """A page as `jixiao inspect --svg` draws it."""
    svg = Path(path).read_text("utf-8")
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    page = Page(float(size[1]) * MM, float(size[2]) * MM)
    number = r"(-?[\d.]+)"
    corners = rf'<rect x="{number}" y="{number}" width="{number}" height="{number}"'
    for m in re.finditer(rf'{corners} fill="rgb\((\d+),(\d+),(\d+)\)"', svg):
        page.fills.append(tuple(float(v) * MM for v in m.groups()[:4]) + (" ".join(m.groups()[4:]),))
    drawn = rf'{corners} fill="none" stroke="#bbb"[^>]*/>\n<text x="{number}" y="{number}" font-size="{number}">([^<]*)</text>'
    for m in re.finditer(drawn, svg):
        _, _, width, _, x, y, size = (float(v) * MM for v in m.groups()[:7])
        text = re.sub("&lt;", "<", m[8]).replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        if text not in ("", "\n", "\r", "\t", "\ufffd"):
            page.glyphs.append((text, x, y, width, size))
    for m in re.finditer(rf'{corners} fill="#06c"', svg):
        x, y, w, h = (float(v) for v in m.groups())
        # The drawing grows rules by 0.15 pt on every side.
        page.rules.append(tuple(v * MM for v in (x + 0.15, y + 0.15, w - 0.3, h - 0.3)))
    return page


def with_runs(deltas):
    """Deltas with three or more equal neighbours written as `g n v`."""
    out, at = [], 0
    while at < len(deltas):
        same = 1
        while at + same < len(deltas) and deltas[at + same] == deltas[at]:
            same += 1
        out += ["g", str(same), deltas[at]] if same > 2 else [deltas[at]] * same
        at += same
    return out


class Style:
    """How a program writes OFD."""

    def __init__(self, number):
        self.number = number
        self.prefix = "" if number == 3 else "ofd:"
        self.namespace = OLD if number == 0 else NEW
        self.pretty = number in (0, 3)
        self.ids = 10

    def id(self):
        self.ids += 1
        return self.ids

    def tag(self, name, attributes="", content=None):
        p, attributes = self.prefix, " " + attributes if attributes else ""
        return f"<{p}{name}{attributes}/>" if content is None else f"<{p}{name}{attributes}>{content}</{p}{name}>"

    def file(self, name, content, attributes=""):
        xmlns = f'xmlns="{self.namespace}"' if not self.prefix else f'xmlns:ofd="{self.namespace}"'
        text = self.tag(name, f"{xmlns} {attributes}".strip(), content)
        if self.pretty:
            text = re.sub(r"(?<=>)(?=<(?!/)[^>]*>)", "\n\t", text)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()

    def deltas(self, run, scale):
        """The attribute DeltaX: complete, with repeat runs, short or long."""
        steps = [n((b[1] - a[1]) / scale) for a, b in zip(run, run[1:])]
        if not steps:
            return ""
        if self.number == 1:
            steps = with_runs(steps)
        elif self.number == 2:
            # The last delta counts for what follows.
            while len(steps) > 1 and steps[-1] == steps[-2]:
                steps.pop()
        elif self.number == 3 and len(steps) % 2:
            steps += [steps[-1], "0"]
        return f' DeltaX="{" ".join(steps)}"'

    def text(self, run):
        """A text object."""
        _, left, baseline, _, size = run[0]
        right = max(x + w for _, x, _, w, _ in run)
        top, height = baseline - 0.95 * size, 1.3 * size
        attributes = f'ID="{self.id()}" Font="1"'
        color = self.tag("FillColor", 'Value="0 0 0"')
        # Characters of two UTF-16 units and of several code points are drawn one an object.
        text = "".join(t for t, *_ in run)
        if self.number == 1:
            # A printer driver: points, a CTM back to millimetres.
            attributes += f' Boundary="{box(left, top, right - left, height)}" CTM="{n(MM)} 0 0 {n(MM)} 0 0" Size="{n(size / 0.3528)}"'
            code = self.tag("TextCode", f'X="0" Y="{n((baseline - top) / 0.3528)}"{self.deltas(run, 0.3528)}', escape(text))
            return self.tag("TextObject", attributes, code)
        if self.number == 2:
            # A report writer: several texts in an object, without deltas where characters stand side by side.
            attributes += f' Boundary="{box(left - 1, top, right - left + 2, height)}" Size="{n(size)}"'
            codes = [
                self.tag(
                    "TextCode",
                    f'X="{n(part[0][1] - left + 1)}" Y="{n(baseline - top)}"'
                    + ("" if all(abs(w - size) < 0.002 for *_, w, _ in part) and steps_are(part, size) else self.deltas(part, 1)),
                    escape("".join(t for t, *_ in part)),
                )
                for part in (run[at : at + 12] for at in range(0, len(run), 12))
            ]
            return self.tag("TextObject", attributes, color + "".join(codes))
        attributes += f' Boundary="{box(left, top, right - left, height)}" Size="{n(size)}"'
        start, text = f'X="0" Y="{n(baseline - top)}"', escape(text)
        if self.number == 3:
            text = f"\n\t\t\t{text}\n\t\t"
        return self.tag("TextObject", attributes, color + self.tag("TextCode", start + self.deltas(run, 1), text))

    def rule(self, rule):
        x, y, w, h = rule
        horizontal, width = w >= h, min(w, h)
        if self.number in (0, 1):
            # The four corners of a thin box.
            outer = box(x - 0.18, y - 0.18, w + 0.36, h + 0.36)
            l, t, r, b = 0.18, 0.18, 0.18 + w, 0.18 + h
            attributes = f'ID="{self.id()}" Boundary="{outer}" Stroke="false" Fill="true"'
            if self.number == 1:
                attributes += f' CTM="1 0 0 -1 {n(-100)} {n(200)}"'
                l, r, t, b = l + 100, r + 100, 200 - t, 200 - b
            data = f"M {n(l)} {n(t)} L {n(r)} {n(t)} L {n(r)} {n(b)} L {n(l)} {n(b)} L {n(l)} {n(t)} C "
            color = self.tag("FillColor", 'Value="0 0 0"')
            return self.tag("PathObject", attributes, color + self.tag("AbbreviatedData", "", data))
        to = (n(w), n(h / 2)) if horizontal else (n(w / 2), n(h))
        start = ("0", to[1]) if horizontal else (to[0], "0")
        attributes = f'Boundary="{box(x, y, w, h)}" ID="{self.id()}" LineWidth="{n(width)}"'
        data = self.tag("AbbreviatedData", "", f"M {' '.join(start)} L {' '.join(to)}")
        return self.tag("PathObject", attributes, data + self.tag("StrokeColor", 'Value="156 82 35"'))

    def fill(self, fill):
        x, y, w, h, color = fill
        data = f"M 0 0 L {n(w)} 0 L {n(w)} {n(h)} L 0 {n(h)} C"
        attributes = f'ID="{self.id()}" Boundary="{box(x, y, w, h)}" Fill="true" Stroke="false"'
        return self.tag("PathObject", attributes, self.tag("FillColor", f'Value="{color}"') + self.tag("AbbreviatedData", "", data))

    def layer(self, *objects):
        return self.tag("Content", "", self.tag("Layer", f'ID="{self.id()}"', "".join(objects)))

    def area(self, page):
        return self.tag("PhysicalBox", "", box(0, 0, page.width, page.height))


def package(style, documents, entries=None):
    """The parts of an OFD with these documents, each a list of pages."""
    bodies, parts = "", {}
    for number, pages in enumerate(documents):
        folder = f"Doc_{number}"
        lead = "/" if style.number == 2 else ""
        root = f"{lead}{folder}/Document.xml"
        bodies += style.tag("DocBody", "", style.tag("DocInfo", "", style.tag("Creator", "", "made by tests")) + style.tag("DocRoot", "", root))
        common = style.tag("MaxUnitID", "", "99999") + style.tag("PageArea", "", style.area(pages[0])) + style.tag("PublicRes", "", "PublicRes.xml")
        listed = ""
        for at, page in enumerate(pages):
            name = f"Pages/Page_{at}/Content.xml"
            drawn = [style.fill(f) for f in page.fills] + [style.rule(r) for r in page.rules]
            texts = [style.text(run) for run in page.runs()]
            # An own area where it differs from the document's, and in every page of some programs.
            own = style.number != 2 or (page.width, page.height) != (pages[0].width, pages[0].height)
            body = style.tag("Area", "", style.area(page)) if own else ""
            if style.number == 2:
                # Lines on a template page, written after the content that lies above it.
                template = f"Tpls/Tpl_{at}/Content.xml"
                common += style.tag("TemplatePage", f'ID="{5000 + at}" BaseLoc="{template}" ZOrder="Background"')
                parts[f"{folder}/{template}"] = style.file("Page", style.layer(*drawn))
                body += style.layer(*texts) + style.tag("Template", f'TemplateID="{5000 + at}" ZOrder="Background"')
            elif style.number == 3:
                body += style.layer(style.tag("PageBlock", f'ID="{style.id()}"', "".join(drawn)), *texts)
            else:
                body += style.layer(*drawn, *texts)
            parts[f"{folder}/{name}"] = style.file("Page", body)
            location = f"/{folder}/{name}" if style.number == 2 else name.upper().replace(".XML", ".xml") if style.number == 3 else name
            listed += style.tag("Page", f'ID="{1000 + at}" BaseLoc="{location}"')
        parts[f"{folder}/Document.xml"] = style.file("Document", style.tag("CommonData", "", common) + style.tag("Pages", "", listed))
        fonts = style.tag("Fonts", "", style.tag("Font", 'ID="1" FontName="宋体" FamilyName="宋体"'))
        parts[f"{folder}/PublicRes.xml"] = style.file("Res", fonts, 'BaseLoc="Res"')
    parts["OFD.xml"] = style.file("OFD", bodies, 'Version="1.0" DocType="OFD"')
    return {**parts, **(entries or {})}


def steps_are(run, size):
    return all(abs(b[1] - a[1] - size) < 0.02 for a, b in zip(run, run[1:]))


def write(path, parts):
    """The same bytes for the same parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def convert(svgs, out, number):
    style = Style(number)
    pages = [read_svg(svg) for svg in svgs]
    # One style writes several documents in a file.
    half = (len(pages) + 1) // 2
    documents = [pages[:half], pages[half:]] if number == 3 and len(pages) > 1 else [pages]
    write(out, package(style, documents))


def golden_cases():
    """The samples as OFD."""
    program = ROOT / "target/debug/jixiao"
    for number, (sample, pages) in enumerate([("department", None), ("project-list", 1), ("self-evaluation", None), ("unruled", None)]):
        source = ROOT / "samples" / sample / "input.pdf"
        listed = subprocess.run([program, "inspect", source], capture_output=True, text=True, check=True).stdout
        count = len(re.findall(r"^page \d+:", listed, re.M))
        with tempfile.TemporaryDirectory() as folder:
            svgs = [Path(folder) / f"{page}.svg" for page in range(1, (pages or count) + 1)]
            for page, svg in enumerate(svgs, 1):
                subprocess.run([program, "inspect", source, "--svg", svg, "--page", str(page)], check=True)
            target = ROOT / "tests/golden" / f"ofd-{sample}"
            target.mkdir(exist_ok=True)
            convert(svgs, target / "input.ofd", number)


def box_font():
    """Glyphs 1 and 2 show 绩 and 效."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for at, point in enumerate([(100, 0), (100, 800), (900, 800), (900, 0)]):
        (pen.moveTo if at == 0 else pen.lineTo)(point)
    pen.closePath()
    names, shape = [".notdef", "g1", "g2"], pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord("绩"): "g1", ord("效"): "g2"})
    font.setupGlyf({name: shape for name in names})
    font.setupHorizontalMetrics({name: (1000, 100) for name in names})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost(keepGlyphNames=False)
    font.font["head"].created = font.font["head"].modified = 0
    font.save(HERE / "boxes.ttf")


def every_object():
    """One page with every kind of object, small: what random changes begin from."""
    style = Style(1)
    text = lambda at, inner, more="": style.tag("TextObject", f'ID="{style.id()}" Boundary="{at}" Size="10" {more}', inner)
    code = lambda inner, more="": style.tag("TextCode", f'X="0" Y="9" {more}', inner)
    path = lambda at, data, more="": style.tag("PathObject", f'ID="{style.id()}" Boundary="{at}" {more}', style.tag("FillColor", 'Value="0 0 0"') + style.tag("AbbreviatedData", "", data))
    lines = "".join(path(f"10 {y} 80 1", "M 0 0.5 L 80 0.5", 'LineWidth="0.5"') for y in (10, 30, 50))
    sides = "".join(path(f"{x} 10 1 41", "M 0 0 L 0.5 0 L 0.5 41 L 0 41 C", 'Fill="true" Stroke="false"') for x in (10, 50, 90))
    glyphs = style.tag("CGTransform", 'CodePosition="0" CodeCount="2" GlyphCount="2"', style.tag("Glyphs", "", "1 2"))
    clip = style.tag("Clips", 'TransFlag="false"', style.tag("Clip", "", style.tag("Area", "", style.tag("Path", 'Boundary="0 0 30 10"', style.tag("AbbreviatedData", "", "M 0 0 L 30 0 L 30 10 L 0 10 C")))))
    objects = [
        text("12 14 30 10", glyphs + code("¤¤", 'DeltaX="10"'), 'Font="2" CTM="0.5 0 0 0.5 0 0"'),
        text("52 14 30 10", code("年度指标值", 'DeltaX="g 4 6"'), 'Font="1" HScale="0.6" DrawParam="3"'),
        text("12 34 30 10", clip + code("产出", 'DeltaY="4"'), 'Font="1" ReadDirection="90" CharDirection="0"'),
        text("52 34 30 10", code("≥95%") + style.tag("TextCode", 'X="30" Y="9"', "件"), 'Font="1" Visible="true" Alpha="255"'),
        style.tag("PageBlock", 'ID="90"', style.tag("CompositeObject", 'ID="91" ResourceID="5" Boundary="60 60 20 20" CTM="0.5 0 0 0.5 0 0"')),
        style.tag("ImageObject", 'ID="92" ResourceID="8" Boundary="10 60 20 20" CTM="20 0 0 20 0 0"'),
        path("10 85 20 9", "M 0 0 B 1 1 2 2 3 0 Q 4 4 5 0 A 3 3 0 0 1 9 9", ""),
    ]
    unit = style.tag("Content", "", text("0 0 40 10", code("合计"), 'Font="1"') + path("0 20 40 1", "S 0 0 L 40 0"))
    resources = (
        style.tag("Fonts", "", style.tag("Font", 'ID="1" FontName="宋体"') + style.tag("Font", 'ID="2" FontName="Boxes"', style.tag("FontFile", "", "boxes.ttf")))
        + style.tag("DrawParams", "", style.tag("DrawParam", 'ID="3" LineWidth="0.25"', style.tag("FillColor", 'Value="#20 #20 #20"')))
        + style.tag("CompositeGraphicUnits", "", style.tag("CompositeGraphicUnit", 'ID="5" Width="40" Height="40"', unit))
    )
    area = style.tag("PageArea", "", style.tag("PhysicalBox", "", "0 0 100 100"))
    common = style.tag("CommonData", "", area + style.tag("DocumentRes", "", "Res.xml") + style.tag("TemplatePage", 'ID="7" BaseLoc="T.xml" ZOrder="Background"'))
    pages = style.tag("Pages", "", style.tag("Page", 'ID="1" BaseLoc="P.xml"'))
    appearance = style.tag("Appearance", 'Boundary="60 5 20 5"', text("0 0 20 5", code("已审"), 'Font="1"'))
    body = style.tag("DocBody", "", style.tag("DocRoot", "", "Doc_0/Document.xml") + style.tag("Signatures", "", "Doc_0/Signatures.xml"))
    stamp = style.tag("SignedInfo", "", style.tag("StampAnnot", 'ID="1" PageRef="1" Boundary="70 70 20 20"'))
    write(
        HERE / "objects.ofd",
        {
            "OFD.xml": style.file("OFD", body),
            "Doc_0/Document.xml": style.file("Document", common + pages + style.tag("Annotations", "", "Annotations.xml")),
            "Doc_0/Res.xml": style.file("Res", resources, 'BaseLoc="Res"'),
            "Doc_0/Res/boxes.ttf": (HERE / "boxes.ttf").read_bytes(),
            "Doc_0/P.xml": style.file("Page", style.layer(*objects) + style.tag("Template", 'TemplateID="7"')),
            "Doc_0/T.xml": style.file("Page", style.layer(lines, sides)),
            "Doc_0/Annotations.xml": style.file("Annotations", style.tag("Page", 'PageID="1"', style.tag("FileLoc", "", "A.xml"))),
            "Doc_0/A.xml": style.file("PageAnnot", style.tag("Annot", 'ID="93" Type="Stamp"', appearance)),
            "Doc_0/Signatures.xml": style.file("Signatures", style.tag("Signature", 'ID="1" BaseLoc="S.xml"')),
            "Doc_0/S.xml": style.file("Signature", stamp),
        },
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("svg", nargs="*")
    parser.add_argument("-o", "--out")
    parser.add_argument("--style", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.svg:
        convert(arguments.svg, arguments.out, arguments.style)
    else:
        box_font()
        every_object()
        golden_cases()


if __name__ == "__main__":
    sys.exit(main())
