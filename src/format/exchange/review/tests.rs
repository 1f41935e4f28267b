use super::*;
use crate::text::{Lang, Text};
use crate::translation::Segmenter;

fn labels() -> Labels {
    Labels {
        columns: ["番号", "原文", "訳文", "状態", "コメント"].map(str::to_owned),
        statuses: ["未訳", "下訳", "編集済み", "確定", "承認", "差戻し", "要見直し", "ロック"].map(str::to_owned),
    }
}

fn bitext() -> Bitext {
    let text = Text::from("一つ。二つ。\n三つ。四つ。");
    let mut bitext = Bitext::new(&text, Lang::Ja, Lang::En, Segmenter::Own);
    for (at, target) in ["One.", "Two & <2>.", "Three."].iter().enumerate() {
        let id = bitext.pairs()[at].id;
        let tags = if at == 1 {
            vec![Tag { at: 3, kind: TagKind::Alone, id: "1".into(), code: "<br/>".into(), role: String::new() }]
        } else {
            Vec::new()
        };
        let target = Rich { text: (*target).to_owned(), tags, sub: Vec::new() };
        bitext.apply(&[Edit::Target { id, target, origin: Origin::Person }], "訳者", at as i64 * 9000).unwrap();
    }
    let id = bitext.pairs()[0].id;
    bitext.apply(&[Edit::Comment { id, text: "確認".into(), place: None }], "上司", 0).unwrap();
    bitext
}

/// The file with its document changed.
fn changed(bytes: &[u8], change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut package = Package::open(bytes).unwrap();
    let document = change(package.text("word/document.xml").unwrap());
    let comments = "<w:comments xmlns:w=\"urn:w\"><w:comment w:id=\"5\" w:author=\"山田\" w:date=\"2026-04-01T00:00:00Z\"><w:p><w:r><w:t>語順</w:t></w:r></w:p></w:comment></w:comments>";
    pack(None, &[("word/document.xml", document), ("word/comments.xml", comments.to_owned())])
}

/// The table of all pairs.
fn whole(bitext: &Bitext) -> Vec<u8> {
    write(bitext, &labels(), &mut crate::format::exchange::on).unwrap()
}

#[test]
fn nothing_done_is_nothing_to_do() {
    let bitext = bitext();
    let (rows, faults) = read(&whole(&bitext)).unwrap();
    assert_eq!((rows.len(), faults.count), (4, 0));
    assert_eq!((rows[1].source.as_str(), rows[1].target.as_str()), ("二つ。", "Two⟦1⟧ & <2>."));
    assert_eq!(rows[0].remarks, ["上司: 確認"]);
    assert_eq!(merge(&bitext, &rows, &[labels()]), Merged::default());
}

#[test]
fn tracked_and_plain_changes_come_back() {
    let bitext = bitext();
    let bytes = changed(&whole(&bitext), |document| {
        document
            .replace(
                "<w:t xml:space=\"preserve\">One.</w:t></w:r>",
                "<w:t>On</w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>e.</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>ce!</w:t></w:r></w:ins><w:r><w:commentReference w:id=\"5\"/></w:r>",
            )
            .replace("Three.", "Third.")
    });
    let (rows, _) = read(&bytes).unwrap();
    assert_eq!((rows[0].old_target.as_str(), rows[0].target.as_str(), rows[0].tracked), ("One.", "Once!", true));
    assert_eq!(rows[0].comments, [("山田".into(), "2026-04-01T00:00:00Z".into(), "語順".into())]);
    let merged = merge(&bitext, &rows, &[labels()]);
    assert_eq!(merged.conflicts, []);
    let mut after = bitext.clone();
    after.apply(&merged.edits, "山田", 99).unwrap();
    assert_eq!(after.pairs()[0].target(), "Once!");
    assert_eq!(after.pairs()[2].target(), "Third.");
    assert_eq!(after.pairs()[1].work.tags.len(), 1);
    assert_eq!(after.pairs()[0].work.comments[1].text, "山田: 語順");
    // All of it is one step.
    after.undo();
    assert_eq!(after.pairs()[2].target(), "Three.");
}

#[test]
fn rows_may_be_missing_moved_or_doubled() {
    let bitext = bitext();
    let bytes = changed(&whole(&bitext), |document| {
        let start = document.find("<w:tr><w:trPr><w:cantSplit/></w:trPr>").unwrap();
        let end = document.rfind("</w:tr>").unwrap() + "</w:tr>".len();
        let mut rows: Vec<&str> = document[start..end].split_inclusive("</w:tr>").collect();
        rows.reverse();
        rows.remove(1);
        let doubled = rows[0].replace("<w:p></w:p>", "<w:p><w:r><w:t>Four.</w:t></w:r></w:p>");
        format!("{}{}{}{}", &document[..start], rows.concat(), doubled, &document[end..])
    });
    let (rows, _) = read(&bytes).unwrap();
    let merged = merge(&bitext, &rows, &[labels()]);
    assert_eq!(merged.missing, [bitext.pairs()[2].id]);
    assert_eq!(merged.conflicts.iter().map(|conflict| conflict.why).collect::<Vec<_>>(), [Why::Twice]);
}

#[test]
fn what_was_changed_on_both_sides_is_left_to_a_person() {
    let mut bitext = bitext();
    let bytes = changed(&whole(&bitext), |document| {
        document.replace("Three.", "Third.").replace("⟦1⟧", "").replace(">One.<", ">Once.<")
    });
    let (rows, _) = read(&bytes).unwrap();
    let id = bitext.pairs()[2].id;
    let here = Edit::Target { id, target: Rich::plain("Tertiary."), origin: Origin::Person };
    bitext.apply(&[here, Edit::Lock(bitext.pairs()[0].id)], "訳者", 0).unwrap();
    let merged = merge(&bitext, &rows, &[labels()]);
    let mut why: Vec<Why> = merged.conflicts.iter().map(|conflict| conflict.why).collect();
    why.sort_by_key(|why| format!("{why:?}"));
    assert_eq!(why, [Why::ChangedHere, Why::Codes, Why::Locked]);
    assert_eq!(merged.edits, []);
}

#[test]
fn a_status_that_was_chosen_is_taken_over() {
    let bitext = bitext();
    let bytes = changed(&whole(&bitext), |document| document.replacen("下訳", "承認", 1));
    let (rows, _) = read(&bytes).unwrap();
    let merged = merge(&bitext, &rows, &[labels()]);
    let mut after = bitext.clone();
    after.apply(&merged.edits, "上司", 0).unwrap();
    assert_eq!(after.pairs()[0].status(), Status::Approved);
}
