//! Names of people in Japanese letters: a family name and a given name, or one of them with what only stands beside names: 様,
//! 課長, 氏名. Names of places, posts and organisations are left alone.

use super::alone::{SOMEBODY, is_rather_a_town, works_in};
use super::cues::{Cue, is_kanji};
use super::lexicon;
use super::lists::is_company;
use super::{Confidence, Finder, Kind, Reason};
use crate::text::morph::{self, Pos, Token};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The words around names, from `assets/names/beside.txt`.
pub(super) struct Words {
    /// Forms of address behind a name.
    pub(super) honorifics: Vec<&'static str>,
    /// Posts and callings behind or before a name.
    pub(super) titles: Vec<&'static str>,
    /// Those that a place has: 松本市長 is nobody's name.
    pub(super) of_places: Vec<&'static str>,
    /// Those that are none behind a name.
    pub(super) only_before: Vec<&'static str>,
    /// What may follow a name directly although it is written in kanji.
    pub(super) follows: Vec<&'static str>,
    /// What is nobody although 様 and さん follow.
    pub(super) nobody: Vec<&'static str>,
    /// The same in kana.
    pub(super) kana_nobody: Vec<&'static str>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file = include_str!("../../../assets/names/beside.txt");
    let line = |name: &str| file.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap_or("");
    let words = |name: &str| line(name).split_whitespace().collect();
    Words {
        honorifics: words("honorifics"),
        titles: words("titles"),
        of_places: words("of_places"),
        only_before: words("only_before"),
        follows: words("follows"),
        nobody: words("nobody"),
        kana_nobody: words("kana_nobody"),
    }
});

/// Family names of one kanji that are met often.
pub(super) const SINGLE: &str = "柊椿榎堤萩葛鷹桧檜樋轟暁旭巽荻杉椎栃桃樫桜葵嵐鎌錦鏡脇舘巌峯峰嶋森林原関岡堀谷辻星菅金李王張朴岸泉牧西東柳桂梶榊槙秦柏楠畑滝湊乾島沢陳楊黄崔鄭";

/// What stands before a name.
#[derive(Clone, Debug)]
pub(super) enum Lead {
    /// 氏名：, 申請者.
    Label(String),
    /// 課長.
    Title(String),
    /// 総務課, with a space or の behind.
    Unit(String),
    None,
}

pub(super) fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}

pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// A line that is looked through, with its words.
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) range: Range<usize>,
    /// Words, in places of the whole text.
    tokens: Vec<Token>,
    /// What else was found in it: of which kind, and where that ends.
    pub(super) beside: Vec<(Kind, usize)>,
}

impl Line<'_> {
    /// The word that begins at `at`.
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        let at = at - self.range.start;
        self.tokens.binary_search_by_key(&at, |t| t.span.start).ok().map(|index| &self.tokens[index])
    }

    /// The word that ends at `at`.
    pub(super) fn token_before(&self, at: usize) -> Option<&Token> {
        let at = at - self.range.start;
        self.tokens.binary_search_by_key(&at, |t| t.span.end).ok().map(|index| &self.tokens[index])
    }

    /// Whether a word begins at `at`, or the line ends there.
    pub(super) fn divides(&self, at: usize) -> bool {
        at >= self.range.end || self.token(at).is_some() || self.token_before(at).is_some()
    }

    pub(super) fn rest(&self, at: usize) -> &str {
        &self.text[at.min(self.range.end)..self.range.end]
    }

    pub(super) fn lead(&self, at: usize) -> &str {
        &self.text[self.range.start..at]
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.detail().starts_with("名詞,固有名詞,人名"))
    }
}

/// The form of address `rest` begins with, after at most one space.
pub(super) fn honorific(rest: &str) -> Option<&'static str> {
    let trimmed = rest.strip_prefix(' ').unwrap_or(rest);
    WORDS
        .honorifics
        .iter()
        .copied()
        .find(|h| {
            trimmed.strip_prefix(*h).is_some_and(|after| match *h {
                // 氏名, 様式, 君主, 殿堂 are other words.
                "様" | "氏" | "殿" | "君" | "先生" | "嬢" => {
                    !after.starts_with(is_kanji)
                        || after.starts_with([
                            '宛', '及', '並', '外', '他', '方', '又', '邸', '作', '本', '以', '御', '両', '夫', '提',
                            '宅', '等', '死', '名', '所', '側', '分',
                        ])
                }
                "さん" if ["ちの", "ちに", "ちは", "ちが"].iter().any(|home| after.starts_with(home)) => true,
                "さん" | "くん" => !after.starts_with(['れ', 'ち']),
                _ => true,
            })
        })
        .filter(|h| {
            !(matches!(*h, "様" | "氏") && trimmed[h.len()..].starts_with(if *h == "様" { '式' } else { '名' }))
        })
}

/// What somebody with a title does, right behind it: 桐山部長決裁済み.
const DOES: [&str; 18] = [
    "決裁", "承認", "説明", "挨拶", "発言", "答弁", "了承", "了解", "出席", "欠席", "対応", "確認", "指示", "報告",
    "専決", "着任", "就任", "退任",
];

/// The title `rest` begins with, if nothing follows that makes another word of it.
pub(super) fn title(rest: &str) -> Option<&'static str> {
    let rest = rest.strip_prefix(['両', '各', '元', '前', '現', '新']).unwrap_or(rest);
    let found = WORDS.titles.iter().copied().filter(|t| rest.starts_with(*t)).max_by_key(|t| t.len())?;
    let after = &rest[found.len()..];
    let ends = !after.starts_with(is_kanji)
        || after
            .starts_with(['様', '殿', '氏', '以', '及', '並', '外', '他', '兼', '又', '宛', '名', '等', '代', '談'])
        || DOES.iter().any(|does| after.starts_with(does));
    (ends && !WORDS.only_before.contains(&found)).then_some(found)
}

impl Finder<'_> {
    /// Names of people in Japanese letters.
    pub(super) fn people(&mut self) {
        let text = self.text();
        let written = |range: &Range<usize>| text[range.clone()].contains(|c| is_kanji(c) || is_kana(c));
        let others: BTreeMap<usize, (Kind, usize)> =
            self.found.iter().map(|one| (one.range.start, (one.kind, one.range.end))).collect();
        let line = |range: Range<usize>| Line {
            text,
            tokens: morph::tokens(&text[range.clone()]),
            beside: others.range(range.clone()).map(|(_, other)| *other).collect(),
            range,
        };
        let lines: Vec<Line<'_>> = self.folded.lines().filter(written).map(line).collect();
        for line in &lines {
            self.line_of_people(line);
            self.told_by_form(line);
        }
        self.labelled();
        let mut familiar = self.familiar();
        for line in &lines {
            self.weighed(line, &mut familiar);
            // One that a cue told may tell of those beside it.
            if self.cued(line) {
                self.weighed(line, &mut familiar);
                self.cued(line);
            }
            self.longer_families(line);
        }
    }

    fn line_of_people(&mut self, line: &Line<'_>) {
        let mut end = line.range.start;
        self.spaced(line);
        self.children(line);
        self.announced(line);
        for index in 0..line.tokens.len() {
            let at = line.range.start + line.tokens[index].span.start;
            if at < end {
                continue;
            }
            let first = line.rest(at).chars().next().unwrap_or(' ');
            let found = if is_kanji(first) {
                self.family(line, at).or_else(|| self.given_alone(line, at))
            } else if is_katakana(first) {
                self.katakana(line, at)
            } else if is_hiragana(first) {
                self.hiragana(line, at)
            } else {
                None
            };
            if let Some(stop) = found {
                end = self.listed(line, at, stop);
                self.reading_behind(line, stop);
            }
        }
    }

    /// 水谷・武田両委員: family names side by side with one that is known to be a name, before and behind it. Where the last
    /// of them ends.
    fn listed(&mut self, line: &Line<'_>, at: usize, stop: usize) -> usize {
        const MARKS: [char; 3] = ['・', '、', '→'];
        let labelled = matches!(self.lead(line, at), Lead::Label(_));
        let mut first = at;
        while let Some(before) = line.lead(first).strip_suffix(MARKS) {
            let Some(token) = line.token_before(line.range.start + before.len()) else { break };
            let start = line.range.start + token.span.start;
            let closed = line.lead(start).chars().next_back().is_none_or(|c| !is_kanji(c) && !is_katakana(c));
            let range = start..line.range.start + token.span.end;
            if !closed || !token.detail().starts_with("名詞,固有名詞,人名,姓") || !self.is_free(&range) {
                break;
            }
            self.note(Kind::Person, range, Confidence::Possible, Reason::FullName);
            first = start;
        }
        let mut last = stop;
        while line.rest(last).starts_with(MARKS) {
            let start = last + '・'.len_utf8();
            // 「、」 also goes on with something else: 山田様、松本で.
            let comma = line.rest(last).starts_with('、');
            let Some(token) = line.token(start) else { break };
            let end = start + token.span.len();
            let range = start..end;
            if !token.detail().starts_with("名詞,固有名詞,人名,姓") || !self.ends(line, end) || !self.is_free(&range)
            {
                break;
            }
            let closed = line.rest(end).is_empty() || line.rest(end).starts_with(['、', '。', ')', '(', ' ']);
            if comma && !(closed && labelled) {
                break;
            }
            self.note(Kind::Person, range, Confidence::Possible, Reason::FullName);
            last = end;
        }
        last
    }

    /// What stands before `at`: a label or a title.
    pub(super) fn lead(&self, line: &Line<'_>, at: usize) -> Lead {
        let before = line.lead(at);
        let bare =
            before.trim_end_matches([' ', ':', '\t', '(', '「', '【', '】', ')', '|', ',', '/', '=', '・', '》']);
        let gap = &before[bare.len()..];
        let touches = gap.is_empty();
        // 担当の山田, 担当は山田.
        let subject = bare.ends_with(['は', 'が']);
        let possessive = bare.strip_suffix(['の', 'は', 'が']).filter(|_| touches);
        let bare = possessive.unwrap_or(bare);
        let label = self.cues.before(at).into_iter().next().filter(|said| said.cue == Cue::Name).filter(|said| {
            let inside = said.range.end <= at && said.range.start >= line.range.start;
            if inside {
                said.range.end == line.range.start + bare.len()
                    && (!touches || possessive.is_some() || said.range.len() > 6)
            } else {
                // In the line before, or the heading of the column.
                bare.is_empty() || gap.contains(['\t', '|', ','])
            }
        });
        if let Some(said) = label {
            return Lead::Label(self.cues.word(said));
        }
        let title = WORDS.titles.iter().copied().filter(|t| bare.ends_with(*t)).max_by_key(|t| t.len());
        if let Some(title) = title.filter(|_| !subject).filter(|_| !gap.contains([')', ',', '|', '/'])) {
            return if WORDS.only_before.contains(&title) {
                Lead::Label(title.to_owned())
            } else {
                Lead::Title(title.to_owned())
            };
        }
        let colon = gap.starts_with(':');
        let done = [
            "作成",
            "起案",
            "記録",
            "文責",
            "撮影",
            "執筆",
            "監修",
            "対応",
            "確認",
            "受付",
            "説明",
            "報告",
            "司会進行",
            "編集",
            "出席",
            "欠席",
            "同席",
            "参加",
            "連絡先",
            "引率",
            "聴取",
            "立会",
            "賛成",
            "反対",
            "朗読",
            "伴奏",
            "指揮",
            "出演",
            "作曲",
            "作詞",
            "当番",
            "日直",
            "宿直",
            "監修",
        ];
        if let Some(word) = done.into_iter().find(|word| colon && bare.ends_with(*word)) {
            return Lead::Label(word.to_owned());
        }
        // 購入者：, 立会人：
        if colon && bare.ends_with(['者', '人', '員', '主', '役', '師']) {
            let word: Vec<char> = bare.chars().rev().take_while(|c| is_kanji(*c)).take(8).collect();
            return Lead::Label(word.into_iter().rev().collect());
        }
        let unit = ["課", "係", "室", "局", "部", "班", "署", "グループ", "チーム", "担当", "センター"]
            .into_iter()
            .find(|unit| bare.ends_with(*unit));
        if let Some(unit) = unit.filter(|_| {
            !touches && gap.trim_matches([' ', '\t', ':']).is_empty()
                // 事務局（蓮見）
                || gap == "("
                || possessive.is_some_and(|_| !subject)
        }) {
            return Lead::Unit(unit.to_owned());
        }
        Lead::None
    }

    /// Whether a name may end at `end`: nothing follows that makes another word of it.
    pub(super) fn ends(&self, line: &Line<'_>, end: usize) -> bool {
        let rest = line.rest(end);
        let Some(next) = rest.chars().next() else { return true };
        if is_kanji(next) || is_katakana(next) || next == 'ヶ' {
            return honorific(rest).is_some()
                || title(rest).is_some()
                || WORDS.titles.iter().any(|t| rest.starts_with(t) && !rest[t.len()..].starts_with(is_kanji))
                || WORDS.follows.iter().any(|f| rest.starts_with(f))
                    && !rest.starts_with("作業")
                    && !rest.starts_with("記念")
                    && !rest.starts_with("分校")
                    && !rest.starts_with("外科")
                || rest.starts_with("様")
                || rest.strip_prefix('組').is_some_and(|rest| !rest.starts_with(|c| is_kanji(c) || is_katakana(c)));
        }
        !next.is_ascii_alphanumeric()
    }

    /// Notes the name in `range` with what stands beside it.
    pub(super) fn person(&mut self, line: &Line<'_>, range: Range<usize>, lead: &Lead, full: bool) -> Option<usize> {
        let rest = line.rest(range.end);
        let bare = !line.text[range.clone()].contains(' ');
        if bare && honorific(rest) == Some("氏") && self.is_history(line, &range) {
            return None;
        }
        let (confidence, reason) = if let Some(word) = honorific(rest) {
            (Confidence::Certain, Reason::Honorific(word.to_owned()))
        } else {
            match (lead, title(rest)) {
                (Lead::Label(word), _) => (Confidence::Certain, Reason::Cue(word.clone())),
                (Lead::Title(word), _) => (Confidence::Certain, Reason::Title(word.clone())),
                (Lead::Unit(word), None) => (Confidence::Likely, Reason::Cue(word.clone())),
                (_, Some(word)) => (Confidence::Certain, Reason::Title(word.to_owned())),
                _ if full => (Confidence::Likely, Reason::FullName),
                _ => (Confidence::Possible, Reason::FullName),
            }
        };
        let end = range.end;
        self.note(Kind::Person, range, confidence, reason).then_some(end)
    }

    /// A name whose family name begins at `at`.
    fn family(&mut self, line: &Line<'_>, at: usize) -> Option<usize> {
        if self.taken.range(..=at).next_back().is_some_and(|(_, end)| *end > at) {
            return None;
        }
        let rest = line.rest(at);
        let families = lexicon::families(rest);
        if let Some(end) = self.unheard_of(line, at) {
            return self.person(line, at..end, &Lead::None, false);
        }
        if families.is_empty() {
            return None;
        }
        let lead = self.lead(line, at);
        let before = line.lead(at).chars().next_back();
        let joined = before.is_some_and(|c| is_kanji(c) || is_katakana(c));
        let beside = !matches!(lead, Lead::None);
        let sole = line.text[at..].chars().next().is_some_and(|c| SINGLE.contains(c));
        let company = [
            "株式会社",
            "有限会社",
            "合同会社",
            "医療法人",
            "学校法人",
            "社会福祉法人",
            "社団法人",
            "財団法人",
            "(株)",
            "(有)",
            "㈱",
            "㈲",
            "宗教法人",
            "合資会社",
        ];
        if company.iter().any(|c| line.lead(at).ends_with(c)) {
            return None;
        }
        if let Some(end) = self.of_one_kanji(line, at, joined) {
            return self.person(line, at..end, &lead, true);
        }
        for (len, senses) in &families {
            let stop = at + len;
            if let Some(end) = self.full_name(line, at, stop, joined, &lead) {
                return self.person(line, at..end, &lead, true);
            }
            let usual = senses.surname.is_some_and(|cost| cost < 12_000);
            let word = &rest[..*len];
            let known = usual || beside;
            if !known || WORDS.nobody.contains(&word) || !self.ends(line, stop) {
                continue;
            }
            // 山中 is a word too, but 山中課長 is somebody.
            let slack = if word.chars().count() > 1 { 4_000 } else { 0 };
            let common = senses.common.is_some_and(|c| senses.surname.is_some_and(|s| c.saturating_add(slack) < s));
            let after = line.rest(stop);
            let alone = !joined
                || beside
                || line
                    .token_before(at)
                    .is_some_and(|t| t.pos != Pos::Prefix && t.pos != Pos::ProperNoun && t.pos != Pos::Number);
            if honorific(after).is_some() && alone && line.divides(stop) && (!common || line.is_name(at)) {
                return self.person(line, at..stop, &lead, false);
            }
            if let Some(post) = title(after)
                && alone
                && (!joined || beside)
                && line.divides(stop)
                && (!common || sole && word.chars().count() == 1)
                && !(post.starts_with(['支', '駅', '署']) && senses.place.is_some())
                && (sole && word.chars().count() == 1
                    || line.token(at).is_some_and(|t| t.pos == Pos::ProperNoun && at + t.span.len() == stop)
                    || word.chars().count() > 1 && (senses.place.is_none() || !lexicon::is_town(word)))
                && !(WORDS.of_places.contains(&post) && (lexicon::is_town(word) || word.chars().count() == 1))
                && !(word.chars().count() == 1 && !sole && !line.is_name(at))
            {
                return self.person(line, at..stop, &lead, false);
            }
            // 新垣・金城・知念の3名
            if word.chars().count() > 1 && !joined && self.heads_a_list(line, at) {
                return self.person(line, at..stop, &lead, false);
            }
            // 担当：山田, 課長の佐藤は.
            let labelled = matches!(lead, Lead::Label(_));
            // 担当者は星、: one kanji with nothing before and behind it.
            let lone = sole && labelled && (after.is_empty() || after.starts_with(['、', '。', ')', '(', 'で']));
            if beside
                && (!common || lone)
                && line.divides(stop)
                && !after.starts_with(|c| is_kanji(c) || is_katakana(c))
            {
                let single = word.chars().count() == 1;
                // 現場代理人植松
                // 本市職員鬼頭（…）
                let long = |word: &str| word.len() > 6 || word.len() == 6 && after.starts_with('(');
                let touching = matches!(&lead, Lead::Label(word) if long(word) && word.ends_with(['者', '人', '員']))
                    && word.chars().count() > 1
                    && !lexicon::is_town(word);
                let gap = line.lead(at).ends_with([' ', ':', '\t', '(', ',', '|', 'の', 'は', 'が'])
                    || line.lead(at).is_empty()
                    || touching;
                let closed = after.is_empty()
                    || after.starts_with([
                        ' ', '、', '。', '(', ')', ',', '\t', '|', '・', '」', 'は', 'が', 'を', 'ま', 'に', 'で',
                        'と', 'へ', 'か', '/', '(', ';',
                    ]);
                let place = senses.place.is_some()
                    && matches!(lead, Lead::Title(_))
                    && after.starts_with(['市', '県', '町', '村', '区']);
                let town =
                    matches!(lead, Lead::Unit(_)) && line.lead(at).ends_with('(') && is_rather_a_town(word, senses);
                if gap && closed && !place && !town && (!single || line.is_name(at) || lone) && (usual || labelled) {
                    return self.person(line, at..stop, &lead, false);
                }
            }
            // 渋谷（福祉課）が: somebody and where they work.
            let first = line.lead(at).is_empty() || line.lead(at).ends_with(['。', '、', ' ', '・', '・']);
            if word.chars().count() > 1 && first && !joined && usual && !common && works_in(after) {
                return self.person(line, at..stop, &lead, false);
            }
            // 市役所の飯島です: somebody says who they are.
            let office = line.lead(at).strip_suffix('の').is_some_and(|before| {
                before.ends_with([
                    '課', '係', '室', '局', '部', '班', '署', '所', '場', '会', '校', '院', '園', '社', '店', '合',
                    '団',
                ]) || is_company(before)
            });
            let office = office || line.lead(at).is_empty() || line.lead(at).ends_with(['た', '。', '、']);
            let town = is_rather_a_town(word, senses) && !line.lead(at).ends_with('の');
            let says = ["です", "と申します", "でございます", "と言います", "といいます", "より", "宛て"];
            if word.chars().count() > 1
                && office
                && !town
                && usual
                && !common
                && says.iter().any(|says| after.starts_with(says))
            {
                return self.person(line, at..stop, &lead, false);
            }
            // 事務局田所から、: the part of an office and somebody of it.
            let unit = ["事務局", "課", "係", "室", "担当"].iter().any(|unit| line.lead(at).ends_with(unit));
            let speaks = after.starts_with("から") || after.starts_with("より") || after.starts_with([':', 'が', 'は']);
            if unit && speaks && word.chars().count() > 1 && usual && !common && !is_rather_a_town(word, senses) {
                return self.person(line, at..stop, &lead, false);
            }
            // 後日小田嶋と名のる男性から
            let named = after.starts_with("と名の") || after.starts_with("と名乗");
            let after_word =
                line.token_before(at).is_some_and(|t| !matches!(t.pos, Pos::Prefix | Pos::ProperNoun | Pos::Number));
            if named && joined && after_word && usual && !common && word.chars().count() > 1 {
                return self.person(line, at..stop, &lead, false);
            }
            // 宮田が説明した; 坂口・野村: a family name that is hardly anything else, in the place of somebody.
            let alone = word.chars().count() > 1 && !joined && usual && !common && !is_rather_a_town(word, senses);
            let people_first = senses.surname <= senses.place || senses.place.is_none();
            let family = line.token(at).is_some_and(|t| {
                at + t.span.len() == stop
                    && (t.detail().starts_with("名詞,固有名詞,人名,姓") || t.pos == Pos::ProperNoun && people_first)
            });
            if alone && family {
                let somebody = SOMEBODY.iter().any(|does| after.starts_with(does)) && line.divides(stop);
                // 「土御門」とだけ記入
                let quoted = line.lead(at).ends_with('「')
                    && ["」とだけ", "」と記", "」と署名", "」と名", "」の署名", "」の印"]
                        .iter()
                        .any(|behind| after.starts_with(behind));
                let somebody = somebody || quoted;
                // A signature: the name alone in its line.
                let alone = line.lead(at).trim_matches(['>', ' ', '\t']).is_empty();
                let somebody = somebody || alone && after.trim().is_empty();
                if somebody || self.beside_another(line, stop) {
                    return self.person(line, at..stop, &lead, false);
                }
            }
        }
        None
    }

    /// Where the given name ends that follows a family name from `at` to `stop`, if one does.
    fn full_name(&self, line: &Line<'_>, at: usize, stop: usize, joined: bool, lead: &Lead) -> Option<usize> {
        let beside = !matches!(lead, Lead::None);
        let after = line.rest(stop);
        let gap = after.len() - after.trim_start_matches(' ').len();
        if gap > 2 {
            return None;
        }
        let start = stop + gap;
        let rest = line.rest(start);
        if joined && !beside {
            let last = line.token_before(at)?;
            // 東京都山田 is not how anybody writes; 総務課山田太郎 is.
            if matches!(last.pos, Pos::Prefix | Pos::Number) && !line.lead(at).ends_with('故') {
                return None;
            }
        }
        let family = line.text[at..stop].chars().count();
        let first = rest.chars().next()?;
        if is_hiragana(first) || is_katakana(first) {
            return self.given_in_kana(line, stop, start, gap, beside);
        }
        for (len, other) in lexicon::givens(rest) {
            let end = start + len;
            let given = rest[..len].chars().count();
            if !self.ends(line, end) {
                continue;
            }
            let tail = line.rest(end);
            let certain = beside || honorific(tail).is_some() || title(tail).is_some();
            // 立会人遠藤湊の面前で, 故近藤学氏: one kanji that is a given name behind a family name.
            let mourned = joined && line.lead(at).ends_with('故');
            let freely = !joined || beside || mourned;
            let lead_ends = line.lead(at).is_empty() || line.lead(at).ends_with([' ', ':', '(']);
            let surely = certain || lead_ends && (tail.is_empty() || tail.starts_with([' ', '(', ')']));
            if given == 1
                && family > 1
                && gap == 0
                && freely
                && lexicon::is_lone_given(rest, &line.text[at..stop], surely)
            {
                return Some(end);
            }
            // 大澤莉子・大澤湊: the name of the same family right before it.
            let name = &line.text[at..stop];
            let sibling = family > 1 && line.lead(at).ends_with(['・', '、']) && line.lead(at).contains(name);
            let closed = tail.is_empty() || tail.starts_with(['の', '、', '。', ' ', 'が', 'は', ')', 'と', 'を']);
            if sibling && honorific(tail).is_none() && (!other || given == 1) && closed {
                return Some(end);
            }
            if certain {
                let organised = rest[..len].ends_with([
                    '学', '院', '園', '社', '校', '会', '所', '店', '部', '課', '国', '市', '町', '村', '県',
                ]);
                if !other
                    || gap > 0
                    || line.is_name(start)
                    || given > 1
                        && !organised
                        && (honorific(tail).is_some() || matches!(lead, Lead::Label(_)) && tail.is_empty())
                {
                    return Some(end);
                }
                continue;
            }
            // 藤原京, the cherry 佐藤錦
            if given == 1 && rest.starts_with(['京', '錦']) {
                continue;
            }
            let whole = &line.text[at..end];
            let word = lexicon::of(whole);
            if word.place.is_some() || word.common.is_some() || word.proper.is_some() {
                continue;
            }
            if gap > 0 && (family + given < 3 || other && !line.is_name(start)) {
                continue;
            }
            if family == 1 && given == 1 {
                continue;
            }
            let words = line.is_name(at) || line.is_name(start);
            if given == 1 && !(line.is_name(start) && (family > 1))
                || other && !line.is_name(start)
                || family == 1 && !words
            {
                continue;
            }
            if !line.divides(end) && !words {
                continue;
            }
            // 上野公園: a place and something there. 松本 城一: no.
            if joined && !words {
                continue;
            }
            return Some(end);
        }
        // A given name that is in no list, by its look.
        let run: String = rest.chars().take_while(|c| is_kanji(*c)).take(4).collect();
        for count in [3, 2, 1] {
            let word: String = run.chars().take(count).collect();
            if word.chars().count() != count {
                continue;
            }
            let end = start + word.len();
            if !self.ends(line, end) {
                continue;
            }
            let tail = line.rest(end);
            let certain = matches!(lead, Lead::Label(_)) || honorific(tail).is_some();
            let known = lexicon::of(&word);
            let organised =
                word.contains(|c| "部課局室係長署会社校院園所学町村市区県庁省警農政者団組合議委員等様".contains(c));
            let free = known.common.is_none() && !organised && !WORDS.titles.contains(&word.as_str());
            let fits = if certain {
                free && (gap > 0 || count >= 2) && known.place.is_none() || lexicon::looks_given(&word)
            } else {
                lexicon::looks_given(&word)
                    && (line.is_name(at) || beside || title(tail).is_some())
                    && !joined | beside
                    && family > 1
            };
            if fits && count <= 3 && !(count == 1 && family == 1) {
                return Some(end);
            }
        }
        None
    }

    /// A given name in kana behind a family name in kanji: 山田さくら, 佐藤 エリカ.
    fn given_in_kana(&self, line: &Line<'_>, stop: usize, start: usize, gap: usize, beside: bool) -> Option<usize> {
        let rest = line.rest(start);
        let kata = rest.starts_with(is_katakana);
        let run: String =
            rest.chars().take_while(|c| if kata { is_katakana(*c) } else { is_hiragana(*c) }).take(8).collect();
        let chars: Vec<char> = run.chars().collect();
        // のり子, みさ江
        let behind = line.rest(start + run.len());
        if (1..=3).contains(&chars.len())
            && behind.starts_with(['子', '美', '江', '代', '恵', '香', '枝', '世', '乃', '音'])
        {
            let end = start + run.len() + '子'.len_utf8();
            let tail = line.rest(end);
            let lone = !tail.starts_with(is_kanji) || honorific(tail).is_some() || title(tail).is_some();
            let particle = chars.len() == 1 && "のとやがはをにでもへ".contains(chars[0]);
            if lone && (!particle || beside) && (beside || honorific(tail).is_some() || chars.len() > 1) {
                return Some(end);
            }
        }
        for count in (2..=chars.len().min(5)).rev() {
            let word: String = chars[..count].iter().collect();
            let end = start + word.len();
            let tail = line.rest(end);
            if kata && count < chars.len() || !lexicon::reads_given(&word) {
                continue;
            }
            if kata {
                if lexicon::of(&word).common.is_some() && !beside && honorific(tail).is_none() {
                    continue;
                }
                return (gap > 0 || self.ends(line, end)).then_some(end);
            }
            // が, から and まで are no names; the word must end where a word of the sentence ends.
            let particle = line.token(start).is_some_and(|t| {
                t.pos.is_particle()
                    || matches!(
                        t.pos,
                        Pos::Auxiliary
                            | Pos::Verb
                            | Pos::BoundVerb
                            | Pos::Conjunction
                            | Pos::AuxiliaryNoun
                            | Pos::BoundNoun
                    )
            });
            const PARTICLES: [&str; 27] = [
                "から",
                "まで",
                "より",
                "など",
                "さん",
                "さま",
                "ほか",
                "だけ",
                "のみ",
                "とも",
                "ので",
                "には",
                "では",
                "への",
                "との",
                "にて",
                "ここ",
                "こと",
                "もの",
                "ため",
                "よう",
                "くん",
                "ちゃん",
                "ごと",
                "ら",
                "たち",
                "なり",
            ];
            if PARTICLES.iter().any(|w| word.starts_with(w))
                || particle && gap == 0 && !beside && honorific(tail).is_none() && !lexicon::is_given(&word)
            {
                continue;
            }
            let closed = tail.is_empty()
                || !tail.starts_with(is_hiragana)
                || honorific(tail).is_some()
                || tail.starts_with(['は', 'が', 'を', 'に', 'の', 'と', 'も', 'へ']) && line.divides(end)
                || tail.starts_with("から")
                || tail.starts_with("より");
            let known = beside || honorific(tail).is_some() || lexicon::is_given(&word);
            let _ = stop;
            if closed && known && self.ends(line, end) {
                return Some(end);
            }
        }
        None
    }

    /// A given name alone with a form of address: 花子さん, 太郎くん.
    fn given_alone(&mut self, line: &Line<'_>, at: usize) -> Option<usize> {
        let before = line.lead(at).chars().next_back();
        if before.is_some_and(|c| is_kanji(c) || is_katakana(c)) {
            return None;
        }
        let rest = line.rest(at);
        for (len, other) in lexicon::givens(rest) {
            let tail = line.rest(at + len);
            let Some(word) = honorific(tail) else { continue };
            let name = &rest[..len];
            // 蓮くん
            let child = matches!(word, "くん" | "ちゃん" | "君") && name.chars().all(lexicon::is_lone);
            if child && line.divides(at + len) {
                return self.person(line, at..at + len, &Lead::None, false);
            }
            let soft = matches!(word, "さん" | "くん" | "ちゃん" | "君" | "さま" | "様");
            if soft && name.chars().count() >= 2 && (!other || line.is_name(at)) && !WORDS.nobody.contains(&name) {
                return self.person(line, at..at + len, &Lead::None, false);
            }
        }
        None
    }

    /// What stands behind a label and is a name that no dictionary has, and readings behind フリガナ.
    fn labelled(&mut self) {
        let text = self.text();
        let labels: Vec<(Cue, Range<usize>, String)> = self
            .cues
            .within(0..text.len())
            .into_iter()
            .filter(|said| matches!(said.cue, Cue::Name | Cue::Reading))
            .map(|said| (said.cue, said.range.clone(), self.cues.word(said)))
            .collect();
        for (cue, range, word) in labels {
            let (_, line) = self.folded.line(range.start);
            let rest = &text[range.end..line.end];
            let closed = rest.trim_start_matches([')', '」', '】', ']', ' ', '\t']);
            let (marked, value) = match closed.strip_prefix([':', '=']) {
                Some(value) => (true, value.trim_start_matches([' ', '\t'])),
                None => (rest.starts_with([' ', '\t']) && closed.len() < rest.len(), closed),
            };
            if !marked {
                continue;
            }
            let start = line.end - value.len();
            if cue == Cue::Reading {
                self.reading(start, value, word);
            } else {
                self.unknown_name(start, value, word);
            }
        }
    }

    fn unknown_name(&mut self, start: usize, value: &str, word: String) {
        let strong =
            word.contains('名') || matches!(word.as_str(), "申請者" | "届出人" | "代理人" | "世帯主" | "請求者");
        let mut run = String::new();
        for c in value.chars() {
            let space = c == ' ' && !run.is_empty() && !run.contains(' ');
            if !(is_kanji(c) || is_katakana(c) || c == 'ヶ' || c == '・' || space || is_hiragana(c)) {
                break;
            }
            run.push(c);
        }
        let run = run.trim_end();
        let run = WORDS.honorifics.iter().find_map(|h| run.strip_suffix(h)).unwrap_or(run).trim_end();
        let count = run.chars().filter(|c| *c != ' ').count();
        let range = start..start + run.len();
        if !strong || !(2..=8).contains(&count) || !self.is_free(&range) {
            return;
        }
        let clean = value[run.len()..].chars().next();
        if clean.is_some_and(|c| is_kanji(c) && honorific(&value[run.len()..]).is_none()) {
            return;
        }
        let tokens = morph::tokens(run);
        let common =
            tokens.iter().any(|t| t.is_known() && t.pos != Pos::ProperNoun && t.span.len() > 3 || t.pos.is_particle());
        let ends = run.ends_with([
            '課', '係', '部', '会', '社', '所', '局', '室', '校', '園', '院', '名', '等', '欄', '者', '様', '市', '町',
            '村', '区', '県', '番', '号', '式', '印', '的', '語', '数', '省', '庁',
        ]);
        let hiragana = run.chars().filter(|c| is_hiragana(*c)).count();
        if !common && !ends && hiragana * 2 <= count {
            self.note(Kind::Person, range, Confidence::Likely, Reason::Cue(word));
        }
    }
}
