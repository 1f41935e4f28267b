//! A 新旧対照表 as a web page: what is new is `ins`, what is gone `del`, both underlined as on paper.

use super::{escape, page};
use crate::document::comparison::Comparison;
use crate::format::comparison::{Cell, Layout, Order, cells};

const STYLE: &str = "body { font-family: \"BIZ UDMincho\", \"Yu Mincho\", \"Hiragino Mincho ProN\", serif; line-height: 1.7; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.25rem; text-align: center; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
th, td { border-left: 1px solid; border-right: 1px solid; padding: 0.15rem 0.5rem; text-align: left; vertical-align: top; width: 50%; }
th { background: #f2f2f2; border: 1px solid; color: #000; text-align: center; }
tbody { border: 1px solid; }
ins, del { text-decoration: underline; text-underline-offset: 0.2em; }
.depth-1 { padding-left: 1.5em; }
.depth-2 { padding-left: 2.5em; }
.depth-3 { padding-left: 3.5em; }
@media print { body { margin: 0; max-width: none; } thead { display: table-header-group; } tr { break-inside: avoid; } }
";

pub(in crate::format) fn comparison(comparison: &Comparison, layout: &Layout) -> String {
    let lang = comparison.lang;
    let mut body = String::new();
    if !layout.title.is_empty() {
        body.push_str(&format!("<h1>{}</h1>\n", escape(&layout.title)));
    }
    let [first, second] = layout.columns(lang);
    body.push_str(&format!(
        "<table>\n<thead>\n<tr><th scope=\"col\">{first}</th><th scope=\"col\">{second}</th></tr>\n</thead>\n"
    ));
    for group in &comparison.groups {
        body.push_str("<tbody>\n");
        for [new, old] in cells(&group.rows, lang) {
            let cells = layout.in_order((new, "ins"), (old, "del"));
            body.push_str("<tr>");
            for (cell, mark) in &cells {
                body.push_str(&written(cell, mark));
            }
            body.push_str("</tr>\n");
        }
        body.push_str("</tbody>\n");
    }
    body.push_str("</table>\n");
    let title = if layout.title.is_empty() {
        match layout.order {
            Order::NewFirst => format!("{first} / {second}"),
            Order::OldFirst => format!("{second} / {first}"),
        }
    } else {
        layout.title.clone()
    };
    page(lang, &title, STYLE, &body)
}

fn written(cell: &Cell, mark: &str) -> String {
    let class = match cell.depth {
        0 => String::new(),
        depth => format!(" class=\"depth-{}\"", depth.min(3)),
    };
    let words: String = cell
        .pieces
        .iter()
        .map(|(words, marked)| {
            let words = escape(words);
            if *marked { format!("<{mark}>{words}</{mark}>") } else { words }
        })
        .collect();
    format!("<td{class}>{words}</td>")
}
