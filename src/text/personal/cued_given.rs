//! Names by half that a cue tells: a given name alone, a family name in hiragana, the holder of an account in katakana.

use super::cued::{Before, CARED, UNPOLITE};
use super::cues::{Cue, is_kanji};
use super::lexicon;
use super::people::{Line, WORDS, honorific, is_hiragana, is_katakana};
use super::{Confidence, Finder, Kind, Reason};

/// Kin, before の and a given name.
const KIN: [&str; 33] = [
    "長男", "長女", "次男", "次女", "二男", "二女", "三男", "三女", "四男", "四女", "父", "母", "兄", "姉", "弟", "妹",
    "祖父", "祖母", "叔父", "叔母", "伯父", "伯母", "夫", "妻", "息子", "娘", "孫", "甥", "姪", "義父", "義母", "養子",
    "養女",
];

impl Finder<'_> {
    /// 父孝、母梢、長男匠の3人: kin and a given name of one kanji, two or more in a row.
    pub(super) fn kin_in_a_row(&mut self, line: &Line<'_>) {
        let text = &line.text[line.range.clone()];
        let mut found: Vec<std::ops::Range<usize>> = Vec::new();
        let mut row: Vec<std::ops::Range<usize>> = Vec::new();
        let mut at = 0;
        for item in text.split(['、', '。', '(', ')', ':']) {
            let start = at;
            at += item.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
            let kin = KIN.iter().filter(|kin| item.starts_with(**kin)).max_by_key(|kin| kin.len());
            let name = kin.map(|kin| &item[kin.len()..]).unwrap_or("");
            let name = name.split(['の', 'と', 'は', 'が', 'で']).next().unwrap_or("");
            let count = name.chars().count();
            let of = lexicon::of(name);
            let lone = name.chars().all(|c| is_kanji(c) && !UNPOLITE.contains(c))
                && !"日会家墓車姓方手声死店親婦系性校国音数".contains(name);
            let fits = count == 1 && lone || count > 1 && count < 4 && of.given.is_some();
            if fits {
                let from = line.range.start + start + kin.map_or(0, |kin| kin.len());
                row.push(from..from + name.len());
            } else {
                found.append(&mut row);
            }
        }
        found.extend(row);
        if found.len() > 1 {
            for range in found {
                self.note(Kind::Person, range, Confidence::Likely, Reason::FullName);
            }
        }
    }
    /// A given name alone: 長男の正さん, つばきの迎え, 父の勇、母の都.
    pub(super) fn cued_given(&mut self, line: &Line<'_>, at: usize) -> Option<usize> {
        let rest = line.rest(at);
        let lead = line.lead(at);
        let first = rest.chars().next()?;
        let of: fn(char) -> bool = if is_kanji(first) {
            is_kanji
        } else if is_hiragana(first) {
            is_hiragana
        } else {
            is_katakana
        };
        let free = lead.is_empty() || lead.ends_with(['「', '、', '。', ' ', '(', ':', '\t', '・']);
        let kin = KIN.iter().any(|kin| lead.strip_suffix('の').is_some_and(|lead| lead.ends_with(kin)));
        if !free && !kin && !called_so(lead) {
            return None;
        }
        let ends: Vec<usize> =
            rest.char_indices().take_while(|(_, c)| of(*c)).take(5).map(|(i, c)| i + c.len_utf8()).collect();
        for len in ends.into_iter().rev() {
            let (word, tail) = (&rest[..len], &rest[len..]);
            if !self.is_free(&(at..at + len)) || WORDS.nobody.contains(&word) || WORDS.titles.contains(&word) {
                continue;
            }
            let senses = lexicon::of(word);
            let given =
                senses.given.is_some() || lexicon::is_recent(word) || lexicon::reads_given(word) && word.len() > 6;
            let single = word.chars().count() == 1;
            let cared = CARED.iter().any(|care| tail.starts_with(care));
            let soft =
                ["さん", "くん", "ちゃん", "君"].iter().any(|h| tail.starts_with(h)) && honorific(tail).is_some();
            let next = tail.strip_prefix('、').is_some_and(|rest| KIN.iter().any(|kin| rest.starts_with(kin)));
            let row = single
                && kin
                && (next || self.somebody_in_sentence(line, at) && tail.starts_with(['、', '。', 'の', 'が']));
            let called = kin
                && (given && soft
                    || row
                        && is_kanji(first)
                        && !UNPOLITE.contains(word)
                        && !"日会家墓車姓嫁手声死店方時件".contains(word));
            // 児童陽翔の
            let labelled = !free && !kin && called_so(lead) && given && !single && lexicon::is_given(word);
            let labelled =
                labelled && (tail.is_empty() || tail.starts_with(['の', 'は', 'が', '、', '。', '(', 'を', 'に']));
            let begins = lead.trim().is_empty() || lead.ends_with(['「', '。']);
            let divided = line.divides(at + len) || begins && !is_kanji(first) && lexicon::is_recent(word);
            let care = cared && free && given && (!single || lexicon::is_lone(first)) && divided;
            if called || care || labelled {
                let reason = Reason::FullName;
                let range = at..at + len;
                return self.note(Kind::Person, range, Confidence::Likely, reason).then_some(at + len);
            }
        }
        None
    }

    /// A family name in hiragana: もりた先生, ながせです。, 届出人 くぼた.
    pub(super) fn cued_kana(&mut self, line: &Line<'_>, at: usize) -> Option<usize> {
        let lead = line.lead(at);
        let free = lead.is_empty() || !lead.ends_with(|c| is_hiragana(c) || is_kanji(c) || is_katakana(c));
        let particle = lead.ends_with(['の', 'と', 'は', 'が', 'や']);
        let rest = line.rest(at);
        let ends: Vec<usize> =
            rest.char_indices().take_while(|(_, c)| is_hiragana(*c)).take(6).map(|(i, c)| i + c.len_utf8()).collect();
        for len in ends.into_iter().filter(|len| (9..=18).contains(len)) {
            let (word, tail) = (&rest[..len], &rest[len..]);
            let known = lexicon::reads_family(word) || lexicon::is_recent(word);
            let word_too =
                lexicon::of(word).common.is_some() && !(lead.trim().is_empty() && tail.starts_with("です。"));
            if !known || word_too || WORDS.kana_nobody.contains(&word) {
                continue;
            }
            // いまの先生: a particle is no part of a name.
            let loose = line.token_before(at + len).is_some_and(|t| {
                t.pos.is_particle() && at + len - line.range.start - t.span.len() > at - line.range.start
            });
            let before = self.before(line, at);
            let taught = tail.starts_with("先生") && (free || particle) && !loose;
            let row = tail.starts_with("さん、") && particle;
            let known = particle && lead.ends_with(['の', 'は', 'と']) && lexicon::reads_family(word);
            let polite = tail.starts_with("さん") && honorific(tail).is_some() && (free || row || known) && !loose;
            let said =
                ["です。", "です、", "です!", "と申します", "でございます"].iter().any(|word| tail.starts_with(word));
            let introduced =
                said && (lead.trim().is_empty() || lead.ends_with(['「', '。', '!'])) && !loose | lead.is_empty();
            let closed = tail.is_empty() || tail.starts_with(['、', '。', ' ', '(', '」']);
            if taught || polite || introduced || closed && before == Before::Label && !lead.ends_with(is_hiragana) {
                let lead = self.lead(line, at);
                return self.person(line, at..at + len, &lead, true);
            }
        }
        None
    }

    /// ヤギヌマトシオ: a holder of an account, family name and given name in katakana without a space.
    pub(super) fn cued_holder(&mut self, line: &Line<'_>, at: usize) -> Option<usize> {
        let rest = line.rest(at);
        let lead = line.lead(at);
        if lead.ends_with(|c| is_katakana(c) || c == '・') {
            return None;
        }
        let len: usize = rest.chars().take_while(|c| is_katakana(*c)).map(char::len_utf8).sum();
        let (word, tail) = (&rest[..len], &rest[len..]);
        if !(12..=36).contains(&len) || tail.starts_with('・') || lexicon::of(word).common.is_some() {
            return None;
        }
        let halves = word
            .char_indices()
            .skip(2)
            .any(|(cut, _)| lexicon::reads_family(&word[..cut]) && lexicon::reads_given(&word[cut..]));
        let account = self.cues.before(at).iter().any(|said| matches!(said.cue, Cue::Name | Cue::Reading | Cue::Bank))
            || line.beside.iter().any(|(kind, _)| *kind == Kind::BankAccount);
        let closed = tail.is_empty() || !tail.starts_with(|c| is_kanji(c) || c == '・');
        // 名義マエシロカズキ: no list has every family.
        let named = ["名義", "名義人", "名義:", "名義人:", "カナ:", "フリガナ:", "名義は", "名義人は"]
            .iter()
            .any(|label| lead.trim_end().ends_with(label));
        let ends = word.char_indices().skip(2).any(|(cut, _)| lexicon::reads_given(&word[cut..]));
        let halves = halves || named && ends;
        if halves && account && closed {
            let lead = self.lead(line, at);
            return self.person(line, at..at + len, &lead, true);
        }
        None
    }
}

/// Whether a child's given name may follow `lead`.
fn called_so(lead: &str) -> bool {
    ["児童", "園児", "生徒", "幼児", "本児", "女児", "男児", "乳児"].iter().any(|word| lead.ends_with(word))
}
