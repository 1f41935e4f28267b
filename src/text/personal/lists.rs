//! People whom only the place tells: an item of a list of those present, a row of a roll, the round of a paper that is passed
//! on, kin, somebody who greets.

use super::cues::is_kanji;
use super::lexicon;
use super::people::{Line, SINGLE, WORDS, honorific, is_hiragana, is_katakana};
use super::{Confidence, Finder, Kind, Reason};

/// Kin, before a given name without its family name: 妻ヨネ.
pub(super) const KIN: [&str; 13] =
    ["長男", "長女", "次男", "次女", "二男", "二女", "三男", "三女", "四男", "養子", "養女", "妻", "夫"];

/// What the name of a company ends in that says what it does.
const BUSINESS: [&str; 44] = [
    "印刷",
    "商事",
    "建設",
    "工業",
    "商店",
    "運輸",
    "運送",
    "物産",
    "電機",
    "電気",
    "企画",
    "設備",
    "不動産",
    "銀行",
    "信金",
    "金庫",
    "新聞",
    "証券",
    "保険",
    "産業",
    "興業",
    "商会",
    "サービス",
    "システム",
    "システムズ",
    "技研",
    "製薬",
    "食品",
    "測量",
    "設計",
    "造園",
    "警備",
    "通信",
    "出版",
    "旅行",
    "交通",
    "観光",
    "農園",
    "水産",
    "製作",
    "土木",
    "塗装",
    "電工",
    "リース",
];

/// The rows under the heading of a roll that are looked through for it.
const ROWS: usize = 60;

/// Whether `before`, which の follows, is a company by its ending and begins the sentence: 田村印刷の相馬です.
pub(super) fn is_company(before: &str) -> bool {
    let name: usize = before
        .chars()
        .rev()
        .take_while(|c| is_kanji(*c) || is_katakana(*c) || c.is_ascii_alphanumeric())
        .map(char::len_utf8)
        .sum();
    let (lead, name) = before.split_at(before.len() - name);
    let begins = lead.is_empty() || lead.ends_with(['。', '、', ' ', ')', '「', '!']);
    begins && name.chars().count() > 3 && BUSINESS.iter().any(|business| name.ends_with(business))
}

/// Whether nothing follows that goes on with a name.
fn is_closed(tail: &str) -> bool {
    tail.is_empty()
        || tail.starts_with([
            ' ', '\t', '、', '。', '(', ')', ',', '/', '|', '」', '及', '並', 'の', 'は', 'が', 'を', 'と', 'に', 'も',
        ])
        || honorific(tail).is_some()
}

impl Finder<'_> {
    /// Those whom kin, a greeting or the round of a paper announces.
    pub(super) fn announced(&mut self, line: &Line<'_>) {
        self.kin(line);
        self.greeting(line);
        self.round(line);
    }

    /// 妻ヨネ, 長男翔太: a given name behind what somebody is to somebody else.
    fn kin(&mut self, line: &Line<'_>) {
        let text = &line.text[line.range.clone()];
        for kin in KIN {
            for (at, _) in text.match_indices(kin) {
                let end = line.range.start + at + kin.len();
                // 農夫, 工夫
                let lone =
                    kin.chars().count() > 1 || text[..at].chars().next_back().is_none_or(|c| !is_kanji(c) || c == '亡');
                if let Some(len) = lone.then(|| given(line.rest(end), kin)).flatten() {
                    self.note(Kind::Person, end..end + len, Confidence::Likely, Reason::Cue(kin.to_owned()));
                }
            }
        }
    }

    /// お疲れさまです、ゆかりです: who somebody is, right behind the greeting.
    fn greeting(&mut self, line: &Line<'_>) {
        const GREETINGS: [&str; 9] = [
            "お疲れさまです",
            "お疲れ様です",
            "おつかれさまです",
            "お世話になっております",
            "お世話になります",
            "おはようございます",
            "こんにちは",
            "はじめまして",
            "失礼いたします",
        ];
        let text = &line.text[line.range.clone()];
        for greeting in GREETINGS {
            for (at, _) in text.match_indices(greeting) {
                let behind = &text[at + greeting.len()..];
                let rest = behind.trim_start_matches(['、', '。', '!', ' ']);
                let said = ["です", "と申します", "でございます"].iter().filter_map(|says| rest.find(says)).min();
                let Some(name) = said.map(|len| &rest[..len]).filter(|_| rest.len() < behind.len()) else { continue };
                let kana = name.chars().all(is_hiragana) || name.chars().all(is_katakana);
                if kana && (3..=4).contains(&name.chars().count()) && lexicon::reads_given(name) {
                    let start = line.range.end - rest.len();
                    let reason = Reason::Cue(greeting.to_owned());
                    self.note(Kind::Person, start..start + name.len(), Confidence::Likely, reason);
                }
            }
        }
    }

    /// 回覧：林→森→課長: those a paper goes round to.
    fn round(&mut self, line: &Line<'_>) {
        const ROUNDS: [&str; 8] = ["回覧", "供覧", "合議", "押印順", "回付", "閲覧順", "決裁順", "確認順"];
        let text = &line.text[line.range.clone()];
        let Some(colon) = text.find('→').and_then(|arrow| text[..arrow].rfind(':')) else { return };
        let Some(word) = ROUNDS.into_iter().find(|round| text[..colon].contains(round)) else { return };
        let mut at = line.range.start + colon + 1;
        let mut names = Vec::new();
        for item in text[colon + 1..].split('→') {
            let start = at + item.len() - item.trim_start_matches(' ').len();
            let name: usize =
                item.trim_start_matches(' ').chars().take_while(|c| is_kanji(*c)).map(char::len_utf8).sum();
            let range = start..start + name;
            at += item.len() + '→'.len_utf8();
            let (name, tail) = (&line.text[range.clone()], &line.text[range.end..start.max(at - '→'.len_utf8())]);
            let count = name.chars().count();
            let family = lexicon::of(name).surname.is_some() && count <= 4;
            let sole = count > 1 || name.chars().all(|c| SINGLE.contains(c) || "南北".contains(c));
            if family && sole && !WORDS.titles.contains(&name) && (tail.is_empty() || tail.starts_with([' ', '('])) {
                names.push(range);
            }
            if tail.starts_with([' ', '、', '。']) {
                break;
            }
        }
        for name in names.iter().filter(|_| names.len() > 1) {
            self.note(Kind::Person, name.clone(), Confidence::Likely, Reason::Cue(word.to_owned()));
        }
    }

    /// Whether what stands from `at` to `end` is an item among people: the one before it is somebody, or it begins a row of a
    /// roll.
    pub(super) fn is_among_people(&self, line: &Line<'_>, at: usize, end: usize) -> bool {
        let tail = line.rest(end);
        if !tail.is_empty() && !tail.starts_with([' ', '\t', '、', '。', '(', ')', ',', '/', '|', '及']) {
            return false;
        }
        let lead = line.lead(at);
        self.follows_somebody(line, lead) || self.is_of_a_roll(line, lead)
    }

    /// 小野寺健吾（座長）、: whether `lead` ends in somebody and the mark of a list.
    pub(super) fn follows_somebody(&self, line: &Line<'_>, lead: &str) -> bool {
        let Some(item) = lead.trim_end_matches(' ').strip_suffix(['、', ',', '/']) else { return false };
        let item = match item.strip_suffix(')').and_then(|inside| inside.rfind('(')) {
            Some(open) => &item[..open],
            None => item,
        };
        let stop = line.range.start + item.trim_end_matches(' ').len();
        self.found.iter().rev().any(|one| one.kind == Kind::Person && one.range.end == stop)
    }

    /// Whether a row of a roll begins behind `lead`: nothing but a figure, with 名簿 or 参加者一覧 above or before it.
    fn is_of_a_roll(&self, line: &Line<'_>, lead: &str) -> bool {
        const ROLLS: [&str; 6] = ["名簿", "者リスト", "者一覧", "員一覧", "員リスト", "者の一覧"];
        let roll = |words: &str| {
            let words = words.trim_matches([' ', ':', '【', '】', '(', ')', '■', '○', '●']);
            ROLLS.iter().any(|roll| words.ends_with(roll))
        };
        let bare = lead.trim_end_matches(|c: char| c.is_ascii_digit() || " \t().、:・-|".contains(c));
        if !bare.is_empty() {
            return bare.len() < lead.len() && roll(bare);
        }
        let (number, _) = self.folded.line(line.range.start);
        (number.saturating_sub(ROWS)..number)
            .rev()
            .filter_map(|above| self.folded.line_numbered(above))
            .map(|above| &line.text[above])
            .take_while(|above| !above.trim().is_empty())
            .any(roll)
    }
}

/// How long the given name is that `rest`, behind a word for kin, begins with.
fn given(rest: &str, kin: &str) -> Option<usize> {
    const NO_NAMES: [&str; 12] =
        ["たち", "など", "だけ", "さん", "ちゃん", "くん", "ほか", "いる", "ある", "あり", "した", "する"];
    let first = rest.chars().next()?;
    let run = |of: fn(char) -> bool| rest.chars().take_while(|c| of(*c)).map(char::len_utf8).sum::<usize>();
    if is_katakana(first) {
        let len = run(is_katakana);
        let name = &rest[..len];
        let known = lexicon::of(name);
        let reads = lexicon::reads_given(name) || known.given.is_some() || known.person.is_some();
        let fits = (2..=5).contains(&name.chars().count()) && reads && known.common.is_none() && known.place.is_none();
        return (fits && is_closed(&rest[len..])).then_some(len);
    }
    if is_hiragana(first) {
        let run = &rest[..run(is_hiragana)];
        let particle = "はがをにのともへでやかよさら".contains(first) && !lexicon::is_given(run);
        let ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|_| !particle);
        let fitting: Vec<usize> = ends
            .filter(|end| {
                let name = &run[..*end];
                (2..=4).contains(&name.chars().count())
                    && lexicon::reads_given(name)
                    && !NO_NAMES.iter().any(|no| name.starts_with(no))
                    && (lexicon::of(name).common.is_none() || lexicon::is_given(name))
                    && !rest[*end..].starts_with(['も'])
                    && is_closed(&rest[*end..])
            })
            .collect();
        let longest = fitting.last().copied()?;
        // 妻ふさと長男勝彦は: the particle is no part of the name where the next of kin follows.
        let parted = run[..longest].ends_with('と') && KIN.iter().any(|kin| rest[longest..].starts_with(kin));
        return if parted { Some(longest - 'と'.len_utf8()) } else { Some(longest) };
    }
    let fits = |(len, other): &(usize, bool)| {
        let count = rest[..*len].chars().count();
        let of = lexicon::of(&rest[..*len]);
        // 妻恵子と: a word as well, and behind a wife a name.
        let name = !*other || count > 1 && of.common.is_none_or(|common| of.given.is_some_and(|given| given < common));
        name && (count > 1 || kin.chars().count() > 1)
            && of.place.is_none_or(|place| of.given.is_some_and(|given| given < place) && count > 1)
    };
    lexicon::givens(rest).into_iter().filter(fits).map(|(len, _)| len).find(|len| is_closed(&rest[*len..]))
}
