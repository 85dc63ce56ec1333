"""Prints forms.json from web pages with Firefox, whose prints leave out sides of cells that go on over a page break.

usage: python3 print.py FONT.ttf OUT [LOOK-FORM …] (needs firefox-esr; the PDFs here are from 153.8.0esr)
"""
import base64
import html
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PORT = 2899
LOOKS = {
    "hair": "td{border:0.25pt solid #888}",
    "grey": "td{border:1px solid #bbb}",
    "lines": "table{border-top:1px solid #333}td{border-bottom:1px solid #999}",
}


class Firefox:
    """A Firefox without a window, spoken to by Marionette."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory()
        Path(self.profile.name, "user.js").write_text(f'user_pref("marionette.port", {PORT});\n')
        command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", self.profile.name]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(120):
            try:
                self.socket = socket.create_connection(("127.0.0.1", PORT))
                break
            except OSError:
                time.sleep(0.5)
        self.buffer, self.number = b"", 0
        self.answer()
        self.ask("WebDriver:NewSession", {"capabilities": {}})

    def answer(self):
        while b":" not in self.buffer:
            self.buffer += self.socket.recv(65536)
        length, rest = self.buffer.split(b":", 1)
        while len(rest) < int(length):
            rest += self.socket.recv(1 << 20)
        self.buffer = rest[int(length):]
        return json.loads(rest[:int(length)])

    def ask(self, name, parameters):
        self.number += 1
        message = json.dumps([0, self.number, name, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        kind, number, error, result = self.answer()
        assert (kind, number) == (1, self.number) and not error, error
        return result

    def print(self, page, landscape):
        self.ask("WebDriver:Navigate", {"url": page.as_uri()})
        margin = {side: 1.0 for side in ("top", "bottom", "left", "right")}
        paper = {"width": 21.0, "height": 29.7}
        orientation = "landscape" if landscape else "portrait"
        asked = {"orientation": orientation, "background": True, "page": paper, "margin": margin}
        return base64.b64decode(self.ask("WebDriver:Print", asked)["value"])


def to_html(form, look, font):
    def row(cells, number):
        out = []
        for cell in (c if isinstance(c, dict) else {"t": c} for c in cells):
            spans = f' rowspan="{cell.get("r", 1)}" colspan="{cell.get("c", 1)}"'
            out.append(f'<td{spans}{" class=n" if cell.get("n") else ""}>{html.escape(cell["t"])}</td>')
        return "<tr>" + "".join(out) + "</tr>"

    rows = [row(cells, n) for n, cells in enumerate(form["rows"])]
    head, body = "".join(rows[:form["head"]]), "".join(rows[form["head"]:])
    columns = "".join(f'<col style="width:{w}pt">' for w in form["widths"])
    style = f"""@font-face{{font-family:B;src:url({font.as_uri()})}}*{{font-family:B}}body{{font-size:8pt;margin:0}}
    h1{{font-size:15pt;text-align:center}}table{{border-collapse:collapse;table-layout:fixed;width:{sum(form["widths"])}pt}}
    td{{padding:3pt;vertical-align:middle}}.n{{text-align:right}}thead td{{text-align:center}}{LOOKS[look]}"""
    return (f"<!doctype html><meta charset=utf-8><style>{style}</style><h1>{form['title']}</h1><p>{form['above']}</p>"
            f"<table><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>")


def main():
    font, out, wanted = Path(sys.argv[1]).resolve(), Path(sys.argv[2]), sys.argv[3:]
    forms = json.loads((Path(__file__).parent / "forms.json").read_text(encoding="utf-8"))
    firefox = Firefox()
    for look, key in ((look, key) for look in LOOKS for key in forms):
        if wanted and f"{look}-{key}" not in wanted:
            continue
        with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as page:
            page.write(to_html(forms[key], look, font))
            page.flush()
            pdf = firefox.print(Path(page.name), sum(forms[key]["widths"]) > 600)
        # The day of printing is no part of a case.
        pdf = re.sub(rb"\(D:\d{14}[^)]*\)", lambda m: b"(D:19700101000000" + m[0][17:], pdf)
        folder = out / f"firefox-{look}-{key}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "input.pdf").write_bytes(pdf)
    firefox.process.terminate()


main()
