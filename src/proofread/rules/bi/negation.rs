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
        r"(?:(?:でき|あり|ござい)?ません|ではない|でない|(?:が|は|も|で[きは])ない|[らわかさたなまばがり]ない|できない|得ない|えない|られない|れない|しない|いない|なかった)(?:(?:でした)?(?:。|$|もの(?:。|$|とする)|こと(?:。|$|とする|とします|[がを](?:分か|わか|判明|明らか))|で(?:ください|下さい)|）|ものとする))",
        r"|してはならない|てはなりません|てはいけません|対象外|対象となりません|不可(?:。|$|です|とする)|禁止(?:。|$|です|します|する|され|とする)|必要(?:は|が)?(?:ありません|ない)|不要(?:。|$|です|とする)|認めない|無効(?:。|$|です|とする)|お断り|かねます(?:。|$|の)|(?:御|ご)?遠慮(?:ください|下さい|願います|いただ|お願い)|控え(?:て)?(?:ください|下さい|いただ)|否定(?:した|する|しました|しています)",
    ))
});
/// What only looks like a denial, or is one that English says otherwise.
static NO_DENIAL_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:なければ|なくては|ないと|ねば)(?:なら(?:ない|ず|ぬ)|なりません|いけ(?:ない|ません))|ないわけには(?:いかない|いきません)|ざるを得(?:ない|ません)",
        r"|か(?:も|もし|も知)れ?(?:ない|ません)|とんでも(?:ない|ありません|ございません)|もったいない|つまらない|忘れない|忘れず|に(?:ほか|他)なら(?:ない|ず)|に(?:過ぎ|すぎ)(?:ない|ません)|だけで(?:は)?(?:なく|ありません|ない)|のみ(?:ならず|でなく|ではなく)|ばかりで(?:は)?(?:なく|ない)|(?:構|かま)(?:い|わ)(?:ません|ない)|差し(?:支|つか)え(?:ない|ありません)|さしつかえ(?:ない|ありません)|やむを得(?:ない|ません|ず)|この限りで(?:は)?(?:ない|ありません)|少な(?:い|く|か|け|さ)|危な(?:い|く|か|け)|避けられ(?:ない|ません)|限りで(?:は)?ない",
        r"|(?:し|いただけ|くれ|ご?協力いただけ|願え|ください|みし|れ)ませんか|ではないか|ませんでしょうか|(?:間違い|違い)(?:ない|ありません)|かかわ(?:ら|り)(?:ず|なく)|関わらず|支障(?:の|が)?(?:ない|ありません)|わけではない|とは限ら(?:ない|ず|ません)|しか(?:[^。、]{0,14})(?:ない|ません)|を超え(?:ない|ません)|に満たない|(?:まで|か月|日|年)(?:は|の間は)?[^。、]{0,6}(?:たない|経過しない)|異議(?:が|は)?ない|絶え(?:ない|ません)|欠かせ(?:ない|ません)|欠かすことのできない|計り知れない|申し訳(?:ない|ありません|ございません)|すみません|尽き(?:ない|ません)|たまらない|ほど(?:では)?ない|限らず|遜色(?:の)?ない|例外なく|変わ(?:り|ら)(?:ない|ません|ず|なく)|絶やさず|漏れなく|もれなく|滞りなく|遅滞なく|速やかに|まもなく|間もなく|何度でも|いかなる",
    ))
});
/// Words with a sign of denial in them that deny nothing.
static NO_SHADOW_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"みなさ|みなされ|無料|無事|無線|無償|不動産|非常|未来|不思議|不審|防止|防災|防犯|休日|休憩|除雪|除染|廃棄|限度|期限|最大限|最小限|権限|失業|外国|外部|国外|海外|市外|県外|屋外|野外|郊外|外出|案外|停車|免許|国内外|別紙|別記|別添|別表|特別|離乳|分離|残高|間|空港|航空|空気|空間|絶好|離島|まで",
    )
});
/// Anything in Japanese that English may turn into a denial.
static SHADOW_JA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"ない|ません|なく|なか|なけ|なし|無|不|未|非|外|禁|止|否|欠|失|除|免|限り|限る|限ら|限定|のみ|だけ|しか|控え|避け|断|遠慮|拒|困難|難し|にくい|づらい|かね|終|取消|取り消|取下|解除|ゼロ|足り|違反|違い|違う|異な|反対|やめ|妨|停|廃|少な|まい|ざる|せず|らず|かず|わず|けず|えず|りず|きず|さず|たず|ぎず|ちず|れず|なさ|ねば|ぬ(?:。|よう|もの)|いえ|忘|大丈夫|初|秘|匿|過ぎ|すぎ|離|抜|空|絶|以外|ほか|別|残|休|閉|代わり|むしろ|単に|仮|もう|心配|安心|十分|充分|嫌|いや|早|高い|安い|易|大き|だめ|駄目|以内|以下|以上|超|とどめ|留め|保ち|保つ|維持|防ぐ|防げ|抑え",
    )
});
/// Anything in English that may stand for a Japanese denial.
static SHADOW_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:no|not|none|nor|neither|never|cannot|nothing|nobody|nowhere|without|unless|except\w*|exclud\w*|exclusive\w*|exempt\w*|prohibit\w*|forbid\w*|forbidden|ban|bann\w+|refrain\w*|avoid\w*|prevent\w*|unable|fail\w*|lack\w*|absen\w*|refus\w*|declin\w*|den(?:y|ied|ies|ial)|reject\w*|only|solely|purely|exclusively|other than|rather than|instead of|beyond|free|waive\w*|void\w*|null\w*|cancel\w*|suspend\w*|suspension|clos\w+|ceas\w*|stop\w*|terminat\w*|abolish\w*|repeal\w*|outside|hardly|barely|scarcely|rarely|seldom|few|fewer|little|less|least|limit\w*|restrict\w*|remain\w*|yet|off|out of|away|too|regardless|irrespective|prohibition\w*|optional|irrelevant|different\w*|mistake\w*|mismatch\w*|missing|mislead\w*|misuse\w*|illegal\w*|until|before|excus\w*|miss|forgo|omit\w*|negat\w*|unlike|minus|far from|anything but|apart from|aside from|save for|but for|sorry|apolog\w*|regret\w*|difficult\w*|hard|hesitate\w*|keep|kept|withh\w+|barred|abstain\w*|lest|remember\w*|forget\w*|forgot\w*|impatien\w*|pending|immediately|lost|wrong\w*|ignor\w*|neglect\w*|hid(?:e|es|den)|obsolete|veto\w*|block\w*|lock\w*|privacy|sold out|run out|short of|shortage|poor\w*|despite|although|though|but|faulty|suppress\w*|safe\w*|fine|ok|okay|all right|acceptable|permissible|satisfactor\w*|inevit\w*|inescap\w*|indispens\w*|wait\w*|leave|left|stay|as is|same|still|sure)\b",
        r"|n['’]t\b|\bnon-?|\bun(?:[a-ce-hj-su-z]|d(?:[a-df-z]|e[a-qs-z])|t(?:[a-hj-z]|i[a-km-z]))[a-z]{2,}|\bin(?:abil|access|accur|adequ|applic|appropr|capab|compat|complet|consist|conven|correct|definite|direct|effect|elig|exper|flex|sensi|signif|suff|toler|val|visib)[a-z]*|\bim(?:poss|prop|prac|perm|mov|perf)[a-z]+|\bir(?:reg|rel|res|rev)[a-z]+|\bdis(?:allow|qualif|approv|abl|contin|regard|agree|miss|connect|claim|solv|pens|courag|like|appear)[a-z]*|\b[a-z]+(?:less|-free|proof)\b",
    ))
});
/// What a ban or an impossibility must be told with in English.
static BANS_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:no|not|none|nor|neither|never|cannot|nothing|nobody|prohibit\w*|prohibition\w*|forbid\w*|forbidden|bann\w+|ban|refrain\w*|avoid\w*|unable|unlawful\w*|illegal\w*|impossib\w*|refus\w*|den(?:y|ied|ies|ial)|reject\w*|ineligib\w*|exclud\w*|exclus\w*|exempt\w*|except\w*|unavailab\w*|unacceptab\w*|barred|disallow\w*|disqualif\w*|disabl\w*|invalid\w*|void|only|solely|purely|exclusively|fail\w*|lack\w*|waive\w*|nul\w+|closed|suspend\w*|unnecess\w*|free|optional|other than|outside|beyond|ceas\w*|stop\w*|declin\w*|hid(?:e|es|den)|lost|wrong\w*|incorrect\w*|inaccura\w*|insufficien\w*|inadequa\w*|difficult\w*|veto\w*|block\w*|lock\w*|restrict\w*|limited|yet|few|little|too|hard|inability|prevent\w*|nor|stay (?:at )?home|stay away|keep out|keep off|keep away|please leave|outside|away|only|solely|purely|exclusively|apart|stay (?:out|off|clear|inside|indoors|put)|keep (?:clear|an eye|your eyes?|(?:a )?(?:close )?watch))\b|n['’]t\b|\bnon-?",
    )
});
/// 再任を妨げない allows.
static ALLOWS_JA: LazyLock<Regex> = LazyLock::new(|| pattern("(?:を|は)妨げ(?:ない|ません|るものではない)"));
/// What English may tell that with, denying it.
static HINDERS_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:preclud|prevent|prohibit|forbid|bar|disqualif|hinder|exclud|prejudic|impair|affect|limit|restrict|interfer|preven|stop)\w*",
    )
});
/// 飲めません, 入れない: what nobody can do.
static CANNOT_JA: LazyLock<Regex> =
    LazyLock::new(|| pattern("[飲食読書使行歩泳住買払開]+[めべけえげせ](?:ません|ない)(?:。|$|ので|が、|ため)"));
/// What English may tell that with, denying nothing.
static STAYS_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:remain\w*|same|still|keep|kept|without|leave|left|unless|instead|rather than|wait\w*|unfit|unsafe|unusable|unsuitable|undrinkable|inedible)\b",
    )
});
static BANS_JA: LazyLock<Regex> = LazyLock::new(|| pattern(r"てはならない|てはなりません|てはいけません"));
/// `No. 88` denies nothing.
static NUMBERED_EN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bnos?\. ?\d"));
/// What is often said not to be there, in both languages.
static NOT_THERE: LazyLock<[(&str, Regex); 7]> = LazyLock::new(|| {
    [
        ("例外", r"\bexception"),
        ("問題", r"\bproblem|\bissue|\bconcern"),
        ("異常", r"\babnormal|\banomal|\birregular"),
        ("影響", r"\beffect|\bimpact|\binfluence|\baffect"),
        ("被害", r"\bdamage"),
        ("けが人", r"\binjur|\bhurt"),
        ("心配", r"\bworr|\bdanger|\bconcern|\brisk|\bfear|\bthreat"),
    ]
    .map(|(noun, words)| (noun, pattern(words)))
});
static STRICTLY_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:no|not|none|nor|neither|never|cannot|nobody|nothing|without|free|unaffected|unharmed|uninjured|unhurt|little|few|hardly|unlikely|lack\w*|absence)\b|n['’]t\b",
    )
});
/// 所得のない方: a denial inside the sentence.
static LACKS_JA: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[のがは](?:ない|いない|ありません)(?:方|人|者|場合|世帯|とき|時|子|もの|事項|項目)"));
/// 正当な理由がなく.
static GROUNDS_JA: LazyLock<Regex> = LazyLock::new(|| pattern(r"理由(?:が|も|の)?(?:なく|なしに|ない)"));
static WITH_GROUNDS_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:with|if there (?:is|are)|for)(?: an?| any| some)? (?:justifiable|legitimate|just|valid|good|reasonable|proper|due) (?:grounds?|reasons?|cause|excuse)",
    )
});
static WITHOUT_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:without|unless|absent|lack\w*|unjustifi\w*|no (?:just|legit|valid|good|reason|proper|due)\w*)\b")
});
/// 以外 and what English tells it with: no denial of what is said of the rest.
static EXCEPT_JA: LazyLock<Regex> = LazyLock::new(|| pattern("以外|を除く|を除き|のほか"));
static EXCEPT_EN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:other than|except(?: for| as)?|outside|apart from|aside from|excluding)\b"));
/// Places beyond something, which English tells with a word of denial.
static BEYOND_JA: LazyLock<Regex> =
    LazyLock::new(|| pattern("[市町村区県都府道国館校域]外|屋外|野外|郊外|以外|学外|庁外"));
/// 見つからなくても: a condition that is denied.
static EVEN_JA: LazyLock<Regex> =
    LazyLock::new(|| pattern("[らわかさたなまばがりえれけせてねめべげ]なくても|しなくても|でなくても"));
static EVEN_EN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\beven (?:if|when|where|though)\b"));
/// What alone can tell a ban: conditions and exceptions tell something else of it.
static NOT_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:no|not|none|nor|neither|never|cannot|prohibit\w*|prohibition\w*|forbid\w*|forbidden|bann\w+|refrain\w*|avoid\w*|unlawful\w*|illegal\w*|ineligib\w*|barred|disallow\w*|only|solely|purely|exclusively|nobody|nothing|exempt\w*|restrict\w*|prevent\w*|limited|within)\b|n['’]t\b",
    )
});
/// A denial in English that Japanese can hardly say without one of its own.
static DENIES_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:can|could|do|does|did|is|are|was|were|will|shall|must|may|should|has|have|had|need)(?:n['’]t| not)\b|\bcannot\b|\bnever\b|\bno longer\b|\b(?:is|are) (?:ineligible|prohibited|forbidden|unable)\b",
    )
});
static NO_DENIAL_EN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bnot only\b|\bnot (?:more|less|later|fewer|earlier|greater|longer|higher|lower|older|younger) than\b|\bnot (?:exceed\w*|be limited|limited to|to exceed)\b|\b(?:do|does|did|will|shall|must|may|should) not exceed\b|\bif (?:not|you do not|you cannot|they do not)\b|\b(?:do|does|will|would|should|please do)(?: not|n['’]t) (?:hesitate|forget|fail|necessarily)\b|\bwhether or not\b|\bnot until\b|\bwhy not\b|\bcannot but\b|\bis not necessarily\b|\bnot to mention\b|\bno\. ?\d",
    )
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
            let told =
                NO_DENIAL_JA.replace_all(japanese, |found: &regex::Captures<'_>| "＿".repeat(found[0].len() / 3));
            // 市外 is outside, and denies nothing.
            let outside = BEYOND_JA.is_match(japanese);
            let english_denies = |words: &Regex, english: &str| match outside {
                true => words.is_match(&english.replace("outside", "_______")),
                false => words.is_match(english),
            };
            let said = NO_DENIAL_EN.replace_all(english, |found: &regex::Captures<'_>| "_".repeat(found[0].len()));
            let answered = |denial: &str| {
                // What is said not to be may be named by a word that sounds like a denial itself: no exception.
                if let Some((_, words)) = NOT_THERE.iter().find(|(noun, _)| denied_noun(&told, denial).ends_with(noun))
                    && words.is_match(english)
                {
                    return STRICTLY_EN.is_match(english);
                }
                // 差し押さえることはありません: English has to deny what is done.
                if denied_noun(&told, denial).ends_with("こと") && denial.starts_with("ありません") {
                    return BANS_EN.is_match(english) || STRICTLY_EN.is_match(english);
                }
                // お子さんだけでの入場はできません is `must be accompanied` as well.
                if japanese.contains("だけで") && english.contains("accompan") {
                    return true;
                }
                if BANS_JA.is_match(denial) {
                    NOT_EN.is_match(english)
                } else if ["できない", "できません", "対象外", "不可", "禁止", "不要"]
                    .iter()
                    .any(|ban| denial.contains(ban))
                {
                    let rest = if EXCEPT_JA.is_match(japanese) {
                        EXCEPT_EN.replace_all(english, "")
                    } else {
                        std::borrow::Cow::Borrowed(english)
                    };
                    english_denies(&BANS_EN, &rest)
                } else if CANNOT_JA.is_match(&told) {
                    english_denies(&BANS_EN, english) || STAYS_EN.is_match(english)
                } else if ["でください", "で下さい", "遠慮", "控え"].iter().any(|plea| denial.contains(plea))
                {
                    BANS_EN.is_match(english)
                } else {
                    english_denies(&SHADOW_EN, &NUMBERED_EN.replace_all(english, ""))
                }
            };
            if let Some(denial) = DENIES_JA.find_iter(&told).last()
                && !answered(denial.as_str())
            {
                hits.at(Some(clipped(japanese, ja, denial.range())), Some(en)).case(if pair.is_from_english() {
                    "added"
                } else {
                    "lost"
                });
            } else if let Some(grounds) = GROUNDS_JA.find(japanese)
                && WITH_GROUNDS_EN.is_match(english)
                && !WITHOUT_EN.is_match(english)
            {
                hits.at(Some(clipped(japanese, ja, grounds.range())), Some(en)).case(if pair.is_from_english() {
                    "added"
                } else {
                    "lost"
                });
            } else if let (Some(even), Some(_)) = (EVEN_JA.find(japanese), EVEN_EN.find(english))
                && !STRICTLY_EN.is_match(english)
                && !SHADOW_EN.is_match(&EVEN_EN.replace_all(english, ""))
            {
                let case = if pair.is_from_english() { "added" } else { "lost" };
                hits.at(Some(clipped(japanese, ja, even.range())), Some(en)).case(case);
            } else if let Some(lacks) = LACKS_JA.find(&told)
                && !SHADOW_EN.is_match(english)
            {
                let case = if pair.is_from_english() { "added" } else { "lost" };
                let hit = hits.at(Some(clipped(japanese, ja, lacks.range())), Some(en)).case(case);
                hit.severity(Severity::Warning);
            } else if let (Some(allowed), Some(denial)) = (ALLOWS_JA.find(japanese), DENIES_EN.find(&said))
                && !HINDERS_EN.is_match(english)
                && ja.len() < 240
            {
                let place = Span::new(en.start + denial.start(), en.start + denial.end());
                let case = if pair.is_from_english() { "lost" } else { "added" };
                hits.at(Some(clipped(japanese, ja, allowed.range())), Some(place)).case(case);
            } else if let Some(denial) = DENIES_EN.find(&said)
                && !SHADOW_JA.is_match(&NO_SHADOW_JA.replace_all(japanese, ""))
                && !english.contains('?')
            {
                let place = Span::new(en.start + denial.start(), en.start + denial.end());
                let hit = hits.at(Some(ja), Some(place)).case(if pair.is_from_english() { "lost" } else { "added" });
                // People who speak deny many a thing out of politeness.
                if denial.as_str().ends_with('t') && denial.as_str().contains(['\'', '’']) {
                    hit.severity(Severity::Warning);
                }
            }
        }
    }
}

/// What stands before a denial, without its particle: 問題 of 問題はない。
fn denied_noun<'t>(told: &'t str, denial: &str) -> &'t str {
    let at = told.rfind(denial).unwrap_or(0);
    told[..at].trim_end_matches(['は', 'が', 'も', 'の', 'で'])
}

/// Sentence by sentence where both texts have as many, else the whole of each.
pub(super) fn clauses(pair: &Pair<'_>) -> Vec<(Span, Span)> {
    let (ja, en) = (pair.ja.sentences(), pair.en.sentences());
    // Lines that are broken by hand cut sentences anywhere.
    let broken = pair.ja.text.trim().contains('\n') || pair.en.text.trim().contains('\n');
    if ja.len() == en.len() && !broken {
        return ja.iter().zip(en).map(|(a, b)| (a.span, b.span)).collect();
    }
    vec![(Span::new(0, pair.ja.text.len()), Span::new(0, pair.en.text.len()))]
}

/// The place of a denial in the Japanese text, without the mark behind it.
fn clipped(sentence: &str, span: Span, found: std::ops::Range<usize>) -> Span {
    let words = sentence.get(found.clone()).unwrap_or("").trim_end_matches(['。', '、', '）']);
    let words = ["です", "します", "とする"].iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
    Span::new(span.start + found.start, span.start + found.start + words.len())
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}
