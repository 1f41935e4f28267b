//! Whether both texts deny the same.

use super::bi;
use crate::proofread::pairs::{Pair, PairHits, PairRule};
use crate::proofread::{About, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 使用できません / `You can use`.
pub struct Negation;

/// What a Japanese predicate denies with. Duties (なければならない), guesses (かもしれない) and `not only` are taken out first.
static DENIES_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:ません|ではない|でない|(?:が|は|も|で[きは])ない|[らわかさたなまばがり]ない|できない|得ない|えない|られない|れない|しない|いない|なかった)(?:(?:でした)?(?:。|$|もの|こと|ので|ため|で(?:ください|下さい|下さ)|よう|の(?:で|が)|、|）|ものとする))",
        r"|してはならない|てはなりません|てはいけません|対象外|対象となりません|不可(?:。|$|です|とする)|禁止(?:。|$|です|します|する|され|とする)|必要(?:は|が)?(?:ありません|ない)|不要(?:。|$|です|とする)|認めない|無効(?:。|$|です|とする)|ご遠慮|お断り|おやめ|控えて",
    ))
});
/// What only looks like a denial, or is one that English says otherwise.
static NO_DENIAL_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:なければ|なくては|ないと|ねば)(?:なら(?:ない|ず|ぬ)|なりません|いけ(?:ない|ません))|ないわけには(?:いかない|いきません)|ざるを得(?:ない|ません)",
        r"|かもしれ(?:ない|ません)|に(?:ほか|他)なら(?:ない|ず)|に(?:過ぎ|すぎ)(?:ない|ません)|だけで(?:は)?(?:なく|ありません|ない)|のみ(?:ならず|でなく|ではなく)|ばかりで(?:は)?(?:なく|ない)|差し(?:支|つか)え(?:ない|ありません)|さしつかえ(?:ない|ありません)|やむを得(?:ない|ません|ず)|この限りで(?:は)?(?:ない|ありません)|少な(?:い|く)|危な(?:い|く)|限りで(?:は)?ない",
        r"|(?:し|いただけ|くれ|ご?協力いただけ|願え|ください|みし|れ)ませんか|ではないか|ませんでしょうか|(?:間違い|違い)(?:ない|ありません)|問題(?:は)?(?:ない|ありません)|かかわ(?:ら|り)(?:ず|なく)|関わらず|支障(?:の|が)?(?:ない|ありません)|わけではない|とは限ら(?:ない|ず|ません)|しか(?:[^。、]{0,14})(?:ない|ません)|を超え(?:ない|ません)|に満たない|(?:まで|か月|日|年)(?:は|の間は)?[^。、]{0,6}(?:たない|経過しない)|異議(?:が|は)?ない|絶え(?:ない|ません)|欠かせ(?:ない|ません)|欠かすことのできない|計り知れない|申し訳(?:ない|ありません|ございません)|すみません|尽き(?:ない|ません)|たまらない|ほど(?:では)?ない|限らず|遜色(?:の)?ない|例外(?:では)?(?:なく|ない)|変わ(?:り|ら)(?:ない|ません|ず|なく)|絶やさず|漏れなく|もれなく|滞りなく|遅滞なく|速やかに|まもなく|間もなく|何度でも|いかなる",
    ))
});
/// Anything in Japanese that English may turn into a denial.
static SHADOW_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"ない|ません|なく|なか|なけ|ず|ぬ|ざる|まい|無|不|未|非|外|禁|止|否|欠|失|除|免|限|のみ|だけ|しか|控え|避け|断|遠慮|拒|困難|難|かね|離|休|閉|終|取消|取り消|取下|辞|解除|ゼロ|なし|満|足り|違反|反対|以内|以下|以上|まで|超|やめ|防|制|抑|妨|停|廃|禁|別|独|個|異|違|ほか|以前|前|間|残|唯一|一切|全く|滅多|余り|あまり|少|低|若干|弱|単|なり|省略|放|差し控|防止|回避|免除|空|途絶|絶|白紙|脱|減|逆|に過ぎ|かえって|むしろ|代わり|抜き|ノー|レス|フリー|アン|オフ|いえ|でも|ても|に関わ|にかかわ|場合|なら|もし|たとえ|に関し|秘|匿|隠|守|危|遅|逃|忘",
    )
});
/// Anything in English that may stand for a Japanese denial.
static SHADOW_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:no|not|none|nor|neither|never|cannot|nothing|nobody|nowhere|without|unless|except\w*|exclud\w*|exclusive\w*|exempt\w*|prohibit\w*|forbid\w*|forbidden|ban|bann\w+|refrain\w*|avoid\w*|prevent\w*|unable|fail\w*|lack\w*|absen\w*|refus\w*|declin\w*|den(?:y|ied|ies|ial)|reject\w*|only|other than|rather than|instead of|beyond|free|waive\w*|void\w*|null\w*|invalid\w*|ineligib\w*|unnecess\w*|impossib\w*|cancel\w*|suspend\w*|suspension|clos\w+|discontinu\w*|ceas\w*|stop\w*|terminat\w*|abolish\w*|repeal\w*|outside|hardly|barely|scarcely|rarely|seldom|few|little|less|least|insufficien\w*|inadequa\w*|limit\w*|restrict\w*|limited|remain\w*|yet to|off|out of|away|against|too|regardless|irrespective|disallow\w*|prohibition\w*|optional|irrelevant|different\w*|dis\w+|mis\w+|illegal\w*|incorrect\w*|incomplete\w*|improper\w*|immediately|until|before|excus\w*|miss\w*|forgo|omit\w*|leave|left|deni\w*|negat\w*|reserved|unlike|minus|far from|anything but|apart from|aside from|save for|but for|sorry|apolog\w*|regret\w*|subject to|difficult\w*|hard|hesitate\w*|keep|kept|withh\w+|barred|abstain\w*|lest)\b",
        r"|n['’]t\b|\bnon-?|\bun[a-z]{3,}|\bin(?:appl|access|cap|comp|conv|app|ab|act|com|dep|el|ev|ex|suf|tol|val|vis)[a-z]+|\bim(?:poss|prop|prac|perm|mov)[a-z]+|\bir(?:r|res|rev)[a-z]+|\b[a-z]+(?:less|-free|proof)\b",
    ))
});
/// A denial in English that Japanese can hardly say without one of its own.
static DENIES_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:can|could|do|does|did|is|are|was|were|will|shall|must|may|should|has|have|had|need)(?:n['’]t| not)\b|\bcannot\b|\bnever\b|\bno longer\b|\b(?:is|are) (?:ineligible|prohibited|forbidden|unable)\b",
    ))
});
static NO_DENIAL_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\bnot only\b|\bnot (?:more|less|later|fewer|earlier|greater|longer|higher|lower|older|younger) than\b|\bnot (?:exceed\w*|be limited|limited to|to exceed)\b|\b(?:do|does|did|will|shall|must|may|should) not exceed\b|\bif (?:not|you do not|you cannot|they do not)\b|\b(?:do|does|will|would|should|please do) not (?:hesitate|forget|fail|necessarily)\b|\bwhether or not\b|\bnot until\b|\bwhy not\b|\bcannot but\b|\bis not necessarily\b|\bnot to mention\b|\bno\. ?\d",
    ))
});

impl Rule for Negation {
    fn about(&self) -> About {
        bi("bi.negation", Severity::Error)
    }
}

impl PairRule for Negation {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        if !pair.compares() {
            return;
        }
        for (ja, en) in clauses(pair) {
            let (japanese, english) = (&pair.ja.text[ja.range()], &pair.en.lower()[en.range()]);
            let told = NO_DENIAL_JA.replace_all(japanese, |found: &regex::Captures<'_>| "＿".repeat(found[0].len() / 3));
            let said = NO_DENIAL_EN.replace_all(english, |found: &regex::Captures<'_>| "_".repeat(found[0].len()));
            if let Some(denial) = DENIES_JA.find_iter(&told).last()
                && !SHADOW_EN.is_match(english)
            {
                hits.at(Some(clipped(japanese, ja, denial.range())), Some(en)).case("lost");
            } else if let Some(denial) = DENIES_EN.find(&said)
                && !SHADOW_JA.is_match(japanese)
            {
                let place = Span::new(en.start + denial.start(), en.start + denial.end());
                hits.at(Some(ja), Some(place)).case("added");
            }
        }
    }
}

/// Sentence by sentence where both texts have as many, else the whole of each.
pub(super) fn clauses(pair: &Pair<'_>) -> Vec<(Span, Span)> {
    let (ja, en) = (pair.ja.sentences(), pair.en.sentences());
    if ja.len() == en.len() {
        return ja.iter().zip(en).map(|(a, b)| (a.span, b.span)).collect();
    }
    vec![(Span::new(0, pair.ja.text.len()), Span::new(0, pair.en.text.len()))]
}

/// The place of a denial in the Japanese text, without the mark behind it.
fn clipped(sentence: &str, span: Span, found: std::ops::Range<usize>) -> Span {
    let words = sentence.get(found.clone()).unwrap_or("").trim_end_matches(['。', '、', '）']);
    Span::new(span.start + found.start, span.start + found.start + words.len())
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}
