//! The document that the benches of files write and read.

use kian::document::{Author, Document, Role};
use kian::text::Lang;

/// About `pages` pages of 40 characters by 36 lines: a notice, then chapters with prose and items.
pub fn document(pages: usize) -> Document {
    let mut parts = vec![
        (Role::DocNumber, "総防第123号".to_owned()),
        (Role::Date, "令和8年7月1日".to_owned()),
        (Role::Addressee, "各課長　様".to_owned()),
        (Role::Sender, "みどり野市総務部長".to_owned()),
        (Role::Title, "地域防災計画の見直しについて（通知）".to_owned()),
    ];
    for page in 1..=pages {
        if page > 1 {
            parts.push((Role::Heading(1), format!("第{page}章　避難所の開設と運営")));
        }
        for _ in 0..7 {
            let prose = "市は、大きな地震が起きたときは、直ちに避難所を開き、受付の係を置き、来た人の名簿を作ります。";
            parts.push((Role::Body, prose.repeat(2)));
        }
        for item in ["受付の手順", "物資の配り方", "関係する機関への連絡の方法"] {
            parts.push((Role::Item(0), item.to_owned()));
            parts.push((Role::Item(1), format!("{item}は、別に定める手引によること。")));
        }
    }
    Document::new(Lang::Ja, None, &parts, Author::Person)
}
