// Draws forms.json with jsPDF-autotable and pdfmake in each of their looks: node draw.mjs FONT.ttf OUT
// (make.sh installs what package.json pins.)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { jsPDF } from 'jspdf';
import autoTable from 'jspdf-autotable';

const [font, out] = process.argv.slice(2);
const forms = JSON.parse(readFileSync(new URL('forms.json', import.meta.url)));
const cell = (c) => (typeof c === 'string' ? { t: c } : c);
const save = (name, bytes) => {
  mkdirSync(`${out}/${name}`, { recursive: true });
  writeFileSync(`${out}/${name}/input.pdf`, bytes);
};

function withJsPdf(name, form, theme) {
  const doc = new jsPDF({ orientation: 'landscape', unit: 'pt', format: 'a4', compress: true });
  doc.setCreationDate(new Date(0));
  doc.setFileId('00000000000000000000000000000000');
  doc.addFileToVFS('boxes.ttf', readFileSync(font).toString('base64'));
  doc.addFont('boxes.ttf', 'boxes', 'normal');
  doc.setFont('boxes');
  doc.setFontSize(15).text(form.title, 421, 40, { align: 'center' });
  doc.setFontSize(9).text(form.above, 40, 58);
  const rows = form.rows.map((row) => row.map(cell).map((c) => ({
    content: c.t, colSpan: c.c ?? 1, rowSpan: c.r ?? 1, styles: c.n ? { halign: 'right' } : {},
  })));
  autoTable(doc, {
    startY: 66,
    head: rows.slice(0, form.head),
    body: rows.slice(form.head),
    theme,
    styles: { font: 'boxes', fontStyle: 'normal', fontSize: 8, cellPadding: 3, valign: 'middle' },
    headStyles: { fontStyle: 'normal', halign: 'center' },
    columnStyles: Object.fromEntries(form.widths.map((w, n) => [n, { cellWidth: w, halign: form.numbers.includes(n) ? 'right' : 'left' }])),
  });
  save(name, Buffer.from(doc.output('arraybuffer')));
}

async function withPdfmake(name, form, layout) {
  const pdfmake = createRequire(import.meta.url)('pdfmake');
  pdfmake.setFonts({ Boxes: { normal: font } });
  pdfmake.setUrlAccessPolicy?.(() => false);
  const body = form.rows.map(() => []);
  form.rows.forEach((row, r) => {
    let col = 0;
    for (const c of row.map(cell)) {
      while (body[r][col] !== undefined) col += 1;
      for (let y = r; y < r + (c.r ?? 1); y += 1) for (let x = col; x < col + (c.c ?? 1); x += 1) body[y][x] = {};
      const right = c.n || (form.numbers.includes(col) && r >= form.head);
      body[r][col] = { text: c.t, colSpan: c.c ?? 1, rowSpan: c.r ?? 1, alignment: right ? 'right' : r < form.head ? 'center' : 'left' };
      col += c.c ?? 1;
    }
  });
  const doc = pdfmake.createPdf({
    pageSize: 'A4', pageOrientation: 'landscape', pageMargins: [30, 30, 30, 40],
    info: { creationDate: new Date(0) },
    defaultStyle: { font: 'Boxes', fontSize: 8 },
    footer: (page, pages) => ({ text: `第 ${page} 页 共 ${pages} 页`, alignment: 'center' }),
    content: [
      { text: form.title, fontSize: 15, alignment: 'center' },
      { text: form.above, fontSize: 9, margin: [0, 8] },
      { layout, table: { headerRows: form.head, widths: form.widths, body } },
    ],
  });
  save(name, await doc.getBuffer());
}

for (const theme of ['grid', 'striped', 'plain']) for (const key of Object.keys(forms)) withJsPdf(`jspdf-${theme}-${key}`, forms[key], theme);
for (const layout of ['lightHorizontalLines', 'noBorders']) {
  for (const key of Object.keys(forms)) await withPdfmake(`pdfmake-${layout === 'noBorders' ? 'plain' : 'lines'}-${key}`, forms[key], layout);
}
