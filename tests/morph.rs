//! The words of real prose: parts of speech, forms, readings, and what must not go wrong on bad prose.

use kian::text::morph;

#[test]
fn show() {
    for text in ["来年度の事業について、書類を書いた人は市役所に来てください。", "令和7年4月1日から子どもの医療費が無料になります。", "山の頂上からの眺めを頂いた。","食べれる見れる来れる走れる", "10時 から マイナンバーカードの申請を受け付けています。"] {
        for t in morph::tokens(text) {
            println!("{}\t{}\t{:?}\t{:?}\t{:?}\t{:?}\t{}", t.surface(text), t.base(text), t.pos, t.class, t.form, t.reading(), t.detail());
        }
    }
}
