//! Shares, changes and multiples against the numbers they are of: who is the whole and who the part, what was before and
//! what came after is taken from the words beside each figure; where that is not certain, nothing is said.

use crate::proofread::quantities::{Measure, Quantity, agrees, like};
use crate::proofread::{Hits, Passage, Severity};
use crate::text::Span;
use crate::text::facts::Decimal;
use regex::Regex;
use std::sync::LazyLock;

/// What a share is of, by the words behind the whole.
const WHOLE: [&str; 16] = [
    "のうち",
    "うち",
    "の内",
    "中",
    "の中で",
    "に対し",
    "に対する",
    "に占める",
    "の中から",
    "から無作為",
    "を対象に",
    "に配",
    "に送",
    "に郵送",
    "に発送",
    "に依頼",
];

/// What a share is of, by the words before it.
const WHOLE_BEFORE: [&str; 26] = [
    "定員",
    "定員が",
    "定員は",
    "対象者",
    "対象者は",
    "対象者が",
    "対象世帯",
    "募集枠",
    "募集",
    "有権者",
    "有権者は",
    "有権者数",
    "有権者数は",
    "回答者",
    "予定価格",
    "予定価格は",
    "予算額",
    "予算額は",
    "予算現額",
    "目標",
    "目標は",
    "目標の",
    "目標値",
    "計画",
    "全体",
    "総数",
];

/// What goes up, and what goes down.
const UP: [&str; 24] = [
    "増",
    "上昇",
    "上が",
    "上回",
    "伸",
    "多",
    "高",
    "拡大",
    "引き上げ",
    "引上げ",
    "値上",
    "アップ",
    "プラス",
    "改善",
    "向上",
    "延び",
    "上積み",
    "膨ら",
    "超過",
    "超え",
    "上乗せ",
    "割増",
    "広",
    "成長",
];
const DOWN: [&str; 26] = [
    "減",
    "低下",
    "下が",
    "下回",
    "縮",
    "少な",
    "低く",
    "低い",
    "引き下げ",
    "引下げ",
    "値下",
    "ダウン",
    "マイナス",
    "落ち",
    "割り込",
    "短縮",
    "削減",
    "節",
    "圧縮",
    "カット",
    "値引",
    "割引",
    "安",
    "引き",
    "不足",
    "下落",
];

/// Rates that say by how much something has changed.
static RATE_OF_CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:(?P<up>増加|伸び|上昇|成長|増大|値上げ?|引上げ|延び)|(?P<down>減少|削減|低下|減量|縮減|短縮|圧縮|節減|節電|節水|下落|値下げ?|引下げ|割引)|(?P<any>増減|変化|変動|騰落))(?:の割合|の率|率|幅)")
        .expect("the pattern is sound")
});

/// What was before: 前年度の, 10年前の, 改修前の.
static FORMER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:前年度?|前の年度?|前の月|前々年度?|昨年度?|一昨年|前回|前月|前期|前週|先月|(?:[0-9０-９]+|[一二三五十]+)(?:年|か年|か月|年度|週間|日)前|以前|当初|従来|かつて|前年同期|前年同月|前年同時期|(?:改修|改正|改定|変更|導入|移転|統合|開始|実施|整備|更新|震災|感染拡大|コロナ禍|値上げ|見直し|合併)前|旧)(?:の|は|が|に|には|から|における|同期の|同月の|の同じ月の|までの|の実績(?:は|の))?[^0-9０-９。、（）]{0,10}$|[（(](?:前年度?|昨年度?|前回|前月|変更前|改定前|従前)(?:は|の|：| |　)?[^0-9。、（）]{0,6}$")
        .expect("the pattern is sound")
});

/// What came after: 本年度は, 改修後の.
static LATTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:本年度?|今年度?|今回|今月|今期|当年度?|現在|(?:改修|改正|改定|変更|導入|移転|統合|開始|実施|整備|更新|見直し|合併|値上げ|減免|割引)後|新)(?:の|は|が|に|には|における|では)?[^0-9０-９。、（）]{0,10}$")
        .expect("the pattern is sound")
});

/// A year of the count that follows: 令和5年度は.
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<era>令和|平成|昭和|)(?P<n>元|[0-9]{1,4})(?:年|年度)(?:[0-9]{1,2}月)?(?:中|末|の|は|が|に|には|では|における|：|（)?[^0-9。、]{0,10}$")
        .expect("the pattern is sound")
});

/// Rates of those who did among those who were asked or could.
pub(super) const OF_ASKED: [&str; 14] = [
    "回答率",
    "回収率",
    "有効回答率",
    "返信率",
    "参加率",
    "出席率",
    "受診率",
    "受講率",
    "投票率",
    "合格率",
    "加入率",
    "提出率",
    "接種率",
    "修了率",
];

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Up,
    Down,
    Either,
}

impl Way {
    /// By how many hundredths of `from` it has changed on the way to `to`.
    fn change(self, from: f64, to: f64) -> f64 {
        let change = (to - from) / from * 100.0;
        match self {
            Way::Up => change,
            Way::Down => -change,
            Way::Either => change.abs(),
        }
    }
}

/// Looks at every share and multiple of `passage` and points at those that the numbers beside them do not bear out.
pub fn judge(passage: &Passage<'_>, hits: &mut Hits) {
    let read = passage.quantities();
    for (index, share) in read.iter().enumerate() {
        match share.measure {
            Measure::Count => {}
            Measure::Points => points(read, index, hits),
            Measure::Share | Measure::Fold => {
                if share.loose || share.amount.to_f64() <= 0.0 {
                    continue;
                }
                same_twice(read, index, hits);
                if let Some((span, right)) = worked_out(passage, read, index) {
                    report(passage, share, span, right, hits);
                }
            }
        }
    }
    for sentence in 0..passage.sentences.len() {
        of_one_whole(passage, read, sentence, hits);
        since_before(passage, read, sentence, hits);
        of_all(passage, read, sentence, hits);
        raised(passage, read, sentence, hits);
    }
}

/// 300円から360円に改める案を示した。引上げの率は20％で: what was before and what comes after stand in the sentence before.
fn raised(passage: &Passage<'_>, read: &[Quantity<'_>], sentence: usize, hits: &mut Hits) {
    let Some(share) = read.iter().find(|q| q.sentence == sentence) else { return };
    let before: Vec<&Quantity<'_>> = read.iter().filter(|q| q.sentence + 1 == sentence).collect();
    let [old, new] = before.as_slice() else { return };
    let rate = share.before.trim_end_matches(['は', 'が', '、']);
    let named =
        RATE_OF_CHANGE.find_iter(rate).last().is_some_and(|found| found.end() == rate.len() && found.start() < 8);
    let told = share.measure == Measure::Share && named && new.before == "から" && new.after.starts_with(['に', 'へ']);
    let loose = old.loose || new.loose || share.loose || !old.is_like(new) || old.value() <= 0.0;
    let right = (new.value() - old.value()).abs() / old.value() * 100.0;
    if told && !loose && !agrees(share.value(), right, share.step) {
        report(passage, share, share.span, Right::Rate(right), hits);
    }
}

/// 寄附は8,400件であった。前年度の7,000件から25％増加した: what it is now stands in the sentence before.
fn since_before(passage: &Passage<'_>, read: &[Quantity<'_>], sentence: usize, hits: &mut Hits) {
    let here: Vec<&Quantity<'_>> = read.iter().filter(|q| q.sentence == sentence).collect();
    let (old, step, share) = match here.as_slice() {
        [old, share] => (*old, None, *share),
        // 前年度の3,000件から150件、5％増えています
        [old, step, share] if step.is_like(old) && step.before == "から" => (*old, Some(*step), *share),
        _ => return,
    };
    let told = old.measure == Measure::Count
        && share.measure == Measure::Share
        && ["前年", "昨年", "前回", "前月", "前期"].iter().any(|words| old.before.contains(words))
        && if step.is_some() { ["、", "（"].contains(&share.before) } else { share.before == "から" }
        && share.after.trim_start_matches('）').starts_with(['増', '減', '伸', '上', '下', '落']);
    let before = || read.iter().filter(|q| q.sentence + 1 == sentence && q.is_like(old));
    let (Some(new), None) = (before().next(), before().nth(1)) else { return };
    let sound = step.is_none_or(|step| (new.value() - old.value()).abs() == step.value());
    if !told || !sound || old.loose || new.loose || share.loose || old.value() <= 0.0 {
        return;
    }
    let right = (new.value() - old.value()).abs() / old.value() * 100.0;
    if right > 0.0 && !agrees(share.value(), right, share.step) {
        report(passage, share, share.span, Right::Rate(right), hits);
    }
}

/// 全長240mのうち180mが完成した。全体の80％に当たる: what the share is of stands in the sentence before.
fn of_all(passage: &Passage<'_>, read: &[Quantity<'_>], sentence: usize, hits: &mut Hits) {
    let Some(share) = read.iter().find(|q| q.sentence == sentence) else { return };
    let told = share.measure == Measure::Share
        && ["全体の", "これは、全体の", "これは全体の"].contains(&share.before)
        && share.after.starts_with("に当た");
    let before: Vec<&Quantity<'_>> = read.iter().filter(|q| q.sentence + 1 == sentence).collect();
    let [.., whole, part] = before.as_slice() else { return };
    let of = part.before == "のうち" || part.before == "のうち、" || part.before == "の中の";
    if !told || !of || !whole.is_like(part) || whole.loose || part.loose || whole.value() <= 0.0 {
        return;
    }
    let right = part.value() / whole.value() * 100.0;
    if !agrees(share.value(), right, share.step) {
        report(passage, share, share.span, Right::Rate(right), hits);
    }
}

/// 日帰り客が936万人（80％）、宿泊客が312万人（25％）: shares that do not make a hundred, one of which is not that of its part
/// among all parts.
fn of_one_whole(passage: &Passage<'_>, read: &[Quantity<'_>], sentence: usize, hits: &mut Hits) {
    let here: Vec<&Quantity<'_>> = read.iter().filter(|q| q.sentence == sentence).collect();
    let parts: Vec<(&Quantity<'_>, &Quantity<'_>)> = here
        .windows(2)
        .filter(|two| two[0].measure == Measure::Count && two[1].measure == Measure::Share)
        .filter(|two| two[1].before.trim() == "（" && !two[0].loose && !two[1].loose)
        .map(|two| (two[0], two[1]))
        .collect();
    if parts.len() < 2 || !parts.iter().all(|(part, _)| part.is_like(parts[0].0)) {
        return;
    }
    let all: f64 = parts.iter().map(|(part, _)| part.value()).sum();
    let right = |part: &Quantity<'_>| part.value() / all * 100.0;
    let wrong: Vec<_> = parts.iter().filter(|(part, share)| !agrees(share.value(), right(part), share.step)).collect();
    if let ([(part, share)], true) = (wrong.as_slice(), all > 0.0) {
        report(passage, share, share.span, Right::Rate(right(part)), hits);
    }
}

/// The share that it should be, and where it is said; `None` if it is right or nothing is certain.
fn worked_out(passage: &Passage<'_>, read: &[Quantity<'_>], index: usize) -> Option<(Span, Right)> {
    let share = &read[index];
    let said = share.value();
    let off = |right: f64| right.is_finite() && right > 0.0 && !agrees(said, right, share.step);
    let before: Vec<&Quantity<'_>> =
        read[..index].iter().filter(|q| q.measure == Measure::Count && q.sentence == share.sentence).collect();
    let next = read.get(index + 1).filter(|q| q.measure == Measure::Count && q.sentence == share.sentence);
    // 400万円の10％に当たる4万円
    if let (Some(part), Some(made)) = (next, next.and_then(|_| product(share.after)))
        && let Some(whole) = before.iter().rev().find(|q| q.is_like(part))
        && !part.loose
        && !whole.loose
        && joined(share.before, made, before.last().is_some_and(|last| last.span == whole.span))
    {
        let (w, p) = (whole.value(), part.value());
        let right = made.rate(p / w * 100.0);
        let wanted = w * made.factor(said / 100.0);
        // Parts of a yen, and hundreds of yen that are cut off, are no mistake.
        let cut = ["切捨", "切り捨", "端数", "四捨五入"].iter().any(|words| passage.text.contains(words));
        let near = (wanted - p).abs() < 1.0 || cut && (wanted - p).abs() < 10_000.0;
        let step = if share.step > 6.0 { 6.0 } else { share.step };
        let near = near || whole.unit != "JPY" && agrees(said, right, step);
        return (!near && (p / w * 100.0 - 100.0).abs() > 1e-9).then(|| {
            let written = &passage.text[part.span.range()];
            let amount = Decimal::new((wanted * 1000.0).round() as i128, 3);
            let words = like(written, amount);
            let fix = words.map(|words| format!("{}{words}", &passage.text[share.span.start..part.span.start]));
            (Span::new(share.span.start, part.span.end), Right::Made { rate: right, fix })
        });
    }
    // 12万本から2倍の18万本に
    if let (Measure::Fold, Some(from), Some(to)) = (share.measure, before.last(), next)
        && share.after == "の"
        && matches!(share.before, "から" | "の" | "より")
        && from.is_like(to)
        && !from.loose
        && !to.loose
        && from.value() > 0.0
        // Said of the one number it makes, it is no rough one.
        && (to.value() / from.value() * 100.0 - said).abs() > said * 0.05
    {
        return Some((share.span, Right::Rate(to.value() / from.value() * 100.0)));
    }
    // 補助率は3分の2とし、対象経費90万円に対する補助額は45万円
    if let Some((whole, part)) = by_rate(read, index)
        && off(part.value() / whole.value() * 100.0)
    {
        let span = if share.step > 5.0 || share.unit.is_empty() { part.span } else { share.span };
        return Some((span, Right::Made { rate: part.value() / whole.value() * 100.0, fix: None }));
    }
    // 前年度比20％増の11万冊（前年度10万冊）
    if let (Some(now), Some(was), true) = (next, read.get(index + 2), before.is_empty())
        && matches!(product(share.after), Some(Made::More | Made::Less))
        && was.is_like(now)
        && FORMER.is_match(was.before)
        && !now.loose
        && !was.loose
        && was.value() > 0.0
    {
        let way = if share.after.starts_with('減') { Way::Down } else { Way::Up };
        let right = way.change(was.value(), now.value());
        return (!agrees(said, right, share.step)).then_some((share.span, Right::Rate(right)));
    }
    let last = before.last()?;
    let mut like: Vec<&Quantity<'_>> = before.iter().copied().filter(|q| q.is_like(last)).collect();
    let topic = passage.text[passage.sentences.get(share.sentence)?.span.range()].split(['は', '、']).next()?;
    // 前年度は100件だった。本年度は120件で、10％増えた。
    if like.len() == 1 && share.sentence > 0 {
        let earlier: Vec<&Quantity<'_>> =
            read[..index].iter().filter(|q| q.sentence + 1 == share.sentence && q.is_like(last) && !q.loose).collect();
        if let [one] = earlier.as_slice()
            && (FORMER.is_match(one.before) || LATTER.is_match(one.before))
        {
            like.insert(0, *one);
        }
    }
    // 1,200社に尋ねた。回答は780社から得られ、回答率は65％である。
    let of_asked = share.before.trim_end_matches(['は', 'が', 'も']);
    let of_asked = like.len() == 1 && OF_ASKED.iter().any(|rate| of_asked.ends_with(rate));
    if of_asked && share.sentence > 0 {
        let asked: Vec<&Quantity<'_>> =
            read[..index].iter().filter(|q| q.sentence + 1 == share.sentence && q.is_like(last)).collect();
        let [whole] = asked.as_slice() else { return None };
        let right = last.value() / whole.value() * 100.0;
        let sound = !whole.loose && !last.loose && whole.value() > last.value();
        return (sound && off(right)).then_some((share.span, Right::Rate(right)));
    }
    if like.len() > 4 || like.iter().any(|q| q.loose || q.value() <= 0.0) {
        return None;
    }
    // In brackets behind the share: 20％増の11万冊（前年度10万冊）.
    if let Some(way) = way_of(share, topic) {
        return changed(read, index, &like, way).filter(|right| off(*right)).map(|r| (share.span, Right::Rate(r)));
    }
    let rate = topic.ends_with(['率', '合', '比'])
        && ["であ", "です", "でし", "とな", "と算", "と計", "とし", "と見", "だ", "に達", "にと", "。"]
            .iter()
            .any(|words| share.after.starts_with(words));
    let right = part_of(share, &like, rate)?;
    // Of another whole, or of all of them together, it may be right.
    let counts: Vec<f64> = read.iter().filter(|q| q.is_like(last) && q.value() > 0.0).map(|q| q.value()).collect();
    let sum: f64 = like.iter().map(|q| q.value()).sum();
    let wholes = counts.iter().copied().chain([sum]);
    // 1万人のうち、2,500人と4,000人が投票した: the parts may be meant together.
    let together = counts.iter().any(|whole| agrees(said, (sum - whole) / whole * 100.0, share.step));
    let fits = wholes.into_iter().any(|whole| {
        like.iter().any(|part| whole != part.value() && agrees(said, part.value() / whole * 100.0, share.step))
    });
    (off(right) && !fits && !together).then_some((share.span, Right::Rate(right)))
}

/// What a share should have been.
enum Right {
    /// In hundredths.
    Rate(f64),
    /// The same of an amount that was made with the share, and the words for the right one.
    Made { rate: f64, fix: Option<String> },
}

/// How an amount is made of another and a share.
#[derive(Clone, Copy, PartialEq)]
enum Made {
    Part,
    Less,
    More,
}

impl Made {
    /// The share that makes `hundredths` of the whole.
    fn rate(self, hundredths: f64) -> f64 {
        match self {
            Made::Part => hundredths,
            Made::Less => 100.0 - hundredths,
            Made::More => hundredths - 100.0,
        }
    }

    fn factor(self, share: f64) -> f64 {
        match self {
            Made::Part => share,
            Made::Less => 1.0 - share,
            Made::More => 1.0 + share,
        }
    }
}

/// に当たる, 引の, を加えた: what stands between a share and the amount it makes.
fn product(between: &str) -> Option<Made> {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:(?:に当たる|にあたる|に相当する|を占める|に及ぶ|に上る|を乗じた|を掛けた|をかけた|を乗じて得た|である|となる|で(?:ある)?、?|の)(?:額である|額の|額、|金額の|額|数の)?(?:、)?|に当たり、|に相当し、)$")
            .expect("the pattern is sound")
    });
    static LESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:引き?|割引|オフ|減額?|減免|値引き?|安く?|を減じた|を差し引いた|を引いた|を控除した|を割り引いた|を減額した|を値引きした|を割引した)(?:の|で|し、?|した|して、?|となる|となり|になり|、|後の|の価格の|の料金の|、1人|額の|額で)*(?:、)?$")
            .expect("the pattern is sound")
    });
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:増し?|割増し?|加算|上乗せ|を加えた|を加算した|を上乗せした|を加え、?|を増額した)(?:の|で|し、?|した|して、?|となる|額の|、)*$")
            .expect("the pattern is sound")
    });
    if between.chars().count() > 14 {
        return None;
    }
    [(Made::Part, &PART), (Made::Less, &LESS), (Made::More, &MORE)]
        .into_iter()
        .find(|(_, pattern)| pattern.is_match(between))
        .map(|(made, _)| made)
}

/// Whether what stands before the share ties it to its whole; `next` if that is the figure right before it.
fn joined(before: &str, made: Made, next: bool) -> bool {
    let before = before.trim_end_matches(['約', ' ', '　', '、']);
    match made {
        Made::Part => {
            next && (before == "の"
                || before == "のうち"
                || before == "のうちの"
                || before == "に"
                || before == "に年"
                || before == "に年率"
                || before == "に対する")
        }
        Made::Less | Made::More => {
            next && before.chars().count() <= 24
                && !before.contains(['。', '（'])
                && (before == "の"
                    || before == "から"
                    || before == "を"
                    || before == "に"
                    || before.starts_with("とし")
                    || before.starts_with("に消費税")
                    || before.starts_with("の料金")
                    || before.starts_with("が")
                    || before.starts_with("で")
                    || before.starts_with("ですが")
                    || before.starts_with("のところ"))
        }
    }
}

/// A rate that is laid down first, and behind it the whole and the part it is applied to.
fn by_rate<'q, 't>(read: &'q [Quantity<'t>], index: usize) -> Option<(&'q Quantity<'t>, &'q Quantity<'t>)> {
    static RATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "(?:補助率|負担割合|負担率|交付率|助成率|税率|料率|補助の割合|助成の割合|手数料率)(?:は|を|が|は、|：)?$",
        )
        .expect("the pattern is sound")
    });
    let (share, whole, part) = (&read[index], read.get(index + 1)?, read.get(index + 2)?);
    let tied =
        whole.after.starts_with("に対する") || whole.after.starts_with("に対して") || whole.after.starts_with("の場合");
    let sums = ["額は", "額が", "金は", "料は", "税額は", "額を", "は", "、"].iter().any(|w| part.before.ends_with(w));
    (RATE.is_match(share.before)
        && whole.is_like(part)
        && tied
        && sums
        && part.before.chars().count() <= 14
        && whole.sentence == share.sentence
        && part.sentence == share.sentence
        && !part.loose
        && !part.after.starts_with("を限")
        && part.value() < whole.value())
    .then_some((whole, part))
}

/// Whether the share says by how much something has changed, and which way.
fn way_of(share: &Quantity<'_>, topic: &str) -> Option<Way> {
    let behind = share
        .after
        .trim_start_matches(['）', ')', '、', ' ', 'の', 'も', 'と', 'だ', 'け', 'に', 'ほ', 'ど', '大', '幅']);
    let begins = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
    if share.measure == Measure::Share {
        if begins(&UP) {
            return Some(Way::Up);
        }
        if begins(&DOWN) {
            return Some(Way::Down);
        }
    }
    let named = |words: &str| {
        RATE_OF_CHANGE.captures_iter(words).last().map(|caught| match () {
            () if caught.name("up").is_some() => Way::Up,
            () if caught.name("down").is_some() => Way::Down,
            () => Way::Either,
        })
    };
    let before = share.before.trim_end_matches(['は', 'が', 'も', '、', '：', '約']);
    let at_end =
        named(before).filter(|_| RATE_OF_CHANGE.find_iter(before).last().is_some_and(|m| m.end() == before.len()));
    let states = ["で", "であ", "でし", "です", "とな", "に達", "に上", "にと", "だっ", "。", "、", "）"];
    at_end.or_else(|| named(topic).filter(|_| states.iter().any(|words| share.after.starts_with(words))))
}

/// By how many hundredths something has changed, by the counts before the share (or in brackets behind it).
fn changed(read: &[Quantity<'_>], index: usize, like: &[&Quantity<'_>], way: Way) -> Option<f64> {
    let share = &read[index];
    if share.measure == Measure::Fold {
        return None;
    }
    let years: Vec<Option<(String, u32)>> = like.iter().map(|q| year_of(q.before)).collect();
    let is_former = |q: &Quantity<'_>| {
        let behind = q.after.trim_start_matches(['）', ')']);
        [
            "から",
            "より",
            "に比べ",
            "と比べ",
            "と比較",
            "に比較",
            "だったが",
            "であったが",
            "だったもの",
            "であったもの",
            "だったのが",
            "だったのに",
            "であったのに",
            "でしたが",
        ]
        .iter()
        .any(|words| behind.starts_with(words))
            || FORMER.is_match(q.before)
    };
    // 前年度に比べて12億円: that is the difference.
    let compared = |q: &Quantity<'_>| {
        let before = q.before.trim_end_matches(['、', '約', 'と', '、']);
        ["比べ", "比べて", "比べると", "比較して", "より", "比で", "比"].iter().any(|words| before.ends_with(words))
    };
    let is_difference = |q: &Quantity<'_>| {
        let behind = q.after.trim_start_matches(['の', '、']);
        let brackets = q.after == "（" || q.after == "(" || q.after == "、率にして";
        ["増", "減", "多", "少", "上回", "下回", "を上回", "を下回", "伸び", "短", "長"]
            .iter()
            .any(|words| behind.starts_with(words))
            || brackets
    };
    match like {
        [one, two] => {
            if is_former(one) && is_difference(one) {
                // 前年度より300万円減の1,200万円で
                let less = one.after.trim_start_matches('の').starts_with('減');
                let base = if less { two.value() + one.value() } else { two.value() - one.value() };
                let tied = one.before.ends_with("より") || one.before.ends_with("比べ") || one.before.ends_with("から");
                return (tied && base > 0.0).then(|| one.value() / base * 100.0);
            }
            // 412億円で、前年度に比べて12億円、率にして3.0％の増
            if compared(two) && !is_former(one) {
                let base = if way == Way::Down { one.value() + two.value() } else { one.value() - two.value() };
                return (base > 0.0 && way != Way::Either && share.before.chars().count() <= 8)
                    .then(|| two.value() / base * 100.0);
            }
            let reached = ["へ", "に", "まで", "と", "とな"].iter().any(|words| two.after.starts_with(words));
            match (is_former(one), is_former(two)) {
                (true, false) if is_difference(two) && !reached => {
                    Some(two.value() / one.value() * 100.0).filter(|_| way != Way::Either)
                }
                (true, false) if reached || LATTER.is_match(two.before) || FORMER.is_match(one.before) => {
                    Some(way.change(one.value(), two.value()))
                }
                // 医師の数は120人で、10年前の150人から30％減った
                (false, true) if !is_difference(one) => Some(way.change(two.value(), one.value())),
                (false, false) => match (&years[0], &years[1]) {
                    (Some((a, x)), Some((b, y))) if a == b && x != y => {
                        let (from, to) = if x < y { (one, two) } else { (two, one) };
                        Some(way.change(from.value(), to.value()))
                    }
                    _ => None,
                },
                _ => None,
            }
        }
        [from, to, difference] => {
            // 200人から150人に減少し、50人（20％）の減
            let brackets = share.before == "（" || share.before == "(" || share.before == "、率にして";
            let makes = ((to.value() - from.value()).abs() - difference.value()).abs() < 1e-9;
            (brackets && makes && is_former(from)).then(|| way.change(from.value(), to.value()))
        }
        [now] => {
            let next = read.get(index + 1).filter(|q| q.is_like(now) && q.sentence == share.sentence)?;
            (FORMER.is_match(next.before) && !next.loose).then(|| way.change(next.value(), now.value()))
        }
        _ => None,
    }
}

fn year_of(before: &str) -> Option<(String, u32)> {
    let caught = YEAR.captures(before)?;
    let number = if &caught["n"] == "元" { 1 } else { caught["n"].parse().ok()? };
    Some((caught["era"].to_owned(), number))
}

/// Which part of a whole the counts before the share make, in hundredths, where their words say who is who.
fn part_of(share: &Quantity<'_>, like: &[&Quantity<'_>], rate: bool) -> Option<f64> {
    let last = like.last()?;
    if like.len() < 2 {
        return None;
    }
    let of = share.before.trim_end_matches(['約', 'ほ', 'ぼ', ' ', '　']);
    let fold = share.measure == Measure::Fold;
    let states = [
        "に当た",
        "にあた",
        "に相当",
        "であ",
        "です",
        "でし",
        "を占め",
        "とな",
        "にとど",
        "に達",
        "に上",
        "に過ぎ",
        "にすぎ",
        "にし",
        "だっ",
        "、",
        "。",
        "に減",
        "に増",
        "に当り",
    ];
    // 有権者2万人の65％に当たる
    // 240人で、全体の800人のうち24％を占めた
    let of_all = of == "のうち" && last.before.trim_start_matches(['で', '、', 'と', 'あ', 'り']).starts_with("全");
    if (of == "の" || of_all) && states.iter().any(|words| share.after.starts_with(words)) {
        let part = like[like.len() - 2];
        let said_of =
            part.after.starts_with(['で', 'と', 'が', 'に', 'だ', '、', 'し', 'あ']) && !part.after.contains("うち");
        let free = !WHOLE.iter().any(|words| part.after.starts_with(words));
        return (said_of && free && like.len() == 2).then(|| part.value() / last.value() * 100.0);
    }
    // 落札額は1,800万円で、予定価格2,000万円に対する落札率は85％
    if last.after.starts_with("に対する") && like.len() == 2 && !fold {
        let part = like[0];
        let named = share.before.trim_end_matches(['は', 'が', '、']).ends_with(['率', '合', '比']);
        return (named && share.before.chars().count() <= 14 && part.after.starts_with(['で', 'と', 'だ', '、']))
            .then(|| part.value() / last.value() * 100.0);
    }
    // 80人から100人へと1.5倍に増えた
    if fold {
        let [from, to] = like else { return None };
        let grown =
            ["から", "より", "だったが", "であったが", "でしたが"].iter().any(|words| from.after.starts_with(words))
                && ["へ", "に", "まで", "と"].iter().any(|words| to.after.starts_with(words))
                || FORMER.is_match(from.before) && LATTER.is_match(to.before);
        let against = from.after.starts_with("に対し") && states.iter().any(|words| share.after.starts_with(words));
        return (grown || against).then(|| to.value() / from.value() * 100.0);
    }
    // 賛成12票、反対8票で、賛成の割合は65％: of all of them together.
    let name = |q: &Quantity<'_>| {
        let words = q.before.rsplit(['、', '，', 'は', '。', '「', '（']).next().unwrap_or("");
        words.trim_end_matches(['が', 'の', '」', 'は', '　', ' ']).to_owned()
    };
    let whole = |q: &Quantity<'_>| {
        WHOLE.iter().any(|words| q.after.starts_with(words))
            || WHOLE_BEFORE.iter().any(|words| q.before.ends_with(words))
    };
    if let Some(named) = of.trim_end_matches(['は', 'が']).strip_suffix("の割合")
        && like.iter().skip(1).all(|q| q.before.starts_with(['、', '，']) && q.before.chars().count() <= 12)
        && !like.iter().any(|q| whole(q))
    {
        let named = named.rsplit(['、', '。']).next().unwrap_or("");
        let part = like.iter().find(|q| !named.is_empty() && name(q) == named)?;
        return Some(part.value() / like.iter().map(|q| q.value()).sum::<f64>() * 100.0);
    }
    // 33,600人を行政人口42,000人で除して80％; 投票者数は18,000人、有権者数は40,000人で、投票率は45％
    let divided = of == "で除して" || of == "で除した";
    let voted = last.before.trim_end_matches('は').ends_with("有権者数") && of.ends_with("投票率は");
    if (divided || voted) && like.len() == 2 {
        return Some(like[0].value() / last.value() * 100.0);
    }
    let tied = of.is_empty()
        || rate && of.chars().count() <= 30
        || matches!(
            of,
            "（" | "("
                | "で、"
                | "で"
                | "、"
                | "であり、"
                | "となり、"
                | "が"
                | "は"
                | "と、"
                | "で、全体の"
                | "、全体の"
                | "（全体の"
                | "で全体の"
        )
        || of.chars().count() <= 20
            && !of.contains('。')
            && (of.trim_end_matches(['は', 'が', '：', 'も', ' ', '　', 'を']).ends_with(['率', '合', '比']))
        || of.chars().count() <= 24 && of.ends_with("ので、")
        || of.chars().count() <= 16 && ["取得者は", "に相当する", "その割合は"].iter().any(|words| of.ends_with(words));
    if !tied || share.after.starts_with('の') && !share.after.starts_with("の割合") && !share.after.starts_with("の回")
    {
        return None;
    }
    // そのうち150人（75％）
    let within = ["そのうち", "このうち", "、うち", "うち、", "その内"].iter().any(|words| last.before.contains(words));
    let whole = if within {
        like[like.len() - 2]
    } else {
        let is_whole = |q: &&&Quantity<'_>| {
            let behind = q.after.trim_start_matches(['）', ')']);
            // 4,800mの配水管のうち
            let among = behind.split_once("のうち").is_some_and(|(of, _)| of.chars().count() < 9 && !of.contains('、'));
            WHOLE.iter().any(|words| behind.starts_with(words))
                || among
                || WHOLE_BEFORE.iter().any(|words| q.before.ends_with(words))
                || ["の応募枠", "の募集", "の定員", "の目標", "の計画"].iter().any(|words| behind.starts_with(words))
        };
        like[..like.len() - 1].iter().rev().find(is_whole)?
    };
    (last.value() <= whole.value()
        || whole.after.starts_with("に対し")
        || WHOLE_BEFORE.iter().any(|w| whole.before.ends_with(w)))
    .then(|| last.value() / whole.value() * 100.0)
}

/// 支持率は、40％から46％へ5ポイント上がった: the difference of two shares.
fn points(read: &[Quantity<'_>], index: usize, hits: &mut Hits) {
    let said = &read[index];
    let shares: Vec<&Quantity<'_>> = read
        .iter()
        .filter(|q| q.measure == Measure::Share && q.sentence == said.sentence && q.span.end <= said.span.start)
        .collect();
    let behind = said.after.trim_start_matches(['の', '、']);
    let moved = UP.iter().chain(&DOWN).any(|words| behind.starts_with(words));
    let one_more = read.iter().filter(|q| q.measure == Measure::Points && q.sentence == said.sentence).count() > 1;
    let [one, two] = shares.as_slice() else { return };
    let former = |q: &Quantity<'_>| {
        FORMER.is_match(q.before)
            || ["から", "より", "に比べ", "と比べ", "だったが", "であったが"]
                .iter()
                .any(|words| q.after.starts_with(words))
    };
    let apart = (one.value() - two.value()).abs();
    let step = one.step.max(two.step).max(said.step);
    if moved
        && !one_more
        && !one.loose
        && !two.loose
        && !said.loose
        && (former(one) || former(two))
        && !agrees(said.value(), apart, step)
    {
        let places = one.places().max(two.places());
        hits.at(said.span).arg("right", format!("{apart:.places$}ポイント"));
    }
}

/// 4人に1人（20％）: one share said twice.
fn same_twice(read: &[Quantity<'_>], index: usize, hits: &mut Hits) {
    let (share, Some(again)) = (&read[index], read.get(index + 1)) else { return };
    let both = share.measure == Measure::Share && again.measure == Measure::Share && again.step < 5.0;
    let rough = share.step > 5.0 && (share.after == "（" || share.after == "(");
    if both && rough && again.after.starts_with(['）', ')']) && (share.value() - again.value()).abs() > share.step / 2.0
    {
        let places = again.places();
        let right = format!("{:.places$}％", share.value());
        hits.at(again.span).arg("right", right.clone()).ask(right);
    }
}

fn report(passage: &Passage<'_>, share: &Quantity<'_>, span: Span, right: Right, hits: &mut Hits) {
    if hits.spans().iter().any(|known| known.overlaps(span)) {
        return;
    }
    let written = &passage.text[share.span.range()];
    let sign = written.trim_start_matches(|c: char| c.is_numeric() || ".．,，".contains(c));
    let (Right::Rate(rate) | Right::Made { rate, .. }) = right;
    let places = share.places();
    let percent = sign.starts_with(['％', '%', 'パ']);
    let shown = match share.measure {
        Measure::Fold => {
            let whole = share.step >= 100.0 && (rate / 100.0).fract() < 1e-9;
            let places = usize::from(!whole);
            format!("{:.places$}倍", rate / 100.0)
        }
        _ if percent => format!("{rate:.places$}{sign}"),
        _ => format!("{:.1}％", rate),
    };
    let hit = hits.at(span).arg("right", shown.clone());
    match right {
        Right::Made { fix: Some(fix), .. } => {
            hit.ask(fix);
        }
        Right::Rate(_) if percent || share.measure == Measure::Fold => {
            hit.ask(shown);
        }
        _ => {}
    }
    if (share.value() - rate).abs() < share.step {
        hit.severity(Severity::Warning);
    }
}
