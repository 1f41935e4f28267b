//! Tables in a package: a run of cells as `w:tbl`, and the rows of a `w:tbl` as a run of cells.

use super::style;
use super::write::Body;
use crate::document::sheet::{CELL_SPACE, CHARACTER, width};
use crate::document::{Role, tables};
use crate::text::Lang;

impl Body<'_> {
    /// A table with lines around its cells, as wide as the text. Rows are not cut at the end of a page.
    /// `cell` writes the paragraphs of a cell.
    pub(super) fn table(&self, table: &tables::Table, mut cell: impl FnMut(usize, &mut String), xml: &mut String) {
        let (widths, margin) = (self.column_widths(table), self.cell_margin());
        let total: usize = widths.iter().sum();
        xml.push_str(&format!(r#"<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblBorders>"#));
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            xml.push_str(&format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#));
        }
        let above = if self.lang == Lang::Ja { 0 } else { CELL_SPACE };
        xml.push_str(&format!(
            r#"</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{above}" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/><w:bottom w:w="{above}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#
        ));
        for width in &widths {
            xml.push_str(&format!(r#"<w:gridCol w:w="{width}"/>"#));
        }
        xml.push_str("</w:tblGrid>");
        for row in 0..table.rows {
            xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (index, width) in table.row(row).zip(&widths) {
                xml.push_str(&format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#));
                cell(index, xml);
                xml.push_str("</w:tc>");
            }
            xml.push_str("</w:tr>");
        }
        xml.push_str("</w:tbl>");
        // Behind a table Word wants a paragraph, and between two as well. Its style says that it is none of the text.
        if self.document.roles().get(table.cells().end).is_none_or(|next| next.is_cell()) {
            xml.push_str(&format!(r#"<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>"#, style::of(Role::Cell(0)).id));
        }
    }

    /// How wide the columns are, in twentieths of a point.
    pub(in crate::format) fn column_widths(&self, table: &tables::Table) -> Vec<usize> {
        let half = self.cell_margin();
        let halves = self.sheet.page.measure() / half;
        let breadth = |index: usize| tables::breadth(&self.document.paragraph(index).text);
        let widths = tables::widths(&tables::longest(table, breadth), halves);
        widths.into_iter().map(|halves| halves * half).collect()
    }

    /// Space at the left and the right of a cell's text: half a character.
    pub(in crate::format) fn cell_margin(&self) -> usize {
        (self.sheet.page.character / 2).max(1)
    }

    /// How many lines row `row` surely has room in.
    pub(super) fn lines_of_row(&self, table: &tables::Table, row: usize) -> usize {
        let widths = self.column_widths(table);
        let cells = table.row(row).zip(widths).map(|(index, room)| {
            let character = self.sheet.page.character;
            let room = room.saturating_sub(2 * self.cell_margin()).max(character);
            (width(&self.document.paragraph(index).text) * character / CHARACTER).div_ceil(room).max(1)
        });
        cells.max().unwrap_or(1)
    }
}
