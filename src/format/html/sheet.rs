//! What the style sheet of a document says, as far as a page on a screen can follow it: typefaces, sizes, sides and
//! indents, vertical lines, and the paper when it is printed.

use crate::document::sheet::{self, Purpose, Sheet, Side, Typefaces};
use crate::document::{Document, Role};
use crate::text::Lang;
use std::collections::BTreeSet;

/// The rules that follow the usual ones of a page.
pub(super) fn rules(document: &Document) -> String {
    let sheet = document.sheet();
    let mut css = paper(sheet);
    if !sheet.is_standard() {
        css.push_str(&letters(sheet));
        let purpose = Purpose::of(document.roles(), document.lang());
        let roles: BTreeSet<Role> = document.roles().iter().copied().collect();
        for role in roles.into_iter().filter(|role| !matches!(role, Role::Item(_) | Role::Cell(_))) {
            css.push_str(&paragraph(sheet, role, purpose));
        }
    }
    if sheet.page.vertical {
        let columns = sheet.page.columns();
        css.push_str(&format!(
            "body {{ margin: 2rem; max-inline-size: {columns}em; max-width: none; writing-mode: vertical-rl; }}\n\
             .upright {{ text-combine-upright: all; }}\n"
        ));
    }
    css
}

/// The paper, and where new pages begin on it.
fn paper(sheet: &Sheet) -> String {
    let page = &sheet.page;
    let [top, right, bottom, left, width, height] =
        [page.top, page.right, page.bottom, page.left, page.width, page.height].map(millimetres);
    format!(
        "@page {{ margin: {top} {right} {bottom} {left}; size: {width} {height}; }}\n\
         @media print {{ body {{ margin: 0; max-inline-size: none; max-width: none; padding: 0; }} .new-page {{ break-before: page; }} }}\n"
    )
}

/// Twentieths of a point, as paper is measured.
fn millimetres(twentieths: usize) -> String {
    format!("{:.1}mm", twentieths as f64 / 20.0 * 25.4 / 72.0)
}

fn letters(sheet: &Sheet) -> String {
    let page = &sheet.page;
    let height = page.line as f64 / (page.size * 10) as f64;
    let length = match sheet.lang {
        Lang::Ja => format!(" max-width: {}em;", page.columns()),
        Lang::En => String::new(),
    };
    format!(
        "body {{ font-family: {}; line-height: {height:.2};{length} }}\nh1, h2, h3, h4, h5, h6 {{ font-family: {}; }}\n",
        families(&sheet.text),
        families(&sheet.heading)
    )
}

fn families(faces: &Typefaces) -> String {
    let kind = if sheet::has_serifs(&faces.japanese) { "serif" } else { "sans-serif" };
    // A name is a string in the page's style; one that could end it is no name.
    let name = |name: &str| name.chars().filter(|c| !matches!(c, '"' | '\\' | '<' | '>') && !c.is_control()).collect();
    let mut names: Vec<String> = vec![name(&faces.latin), name(&faces.japanese)];
    names.dedup();
    let quoted: Vec<String> = names.iter().filter(|name| !name.is_empty()).map(|name| format!("\"{name}\"")).collect();
    [quoted, vec![kind.to_owned()]].concat().join(", ")
}

/// What the sheet says of a role other than is usual.
fn paragraph(sheet: &Sheet, role: Role, purpose: Purpose) -> String {
    let mut says = String::new();
    let (stand, usual) = (sheet.stand(role, purpose), sheet::stand(role, sheet.lang, purpose));
    if stand != usual {
        let side = match stand.side {
            Side::Start => "start",
            Side::Middle => "center",
            Side::End => "end",
            Side::Both => "justify",
        };
        let (left, right, first) = (stand.left, stand.right, stand.first);
        says.push_str(&format!(
            " padding-inline: {left}em {right}em; margin-inline: 0; text-align: {side}; text-indent: {first}em;"
        ));
    }
    let (letters, usual) = (sheet.letters(role, purpose), sheet::letters(role, sheet.lang, purpose));
    let (size, of) = ((letters.size * sheet::SIZE) as f64 / sheet.page.size as f64, usual.size as f64);
    if (size - of).abs() > 0.6 {
        says.push_str(&format!(" font-size: {:.2}rem;", letters.size as f64 / sheet.page.size as f64));
    }
    if letters.heading != usual.heading {
        let faces = if letters.heading { &sheet.heading } else { &sheet.text };
        says.push_str(&format!(" font-family: {};", families(faces)));
    }
    if letters.bold != usual.bold {
        says.push_str(if letters.bold { " font-weight: bold;" } else { " font-weight: normal;" });
    }
    if says.is_empty() { says } else { format!("main .{} {{{says} }}\n", role.code()) }
}
