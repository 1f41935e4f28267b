use super::*;
use crate::document::{Author, Document, Role};
use proptest::prelude::*;

const ORDINANCE: &str = "みどり野市公民館条例
平成10年3月25日条例第12号
（目的）
第１条　この条例は、公民館の設置及び管理に関し必要な事項を定めることを目的とする。
（職員）
第２条　公民館に館長その他必要な職員を置く。
（使用の許可）
第３条　公民館を使用しようとする者は、市長の許可を受けなければならない。
２　市長は、次の各号のいずれかに該当するときは、許可をしない。
(1)　公の秩序を乱すおそれがあるとき。
(2)　設備を損傷するおそれがあるとき。
(3)　その他市長が不適当と認めるとき。
３　市長は、許可に条件を付すことができる。
（使用料）
第４条　使用者は、1時間につき500円の使用料を前納しなければならない。
（委任）
第５条　この条例の施行に関し必要な事項は、規則で定める。
附　則
この条例は、平成10年4月1日から施行する。";

fn snapshot(text: &str) -> Snapshot {
    Document::from_text(Lang::Ja, text, Author::Person).snapshot()
}

fn sentences(old: &str, new: &str) -> Vec<String> {
    let amendment = amend(&snapshot(old), &snapshot(new)).unwrap();
    assert_eq!(amendment.apply(&snapshot(old)).unwrap(), new.lines().collect::<Vec<_>>());
    assert!(!amendment.whole, "{:?}", amendment.clauses);
    let told = amendment.clauses.into_iter();
    told.flat_map(|clause| [clause.sentence].into_iter().chain(clause.lines)).collect()
}

/// The table as text: what is marked stands in brackets.
fn table(old: &str, new: &str) -> Vec<String> {
    let side = |line: &Option<Line>, kind: RowKind| {
        let Some(line) = line else { return "×".to_owned() };
        let mut shown = String::new();
        let mut at = 0;
        for span in &line.marks {
            shown += &format!("{}[{}]", &line.text[at..span.start], &line.text[span.range()]);
            at = span.end;
        }
        let rest = if kind == RowKind::Elided { "…" } else { "" };
        format!("{}{shown}{}{rest}", "-".repeat(usize::from(line.depth)), &line.text[at..])
    };
    let compared = compare(&snapshot(old), &snapshot(new), Unchanged::Elided);
    compared.rows().map(|row| format!("{} | {}", side(&row.old, row.kind), side(&row.new, row.kind))).collect()
}

#[test]
fn what_changed_stands_opposite_what_it_was() {
    let new =
        ORDINANCE.replace("500円", "1,500円").replace("(2)　設備を損傷するおそれがあるとき。\n(3)　", "(2)　").replace(
            "３　市長は、許可に条件を付すことができる。",
            "３　市長は、許可に必要な条件を付すことができる。\n４　許可の期間は、3日以内とする。",
        );
    let want = [
        "… | …",
        "第１条・第２条… | 第１条・第２条…",
        "（使用の許可） | （使用の許可）",
        "第３条… | 第３条…",
        "-２… | -２…",
        "--(1)… | --(1)…",
        "--[(2)　設備を損傷するおそれがあるとき。] | ×",
        "--[(3)]… | --[(2)]…",
        "-３　市長は、許可に条件を付すことができる。 | -３　市長は、許可に[必要な]条件を付すことができる。",
        "× | -[４　許可の期間は、3日以内とする。]",
        "（使用料） | （使用料）",
        "第４条　使用者は、1時間につき[500円]の使用料を前納しなければならない。 | 第４条　使用者は、1時間につき[1,500円]の使用料を前納しなければならない。",
        "第５条… | 第５条…",
        "附　則… | 附　則…",
    ];
    assert_eq!(table(ORDINANCE, &new), want);
}

#[test]
fn an_article_that_moved_is_not_a_new_one() {
    let new = ORDINANCE
        .replace("（使用料）\n第４条", "（使用の期間）\n第４条　使用の期間は、3日以内とする。\n（使用料）\n第５条")
        .replace("第５条　この条例", "第６条　この条例");
    let got = table(ORDINANCE, &new);
    assert!(got.contains(&"[第４条]… | [第５条]…".to_owned()), "{got:?}");
    assert!(got.contains(&"[第５条]… | [第６条]…".to_owned()), "{got:?}");
    assert!(got.contains(&"× | [第４条　使用の期間は、3日以内とする。]".to_owned()), "{got:?}");
}

#[test]
fn letters_are_compared_by_their_items() {
    let document = |parts: &[(Role, &str)]| {
        let parts: Vec<(Role, String)> = parts.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
        Document::new(Lang::Ja, None, &parts, Author::Person).snapshot()
    };
    let head = [(Role::Title, "防災訓練の実施について"), (Role::Body, "次のとおり実施します。"), (Role::Ki, "記")];
    let old = document(&[&head[..], &[(Role::Item(0), "日時　11月2日"), (Role::Item(0), "場所　市民会館")]].concat());
    let new = document(
        &[
            &head[..],
            &[(Role::Item(0), "対象　全職員"), (Role::Item(0), "日時　11月9日"), (Role::Item(0), "場所　市民会館")],
        ]
        .concat(),
    );
    let compared = compare(&old, &new, Unchanged::Elided);
    let kinds: Vec<RowKind> = compared.rows().map(|row| row.kind).collect();
    use RowKind::{Added, Changed, Elided, Same};
    assert_eq!(kinds, [Elided, Same, Added, Changed, Elided], "{compared:#?}");
    let day = &compared.groups[3].rows[0];
    let marked = |line: &Option<Line>| -> Vec<String> {
        let line = line.as_ref().unwrap();
        line.marks.iter().map(|span| line.text[span.range()].to_owned()).collect()
    };
    assert_eq!((marked(&day.old), marked(&day.new)), (vec!["1".into(), "2日".into()], vec!["2".into(), "9日".into()]));
    assert!(compare(&old, &old, Unchanged::Elided).is_same() && compare(&old, &old, Unchanged::Full).is_same());
    assert!(amend(&old, &new).is_none(), "a letter has no articles");
}

#[test]
fn words_are_named_so_that_nothing_else_changes() {
    let check = |from: &str, to: &str, want: &[&str]| {
        assert_eq!(sentences(ORDINANCE, &ORDINANCE.replacen(from, to, 1)), want, "{from} {to}");
    };
    check("500円", "1,500円", &["第４条中「500円」を「1,500円」に改める。"]);
    check("館長その他", "館長、主事その他", &["第２条中「館長」の次に「、主事」を加える。"]);
    check("設置及び管理", "設置", &["第１条中「及び管理」を削る。"]);
    check("（使用料）", "（利用料金）", &["第４条の見出し中「使用料」を「利用料金」に改める。"]);
    check("許可に条件", "許可に期限", &["第３条第３項中「条件」を「期限」に改める。"]);
    check("許可に条件", "許可に必要な条件", &["第３条第３項中「許可に」の次に「必要な」を加える。"]);
    check("公の秩序", "公の秩序又は善良な風俗", &["第３条第２項第１号中「秩序」の次に「又は善良な風俗」を加える。"]);
    check("市長の許可", "館長の許可", &["第３条第１項中「市長」を「館長」に改める。"]);
    check("次の各号の", "次の", &["第３条第２項各号列記以外の部分中「各号の」を削る。"]);
    check("公民館条例", "生涯学習センター条例", &["題名中「野市公民館条例」を「野市生涯学習センター条例」に改める。"]);
    check("平成10年4月1日から", "公布の日から", &["附則中「平成10年4月1日」を「公布の日」に改める。"]);
}

#[test]
fn articles_come_and_go() {
    let removed = ORDINANCE.replace("（職員）\n第２条　公民館に館長その他必要な職員を置く。\n", "");
    assert_eq!(sentences(ORDINANCE, &removed), ["第２条を削る。"]);
    let moved = removed.replace("第３条　", "第２条　").replace("第４条　", "第３条　").replace("第５条　", "第４条　");
    assert_eq!(sentences(ORDINANCE, &moved), ["第２条を削り、第３条から第５条までを１条ずつ繰り上げる。"]);
    let new = "（休館日）\n第５条　公民館の休館日は、12月28日とする。";
    let inserted = ORDINANCE.replace("（委任）\n第５条", &format!("{new}\n（委任）\n第６条"));
    let mut want = vec!["第５条を第６条とし、第４条の次に次の１条を加える。"];
    want.extend(new.lines());
    assert_eq!(sentences(ORDINANCE, &inserted), want);
    let fewer = ORDINANCE.replace("(2)　設備を損傷するおそれがあるとき。\n(3)　", "(2)　");
    assert_eq!(sentences(ORDINANCE, &fewer), ["第３条第２項中第２号を削り、第３号を第２号とする。"]);
    let item = ORDINANCE.replace("認めるとき。", "認めるとき。\n(4)　満員であるとき。");
    assert_eq!(sentences(ORDINANCE, &item), ["第３条第２項に次の１号を加える。", "(4)　満員であるとき。"]);
    let paragraph = ORDINANCE.replace("付すことができる。", "付すことができる。\n４　許可は、文書で行う。");
    assert_eq!(sentences(ORDINANCE, &paragraph), ["第３条に次の１項を加える。", "４　許可は、文書で行う。"]);
    let second = ORDINANCE
        .replace("３　市長は、許可に", "４　市長は、許可に")
        .replace("２　市長は、次", "３　市長は、次")
        .replace("受けなければならない。\n", "受けなければならない。\n２　許可の申請は、文書で行う。\n");
    let want = [
        "第３条中第３項を第４項とし、第２項を第３項とし、第１項の次に次の１項を加える。",
        "２　許可の申請は、文書で行う。",
    ];
    assert_eq!(sentences(ORDINANCE, &second), want);
}

#[test]
fn what_cannot_be_said_in_words_is_given_in_full() {
    let other = "第２条　市は、公民館ごとに専任の責任者及び会計担当者各1人を配置しなければならない。";
    let new = ORDINANCE.replace("第２条　公民館に館長その他必要な職員を置く。", other);
    let want = ["第２条を次のように改める。", "（職員）", other];
    assert_eq!(sentences(ORDINANCE, &new), want);
    let amendment = amend(&snapshot(ORDINANCE), &snapshot("みどり野市会館条例\n第１条　会館を置く。")).unwrap();
    let lines = amendment.apply(&snapshot(ORDINANCE)).unwrap();
    assert_eq!(lines, ["みどり野市会館条例", "第１条　会館を置く。"]);
    assert_eq!(
        amend(&snapshot(ORDINANCE), &snapshot(&ORDINANCE.replace("500", "600"))).unwrap().opening,
        "みどり野市公民館条例（平成10年3月25日条例第12号）の一部を次のように改正する。"
    );
}

/// An ordinance of random words, numbered through.
fn any_ordinance() -> impl Strategy<Value = Vec<Article>> {
    prop::collection::vec(any_article(), 1..8)
}

#[derive(Clone, Debug)]
struct Article {
    caption: bool,
    words: String,
    items: Vec<String>,
    paragraphs: Vec<(String, Vec<String>)>,
}

const WORDS: &str =
    "((市長|委員会|申請書|使用料|許可|3日|500円|1,500円|規則)(は|を|に|の|及び|「|」|、)){1,6}(定める|受ける|行う)。";

fn any_article() -> impl Strategy<Value = Article> {
    let items = || prop::collection::vec(WORDS, 0..4);
    (prop::bool::ANY, WORDS, items(), prop::collection::vec((WORDS, items()), 0..3))
        .prop_map(|(caption, words, items, paragraphs)| Article { caption, words, items, paragraphs })
}

fn written(articles: &[Article], chapters: bool) -> String {
    let mut text = String::from("みどり野市見本条例\n");
    let wide = |n: usize| -> String {
        if n > 9 { n.to_string() } else { char::from_u32(0xFF10 + n as u32).unwrap().to_string() }
    };
    let items = |items: &[String], text: &mut String| {
        for (at, words) in items.iter().enumerate() {
            text.push_str(&format!("({})　{words}\n", at + 1));
        }
    };
    for (at, article) in articles.iter().enumerate() {
        if chapters && at % 3 == 0 {
            text.push_str(&format!("第{}章　総則\n", wide(at / 3 + 1)));
        }
        if article.caption {
            text.push_str("（見出し）\n");
        }
        text.push_str(&format!("第{}条　{}\n", wide(at + 1), article.words));
        items(&article.items, &mut text);
        for (at, (words, inner)) in article.paragraphs.iter().enumerate() {
            text.push_str(&format!("{}　{words}\n", wide(at + 2)));
            items(inner, &mut text);
        }
    }
    text + "附　則\nこの条例は、公布の日から施行する。"
}

/// The articles as lines, each article a block of its own: its caption, its line, what is under it.
fn branched(articles: &[Article]) -> Vec<String> {
    written(articles, false).lines().take_while(|line| *line != "附　則").map(str::to_owned).collect()
}

/// What drafters do to an ordinance that is hard to say.
#[derive(Clone, Debug)]
enum Hard {
    /// 第３条の２ comes in behind 第３条.
    Branch(usize, String),
    /// An article is only the word 削除.
    Emptied(usize),
    /// Several words of one line change.
    Words(usize, &'static str, &'static str),
    /// An item moves behind the next one, the numbers stay.
    Swapped(usize),
    /// A line goes as it is; the numbers behind it are not closed up.
    Gone(usize),
    /// A line comes in that has no number.
    Loose(usize, String),
}

fn any_step() -> impl Strategy<Value = Hard> {
    let word = prop::sample::select(vec![
        ("市長", "館長"),
        ("は", "が"),
        ("500円", "1,500円"),
        ("の", ""),
        ("を", "を、その"),
        ("定める", "定める定める"),
    ]);
    prop_oneof![
        3 => (any::<usize>(), WORDS).prop_map(|(at, words)| Hard::Branch(at, words)),
        1 => any::<usize>().prop_map(Hard::Emptied),
        4 => (any::<usize>(), word).prop_map(|(at, (from, to))| Hard::Words(at, from, to)),
        2 => any::<usize>().prop_map(Hard::Swapped),
        2 => any::<usize>().prop_map(Hard::Gone),
        1 => (any::<usize>(), WORDS).prop_map(|(at, words)| Hard::Loose(at, words)),
    ]
}

impl Hard {
    fn take(&self, lines: &mut Vec<String>) {
        let articles: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with('第')).collect();
        let items: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with('(')).collect();
        let any = 1 + match self {
            Hard::Branch(at, _)
            | Hard::Emptied(at)
            | Hard::Words(at, ..)
            | Hard::Swapped(at)
            | Hard::Gone(at)
            | Hard::Loose(at, _) => at % (lines.len() - 1),
        };
        match self {
            Hard::Branch(at, words) => {
                let article = articles[at % articles.len()];
                let label = lines[article]
                    .split('　')
                    .next()
                    .unwrap_or_default()
                    .split('の')
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                let end =
                    (article + 1..lines.len()).find(|at| lines[*at].starts_with(['第', '（'])).unwrap_or(lines.len());
                if !lines.iter().any(|line| line.starts_with(&format!("{label}の２"))) {
                    lines.insert(end, format!("{label}の２　{words}"));
                }
            }
            Hard::Emptied(at) => {
                let article = articles[at % articles.len()];
                let label = lines[article].split('　').next().unwrap_or_default().to_owned();
                let end =
                    (article + 1..lines.len()).find(|at| lines[*at].starts_with(['第', '（'])).unwrap_or(lines.len());
                lines.drain(article + 1..end);
                lines[article] = format!("{label}　削除");
            }
            Hard::Words(_, from, to) => lines[any] = lines[any].replace(from, to),
            Hard::Swapped(at) if items.len() > 1 => {
                let (a, b) = (items[at % (items.len() - 1)], items[at % (items.len() - 1) + 1]);
                let (label_a, words_a) =
                    lines[a].split_once('　').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap_or_default();
                let (label_b, words_b) =
                    lines[b].split_once('　').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap_or_default();
                lines[a] = format!("{label_a}　{words_b}");
                lines[b] = format!("{label_b}　{words_a}");
            }
            Hard::Swapped(_) => {}
            Hard::Gone(_) if lines.len() > 3 && !lines[any].starts_with('第') => {
                lines.remove(any);
            }
            Hard::Gone(_) => {}
            Hard::Loose(_, words) => lines.insert(any, words.clone()),
        }
    }
}

/// A statute with branch numbers is amended article by article, not as a whole.
#[test]
fn branch_numbers_come_in_between() {
    let new = "（休館日）\n第３条の２　公民館の休館日は、12月28日とする。";
    let inserted = ORDINANCE.replace("（使用料）\n第４条", &format!("{new}\n（使用料）\n第４条"));
    let mut want = vec!["第３条の次に次の１条を加える。"];
    want.extend(new.lines());
    assert_eq!(sentences(ORDINANCE, &inserted), want);
    let changed = inserted.replace("12月28日", "12月29日");
    let found = sentences(&inserted, &changed);
    assert!(found.len() == 1 && found[0].starts_with("第３条の２中「"), "{found:?}");
    assert_eq!(sentences(&inserted, ORDINANCE), ["第３条の２を削る。"]);
}

#[test]
fn several_changes_in_one_item_are_one_sentence() {
    let new = ORDINANCE.replace("公の秩序を乱す", "公の秩序又は善良な風俗を害する");
    let found = sentences(ORDINANCE, &new);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("第３条第２項第１号中"), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_amendment_makes_the_new_text_of_the_old(
        old in any_ordinance(), new in any_ordinance(), kept in prop::collection::vec(0..20usize, 1..8), chapters in any::<bool>()
    ) {
        // The new one has some articles of the old one, some of them as they were.
        let mut mixed: Vec<Article> = Vec::new();
        for at in kept {
            match old.get(at) {
                Some(article) => mixed.push(article.clone()),
                None => mixed.push(new[at % new.len()].clone()),
            }
        }
        let (old, new) = (written(&old, chapters), written(&mixed, chapters));
        let (before, after) = (snapshot(&old), snapshot(&new));
        match amend(&before, &after) {
            None => prop_assert_eq!(old, new),
            Some(amendment) => prop_assert_eq!(amendment.apply(&before).unwrap().join("\n"), new),
        }
    }

    #[test]
    fn one_changed_word_never_needs_the_whole(articles in any_ordinance(), at in 0..8usize, word in "館長|100円|申請") {
        let mut changed = articles.clone();
        let at = at % articles.len();
        changed[at].words = changed[at].words.replacen("市長", &word, 1);
        let (old, new) = (written(&articles, false), written(&changed, false));
        if let Some(amendment) = amend(&snapshot(&old), &snapshot(&new)) {
            prop_assert!(!amendment.whole);
            prop_assert_eq!(amendment.apply(&snapshot(&old)).unwrap().join("\n"), new);
        }
    }

    #[test]
    fn hard_changes_are_said_exactly(articles in any_ordinance(), steps in prop::collection::vec(any_step(), 1..5)) {
        let (mut old, mut new) = (branched(&articles), branched(&articles));
        for step in &steps {
            step.take(&mut new);
        }
        for lines in [&mut old, &mut new] {
            lines.push("附　則".to_owned());
            lines.push("この条例は、公布の日から施行する。".to_owned());
        }
        let (old, new) = (old.join("\n"), new.join("\n"));
        let (before, after) = (snapshot(&old), snapshot(&new));
        match amend(&before, &after) {
            None => prop_assert_eq!(old, new),
            Some(amendment) => prop_assert_eq!(amendment.apply(&before).unwrap().join("\n"), new),
        }
    }

    #[test]
    fn a_table_holds_every_line_of_both(old in "[第１２３条　(1)（あ）市長は、\n]{0,60}", new in "[第１２３条　(1)（あ）市長は、\n]{0,60}") {
        let (before, after) = (snapshot(&old), snapshot(&new));
        let compared = compare(&before, &after, Unchanged::Full);
        let side = |line: fn(&Row) -> &Option<Line>| -> Vec<String> {
            compared.rows().filter_map(|row| line(row).as_ref()).map(|line| line.text.clone()).collect()
        };
        let lines = |text: &str| -> Vec<String> {
            text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
        };
        prop_assert_eq!(side(|row| &row.old), lines(&old));
        prop_assert_eq!(side(|row| &row.new), lines(&new));
        for line in compared.rows().flat_map(|row| [&row.old, &row.new]).flatten() {
            for mark in &line.marks {
                prop_assert!(line.text.get(mark.range()).is_some());
            }
        }
    }
}
