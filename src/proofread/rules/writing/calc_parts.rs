//! Sums, remainders and products of a sentence or two: which figure is the whole, which are its parts, what was added and
//! what was taken away is read from the words beside each; where they do not say it, nothing is said.

use super::calc_total::is_partial;
use crate::proofread::quantities::{Measure, Quantity, like};
use crate::proofread::table::is_kanji;
use crate::proofread::{Hits, Passage};
use crate::text::Span;
use crate::text::facts::Decimal;
use regex::Regex;
use std::sync::LazyLock;

/// What stands before a sum.
const TOTALS: [&str; 27] = [
    "合計",
    "総計",
    "総額",
    "総数",
    "総人数",
    "総件数",
    "総面積",
    "総延長",
    "総会員数",
    "合わせて",
    "あわせて",
    "併せて",
    "合わせ",
    "合わせると",
    "全部で",
    "両方で",
    "全体で",
    "全体では",
    "合計では",
    "全部では",
    "総勢",
    "の全",
    "から成る",
    "からなる",
    "すると",
    "足すと",
    "足した",
];

/// What a remainder is called.
const REST: [&str; 20] = [
    "残額",
    "残高",
    "残部",
    "残数",
    "残余",
    "残り",
    "差引き",
    "差引額",
    "差引残高",
    "差し引いた額",
    "差引残額",
    "差額",
    "不足額",
    "現員",
    "執行残",
    "繰越額",
    "剰余金",
    "収支差額",
    "未執行額",
    "差し引き",
];

/// What the parts behind a whole are called.
static INNER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:の|で、(?:その)?|であり、(?:その)?|、)?(?:内訳|負担区分|負担割合|種別|区分|構成|財源(?:内訳)?|配分|割当て|分担|使途|用途|[\\p{Han}]{1,4}別(?:の内訳|の人数|の件数)?)(?:は|として、?|を、?|：)")
        .expect("the pattern is sound")
});

/// Sums, remainders and products of `passage`.
pub fn judge(passage: &Passage<'_>, hits: &mut Hits) {
    let read = passage.quantities();
    let counts: Vec<&Quantity<'_>> = read.iter().filter(|q| q.measure == Measure::Count).collect();
    if counts.len() < 2 {
        return;
    }
    // 現物の枚数が一致しない says nothing of sums.
    static DIFFERS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("(?:計|内訳|総数|総額)[^。]{0,12}一致しない").expect("the pattern is sound"));
    if ["四捨五入", "端数", "重複", "複数回答"].iter().any(|words| passage.text.contains(words))
        || passage.text.contains("一致しない") && DIFFERS.is_match(passage.text)
    {
        return;
    }
    for (number, sentence) in passage.sentences.iter().enumerate() {
        let here: Vec<&Quantity<'_>> = counts.iter().copied().filter(|q| q.sentence == number).collect();
        if here.len() < 2 {
            continue;
        }
        for index in 2..here.len() {
            sum(passage, sentence.span, &here, index, hits);
        }
        difference(passage, &here, hits);
        come_and_gone(passage, &here, hits);
        said_before(passage, number, &counts, hits);
        inner(passage, sentence.span, &here, hits);
        each(passage, &here, hits);
    }
    rest(passage, &counts, hits);
}

/// Points at `wrong`, which should be `right`.
fn wrong(passage: &Passage<'_>, wrong: Span, right: Decimal, hits: &mut Hits) {
    // △4,740 is less than nothing, and its parts are not added up.
    let minus = |text: &str, at: usize| text[..at].ends_with(['△', '▲']) || text[at..].starts_with(['△', '▲']);
    if minus(passage.text, wrong.start) || hits.spans().iter().any(|known| known.overlaps(wrong)) {
        return;
    }
    let words = like(&passage.text[wrong.range()], right);
    let hit = hits.at(wrong).arg("sum", words.clone().unwrap_or_else(|| right.to_string()));
    if let Some(words) = words {
        hit.ask(words);
    }
}

/// 月額5,400円から6,000円に（600円増）
fn difference(passage: &Passage<'_>, here: &[&Quantity<'_>], hits: &mut Hits) {
    const SIGNS: [&str; 10] =
        ["増）", "減）", "の増", "の減", "引上げ", "引下げ", "引き上げ", "引き下げ", "値上げ", "値下げ"];
    for three in here.windows(3) {
        let [old, new, step] = three else { continue };
        let told = new.before == "から"
            && step.before.ends_with('（')
            && step.before.chars().count() < 9
            && SIGNS.iter().any(|sign| step.after.starts_with(sign));
        let loose = old.loose || new.loose || step.loose;
        if !told || loose || !old.is_like(new) || !new.is_like(step) {
            continue;
        }
        let (Some(before), Some(after)) = (old.amount.whole(), new.amount.whole()) else { continue };
        let right = Decimal::from(before.abs_diff(after));
        if right != step.amount {
            wrong(passage, step.span, right, hits);
        }
    }
}

/// 出生は512人、死亡は1,043人で、531人の減となった
fn come_and_gone(passage: &Passage<'_>, here: &[&Quantity<'_>], hits: &mut Hits) {
    const COME: [&str; 8] = ["出生", "転入", "入会", "加入", "採用", "歳入", "収入", "入所"];
    const GONE: [&str; 8] = ["死亡", "転出", "退会", "脱退", "退職", "歳出", "支出", "退所"];
    for three in here.windows(3) {
        let [one, other, rest] = three else { continue };
        let named = |q: &Quantity<'_>, names: &[&str]| {
            let name = q.before.trim_end_matches(['は', 'が', '者', '数', '額', '　', '：']);
            names.iter().any(|words| name.ends_with(words))
        };
        let told = named(one, &COME)
            && named(other, &GONE)
            && ["で、", "であり、", "で、差引き", "で、差し引き", "となり、"].contains(&rest.before)
            && ["の増", "の減", "増", "減"].iter().any(|words| rest.after.starts_with(words));
        let alike = one.is_like(other) && other.is_like(rest);
        if !told || !alike || one.loose || other.loose || rest.loose {
            continue;
        }
        if let (Some(come), Some(gone)) = (one.amount.whole(), other.amount.whole())
            && Decimal::from(come.abs_diff(gone)) != rest.amount
        {
            wrong(passage, rest.span, Decimal::from(come.abs_diff(gone)), hits);
        }
    }
}

/// 火災は46件でした。原因は、たき火が12件、こんろが9件、その他が25件です: parts with the rest of them, and their sum alone in the
/// sentence before.
fn said_before(passage: &Passage<'_>, sentence: usize, counts: &[&Quantity<'_>], hits: &mut Hits) {
    let of = |number: usize| counts.iter().copied().filter(move |q| q.sentence == number);
    let parts: Vec<&Quantity<'_>> = of(sentence).collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let rest = last.before.trim_end_matches(['が', 'は']).trim_start_matches('、');
    let listed = parts[1..].iter().all(|part| part.before.starts_with(['、', '，']));
    let whole: Vec<&Quantity<'_>> = sentence.checked_sub(1).into_iter().flat_map(of).collect();
    let [whole] = whole.as_slice() else { return };
    let ends = ["で", "であ", "です", "でし", "だ", "あ"].iter().any(|words| whole.after.starts_with(words));
    let topic = passage.text[passage.sentences[sentence].span.start..first.span.start].contains("は、");
    let told = parts.len() > 2 && ["その他", "その他の原因", "残り"].contains(&rest) && listed && ends && topic;
    let alike = parts.iter().all(|part| part.is_like(whole) && !part.loose) && !whole.loose;
    let region = &passage.text[first.span.start..last.span.start];
    let Some(sum) = total_of(&parts).filter(|_| told && alike) else { return };
    if sum != whole.amount && !is_partial(region, &[]) && !hits.spans().iter().any(|known| known.overlaps(last.span)) {
        let words = like(&passage.text[whole.span.range()], sum).unwrap_or_else(|| sum.to_string());
        hits.at(Span::new(first.span.start, last.span.end)).arg("sum", words);
    }
}

fn total_of(quantities: &[&Quantity<'_>]) -> Option<Decimal> {
    quantities.iter().try_fold(Decimal::ZERO, |sum, q| sum.plus(q.amount))
}

/// 男性12人、女性15人、合計28人
fn sum(passage: &Passage<'_>, sentence: Span, here: &[&Quantity<'_>], index: usize, hits: &mut Hits) {
    let text = passage.text;
    let total = here[index];
    let before = total.before.trim_end_matches(['は', '：', ':', '、', ' ', '　', 'が', 'で', 'も']);
    let alone = before.strip_suffix('計').is_some_and(|rest| !rest.chars().next_back().is_some_and(is_kanji));
    let called =
        alone || TOTALS.iter().any(|words| before.ends_with(words) || total.before.trim_end().ends_with(words));
    // 有効620票と無効15票を合わせた回収数は、635票
    let together = index.checked_sub(1).map(|i| here[i].after).is_some_and(|words| {
        ["を合わせた", "を合計した", "を加えた", "を足した", "を合わせて", "が加わ"]
            .iter()
            .any(|sum| words.starts_with(sum))
            && words == total.before
            && words.chars().count() <= 16
    });
    // 5人、6人及び2人から成る委員13人
    let made = total.before.split_once("から成る").or_else(|| total.before.split_once("からなる"));
    let made = made.is_some_and(|(lead, of)| lead.is_empty() && of.chars().count() < 7 && of.chars().all(is_kanji));
    let called = called || together || made;
    // 死者1人、負傷者14人の16人
    let listed = total.before == "の" || total.before == "、の";
    if !(called || listed) || total.loose {
        return;
    }
    // A sum starts anew behind the one before it.
    let earlier = here[..index].iter().rposition(|q| {
        let before = q.before.trim_end_matches(['は', '、', ' ', '　']);
        before.ends_with("合計") || before.ends_with('計') && !before.ends_with("会計")
    });
    let parts = &here[earlier.map_or(0, |at| at + 1)..index];
    // 拡充6、継続28の合計34事業: what the parts are is said once.
    let alike = |part: &Quantity<'_>| part.is_like(total) || part.unit.is_empty() && !part.before.is_empty();
    let own: Vec<&Quantity<'_>> = parts.iter().copied().filter(|part| alike(part)).collect();
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return };
    // Another count between them makes it a product or two sums.
    let many = Decimal::from(own.len() as u64);
    let between = parts
        .iter()
        .filter(|q| q.span.start > first.span.start && !alike(q))
        .filter(|q| q.span.start < last.span.start || q.amount != many)
        .count();
    if own.len() < 2 || between > 0 || own.iter().any(|part| part.loose) {
        return;
    }
    // ひばり保育園6人、なぎさ保育園4人（1日当たり合計10人）
    let region = &text[first.span.start..total.span.start];
    let region = region.strip_suffix("当たり合計").or_else(|| region.strip_suffix("当たり計")).unwrap_or(region);
    // 65歳以上が41人: who is counted, and how many.
    let lead = first.before.rsplit('歳').next().filter(|_| first.before.contains('歳')).map_or(first.before, |name| {
        ["以上", "以下", "未満"].iter().find_map(|bound| name.strip_prefix(bound)).unwrap_or(first.before)
    });
    // 団長、副団長2人、分団長6人（計9人）: a head named without a number is one.
    let named = lead.rsplit(['　', ' ', '：', 'は']).next().unwrap_or(lead);
    let named: Vec<&str> = named.split(['、', '，']).rev().skip(1).filter(|piece| !piece.is_empty()).collect();
    let heads = if named.iter().all(|piece| piece.ends_with(['長', '事'])) { named.len() as u64 } else { 0 };
    if heads == 0 && named.iter().any(|piece| piece.ends_with(['者', '員', '師', '士', '人', '官'])) {
        return;
    }
    if is_partial(&region.replace("歳以上", "歳"), &[])
        || is_partial(lead, &["等", "各"])
        || total.after.starts_with("以上")
        || ["のほか", "を含", "などの", "ほか"].iter().any(|words| total.after.starts_with(words))
    {
        return;
    }
    if listed {
        // Each part has its name before it: 死者1人、負傷者14人の16人, not 2日間で3人の16人.
        let names = own.iter().skip(1).all(|part| {
            let name = part.before.trim_start_matches(['、', '，', '・']);
            part.before.starts_with(['、', '，', '・', '及', '並', 'と'])
                && !name.is_empty()
                && !name.contains(['。', 'は', '（'])
        });
        if !names || last.after != total.before {
            return;
        }
    }
    // 定員は、1回目が20人、2回目が20人で、応募は合計55人: another thing is counted.
    let topic = |words: &str| {
        words.rsplit(['、', '。']).find_map(|piece| piece.trim_end_matches('、').strip_suffix('は').map(str::to_owned))
    };
    let over = text[sentence.start..first.span.start].split('は').count() > 1;
    let stem = before.trim_end_matches(['合', '総', '計', '額', '数', 'の', '、']);
    let other = topic(stem).or_else(|| stem.strip_suffix('は').map(str::to_owned));
    if over
        && other.is_some_and(|topic| {
            !topic.is_empty() && topic.chars().count() <= 10 && !topic.contains(['か', '月', '間', '者', '年'])
        })
    {
        return;
    }
    let Some(right) = total_of(&own).and_then(|sum| sum.plus(Decimal::from(heads))) else { return };
    // Some of them may make the sum: 見込み80件に対し、上半期35件、下半期41件の合計76件.
    let n = own.len();
    // What stands right before the sum is part of it: 鷹匠団地2戸、浜見団地3戸、朝日団地1戸の計6戸.
    let joined = last.after == total.before && before.ends_with('計') && total.before.starts_with('の');
    let run = (0..n)
        .any(|a| (a + 2..=n).any(|b| (b == n || !joined) && heads == 0 && total_of(&own[a..b]) == Some(total.amount)));
    if !run && right != total.amount {
        let twice = own.iter().any(|part| part.amount == total.amount);
        if !twice || n == 2 && called {
            wrong(passage, total.span, right, hits);
        }
    }
}

/// 指定文化財60件の種別は、建造物が22件、美術工芸品が30件、史跡が6件
fn inner(passage: &Passage<'_>, sentence: Span, here: &[&Quantity<'_>], hits: &mut Hits) {
    let Some(at) = here.iter().position(|q| INNER.is_match(q.after)) else { return };
    let whole = here[at];
    let parts = &here[at + 1..];
    let region = &passage.text[whole.span.end..sentence.end];
    let main = ["主な", "うち、", "ほか", "など", "延べ", "約", "平均", "残り", "以上", "のうち", "前年", "昨年"];
    if parts.len() < 2
        || whole.loose
        || parts.iter().any(|part| !part.is_like(whole) || part.loose)
        || main.iter().any(|words| region.contains(words))
        || passage.text[sentence.start..whole.span.start].contains("主な")
    {
        return;
    }
    let (Some(sum), Some(last)) = (total_of(parts), parts.last()) else { return };
    if sum != whole.amount {
        let known = hits.spans().iter().any(|span| span.overlaps(last.span) || span.overlaps(whole.span));
        if !known {
            let words = like(&passage.text[whole.span.range()], sum).unwrap_or_else(|| sum.to_string());
            hits.at(Span::new(whole.span.start, last.span.end)).arg("sum", words);
        }
    }
}

/// 単価200円の用紙を50冊購入し、代金1万2,000円; 1回2時間、全5回で計12時間
fn each(passage: &Passage<'_>, here: &[&Quantity<'_>], hits: &mut Hits) {
    let text = passage.text;
    const OTHERWISE: [&str; 19] = [
        "割引",
        "消費税",
        "税込",
        "送料",
        "除",
        "上限",
        "以内",
        "ほか",
        "など",
        "限度",
        "超え",
        "以降",
        "一度に",
        "まとめて",
        "一括",
        "前納",
        "回数券",
        "割安",
        "年払",
    ];
    if OTHERWISE.iter().any(|words| text.contains(words)) {
        return;
    }
    for (at, one) in here.iter().enumerate() {
        let before = one.before.trim_end_matches(['、', 'は', 'が', ' ', '　', '：', '約']);
        let single = at.checked_sub(1).map(|i| here[i]).filter(|q| {
            q.amount == Decimal::from(1) && matches!(q.after, "" | "　" | " " | "、" | "が" | "は") && !q.is_like(one)
        });
        let per = ["につき", "当たり", "あたり"].iter().any(|words| before.ends_with(words));
        let unit_price = before.ends_with("単価") || before.ends_with("単価が");
        if one.loose || !(single.is_some() || per || unit_price) {
            continue;
        }
        let Some(times) = here.get(at + 1).filter(|q| !q.is_like(one) && !q.loose) else { continue };
        let counter = text[times.span.range()]
            .trim_start_matches(|c: char| c.is_numeric() || ",，万".contains(c))
            .trim_end_matches('分');
        let same = match single {
            Some(single) => single.unit == times.unit,
            None => unit_price || !counter.is_empty() && before.contains(counter),
        };
        if !same || times.amount == Decimal::from(1) {
            continue;
        }
        let right = one.value() * times.value();
        // 45人を1班9人の6班に分けた
        let all = here.get(at + 2).filter(|q| q.is_like(one)).or_else(|| {
            let first = at.checked_sub(2).map(|i| &here[i])?;
            (first.is_like(one) && here.len() == at + 2 && first.after.starts_with('を')).then_some(first)
        });
        let Some(all) = all.filter(|q| !q.loose && here.len() <= 4) else { continue };
        let near =
            all.before.chars().count() <= 20 && !["差", "残", "うち", "1"].iter().any(|w| all.before.contains(w));
        if near && (all.value() - right).abs() > 1e-6 {
            let right = Decimal::new((right * 1000.0).round() as i128, 3);
            if all.span.start > one.span.start {
                wrong(passage, all.span, right, hits);
            } else {
                hits.at(Span::new(one.span.start, times.span.end)).arg("sum", right.to_string());
            }
        }
    }
}

/// 予算額500万円のうち320万円を執行し、残額は190万円; 150人に20人が入会し、8人が退会し、現在は160人
fn rest(passage: &Passage<'_>, counts: &[&Quantity<'_>], hits: &mut Hits) {
    let text = passage.text;
    let (Some(last), Some(first)) = (counts.last(), counts.first()) else { return };
    if !(3..=6).contains(&counts.len())
        || passage.sentences.len() > 3
        || NOT_ALL_OF_REST.iter().any(|w| text.contains(w))
    {
        return;
    }
    if counts.iter().any(|q| !q.is_like(last) || q.loose) {
        return;
    }
    let before = last.before.trim_end_matches(['は', 'が', 'の', '：', '、', '、', ' ', '　', 'で']);
    let behind = last.after;
    let called = REST.iter().any(|words| before.ends_with(words) && (*words != "残り" || is_whole(first)))
        || ["の黒字", "の赤字", "の残", "の不足", "が残", "の剰余", "不足し", "余った", "残った"]
            .iter()
            .any(|words| behind.starts_with(words));
    let others = &counts[..counts.len() - 1];
    let signs: Vec<Option<f64>> = others.iter().skip(1).map(|q| sign(q)).collect();
    let now =
        ["現在", "末", "今の", "残り", "となり", "在庫", "現在の"].iter().any(|words| last.before.contains(words))
            || ["となっ", "になっ", "となり", "になり", "となる"].iter().any(|words| behind.starts_with(words));
    let moved = signs.iter().all(Option::is_some) && now;
    if moved {
        let right =
            first.value() + others.iter().skip(1).zip(&signs).map(|(q, s)| q.value() * s.unwrap_or(0.0)).sum::<f64>();
        if right >= 0.0 && (right - last.value()).abs() > 1e-6 {
            wrong(passage, last.span, Decimal::new((right * 1000.0).round() as i128, 3), hits);
        }
        return;
    }
    if !called {
        return;
    }
    // Any of them added or taken away, or left out.
    let reached = (0..3usize.pow(others.len() as u32)).any(|mut code| {
        let mut sum = 0.0;
        let mut used = 0;
        for q in others {
            match code % 3 {
                1 => (sum, used) = (sum + q.value(), used + 1),
                2 => (sum, used) = (sum - q.value(), used + 1),
                _ => {}
            }
            code /= 3;
        }
        used > 1 && (sum.abs() - last.value()).abs() < 1e-6
    });
    if !reached {
        let taken: f64 = others.iter().skip(1).map(|q| q.value()).sum();
        let right = (first.value() - taken).abs();
        wrong(passage, last.span, Decimal::new((right * 1000.0).round() as i128, 3), hits);
    }
}

/// Where one of these stands, what is left need not be what was taken away from.
const NOT_ALL_OF_REST: [&str; 12] =
    ["延べ", "約", "ほか", "など", "程度", "平均", "ずつ", "1人当たり", "別に", "利息", "前年", "見込"];

fn is_whole(q: &Quantity<'_>) -> bool {
    ["のうち", "うち", "中", "に対し", "から"].iter().any(|words| q.after.starts_with(words))
        || ["定員", "予算", "総数", "全", "定数"].iter().any(|words| q.before.ends_with(words))
}

/// Whether what is counted came or went.
fn sign(q: &Quantity<'_>) -> Option<f64> {
    let behind = q.after.trim_start_matches(['が', 'を', 'の', 'は', '、', 'も', 'に']);
    let before = q.before.trim_end_matches(['が', 'を', 'の', 'は', '、']);
    const CAME: &[&str] = &[
        "入会",
        "転入",
        "加入",
        "採用",
        "増え",
        "増加",
        "新規",
        "購入",
        "加わ",
        "加え",
        "入所",
        "入居",
        "追加",
        "受け入れ",
        "出生",
        "登録",
        "新たに",
        "寄贈",
        "補充",
    ];
    const WENT: &[&str] = &[
        "退会",
        "転出",
        "脱退",
        "退職",
        "減り",
        "減少",
        "廃棄",
        "死亡",
        "抜け",
        "退所",
        "退居",
        "除い",
        "配布",
        "使用",
        "譲渡",
        "除籍",
        "売却",
        "辞退",
        "取り消",
        "返却",
        "解約",
        "卒業",
        "修了",
    ];
    if CAME.iter().any(|words| behind.starts_with(words) || before.ends_with(words)) {
        return Some(1.0);
    }
    WENT.iter().any(|words| behind.starts_with(words) || before.ends_with(words)).then_some(-1.0)
}
