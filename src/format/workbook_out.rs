//! One table as an Excel workbook (.xlsx): every cell is text as it stands, the first row names the columns and stays in view.

use super::docx::xml::escape;
use super::package::pack;
use std::fmt::Write as _;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// A table while it is written, row by row.
pub(super) struct Table {
    rows: String,
    count: usize,
    widths: Vec<u32>,
}

impl Table {
    /// A table whose columns have these names and widths, in characters.
    pub fn new(columns: &[(&str, u32)]) -> Self {
        let mut table =
            Self { rows: String::new(), count: 0, widths: columns.iter().map(|(_, width)| *width).collect() };
        table.put(columns.iter().map(|(name, _)| *name), 1);
        table
    }

    /// Adds a row; an empty cell is none.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.put(cells, 2);
    }

    fn put<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>, style: usize) {
        self.count += 1;
        let number = self.count;
        // Writing to memory does not fail.
        let _ = write!(self.rows, r#"<row r="{number}">"#);
        for (column, cell) in cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = letter(column);
            let words = escape(cell);
            let _ = write!(
                self.rows,
                r#"<c r="{name}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>"#
            );
        }
        self.rows.push_str("</row>");
    }

    /// The workbook, its one sheet called `name`.
    pub fn finish(self, name: &str) -> Vec<u8> {
        let mut columns = String::new();
        for (column, width) in (1..).zip(&self.widths) {
            let _ = write!(columns, r#"<col min="{column}" max="{column}" width="{width}" customWidth="1"/>"#);
        }
        let last = format!("{}{}", letter(self.widths.len().saturating_sub(1)), self.count);
        let head = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
        let sheet = format!(
            r#"{head}
<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{columns}</cols><sheetData>{rows}</sheetData><autoFilter ref="A1:{last}"/></worksheet>"#,
            rows = self.rows
        );
        let workbook = format!(
            r#"{head}
<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
            name = escape(name)
        );
        // 49 is the form of text: what looks like a number or a date stays as it was written.
        let styles = format!(
            r#"{head}
<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Yu Gothic"/></font><font><b/><sz val="11"/><name val="Yu Gothic"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
        );
        pack(
            Some(("[Content_Types].xml", TYPES)),
            &[
                ("_rels/.rels", ROOT.to_owned()),
                ("xl/workbook.xml", workbook),
                ("xl/_rels/workbook.xml.rels", RELATIONS.to_owned()),
                ("xl/styles.xml", styles),
                ("xl/worksheets/sheet1.xml", sheet),
            ],
        )
    }
}

/// The name of a column, from 0; of the first twenty-six.
fn letter(column: usize) -> char {
    char::from(b'A' + u8::try_from(column.min(25)).unwrap_or(25))
}
