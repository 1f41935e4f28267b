//! People with a title: 市長 山田太郎, 山田様, `Mayor TANAKA Hanako`, `Mr. Sato`.

use super::Kind;
use super::cursor::{At, Word, folded, is_kana, is_kanji};
use super::scan::Scanner;
use super::value::Value;
use crate::text::morph::senses;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Offices that stand before a name with a space between, as official documents write senders and addressees.
const OFFICES: [&str; 27] = [
    "教育長",
    "副市長",
    "副町長",
    "副知事",
    "消防長",
    "市長",
    "町長",
    "村長",
    "区長",
    "知事",
    "大臣",
    "長官",
    "局長",
    "部長",
    "課長",
    "室長",
    "所長",
    "係長",
    "会長",
    "理事長",
    "委員長",
    "議長",
    "校長",
    "園長",
    "社長",
    "代表",
    "館長",
];

/// Titles that stand directly behind a family name.
const TITLES: [&str; 44] = [
    "市長",
    "町長",
    "村長",
    "区長",
    "知事",
    "副市長",
    "副知事",
    "教育長",
    "議長",
    "副議長",
    "議員",
    "委員長",
    "委員",
    "座長",
    "会長",
    "理事長",
    "理事",
    "部長",
    "次長",
    "課長",
    "室長",
    "局長",
    "所長",
    "係長",
    "主査",
    "主任",
    "主事",
    "校長",
    "教頭",
    "園長",
    "館長",
    "教授",
    "准教授",
    "講師",
    "先生",
    "弁護士",
    "医師",
    "保健師",
    "大臣",
    "長官",
    "社長",
    "選手",
    "監督",
    "さん",
];

/// The same by their first characters, in the same order.
static TITLES_BY_FIRST: LazyLock<FxHashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_first: FxHashMap<char, Vec<_>> = FxHashMap::default();
    for title in TITLES {
        by_first.entry(title.chars().next().unwrap_or(' ')).or_default().push(title);
    }
    by_first
});

/// A cost in the dictionary above which a family name is too rare to be taken for one without a given name.
const RARE: i16 = 12_000;

/// Titles of which a place has one: 千葉市長 is of Chiba.
const OF_PLACES: [&str; 6] = ["市長", "町長", "村長", "区長", "知事", "副市長"];

/// What stands before a colon and a name.
const LABELS: [&str; 14] = [
    "担当",
    "担当者",
    "氏名",
    "講師",
    "司会",
    "代表者",
    "申請者",
    "届出人",
    "責任者",
    "記録者",
    "説明者",
    "報告者",
    "議長",
    "委員長",
];

/// What stands before 様 and is nobody's name.
const NOBODY: &str = "同皆多模仕一別有王神者員方民主係客各何誰先親団会体";

impl<'t> Scanner<'t> {
    /// 市長 山田太郎: `at` stands at 長, 事, 臣, 官 or 表, the last character of an office.
    pub fn office(&mut self, at: At<'t>) -> Option<At<'t>> {
        let after = at.skip();
        let before = &self.text[self.end.min(at.pos)..after.pos];
        if !OFFICES.iter().any(|office| before.ends_with(office)) {
            return None;
        }
        let mut end = after.gap()?;
        let name = end;
        let (mut count, mut spaces) = (0, 0);
        loop {
            if let Some((_, next)) = end.eat_if(|c| is_kanji(c) || is_kana(c)) {
                end = next;
                count += 1;
            } else if let Some(next) = end.gap().filter(|n| spaces == 0 && n.peek().is_some_and(is_kanji)) {
                spaces += 1;
                end = next;
            } else {
                break;
            }
            if count > 8 {
                return None;
            }
        }
        let whole = name.until(end);
        let kanji = whole.chars().filter(|c| is_kanji(*c)).count();
        if kanji < 2
            || whole.contains(['は', 'が', 'を', 'に', 'で', 'へ', '及', '様', '殿', 'の', 'と'])
            || OFFICES.iter().any(|o| whole.ends_with(o))
        {
            return self.before_title(end, whole, name);
        }
        let start = self.kanji_before(after, 16);
        self.push(Kind::Name, start, end, Value::Text(format!("{} {}", folded(start.until(after)), folded(whole))));
        Some(end)
    }

    /// 市長 山田太郎様: the same with 様 behind.
    fn before_title(&mut self, end: At<'t>, whole: &str, name: At<'t>) -> Option<At<'t>> {
        let bare = whole.strip_suffix('様').or(whole.strip_suffix('殿'))?;
        let count = bare.chars().filter(|c| is_kanji(*c)).count();
        if !(2..=6).contains(&count) || bare.chars().any(is_kana) {
            return None;
        }
        self.push(Kind::Name, name, end, Value::Text(folded(bare)));
        Some(end)
    }

    /// 佐藤市長, 田中一郎議員: `at` stands at the title, whose first character is `c`.
    pub fn surname_with_title(&mut self, at: At<'t>, c: char) -> Option<At<'t>> {
        if !at.before().is_some_and(is_kanji) {
            return None;
        }
        let title = TITLES_BY_FIRST.get(&c)?.iter().find(|title| at.eat_str(title).is_some())?;
        let before = &self.text[self.end.min(at.pos)..at.pos];
        let start = before.char_indices().rev().take(7).take_while(|(_, c)| is_kanji(*c)).last()?.0;
        let name = &before[start..];
        let (family, given) = person(name)?;
        let place =
            senses::of(family).place.is_some_and(|place| senses::of(family).surname.is_none_or(|s| place < s + 3000));
        if given.is_empty() && OF_PLACES.contains(title) && place {
            return None;
        }
        let end = at.eat_str(title)?;
        self.push(Kind::Name, At::new(self.text, at.pos - name.len()), end, Value::Text(folded(name)));
        Some(end)
    }

    /// 担当：伊藤, 氏名：山田 太郎: `at` stands at the colon.
    pub fn name_behind_label(&mut self, at: At<'t>) -> Option<At<'t>> {
        let before = &self.text[self.end.min(at.pos)..at.pos];
        if !LABELS.iter().any(|label| before.ends_with(label)) {
            return None;
        }
        let start = at.skip().spaces();
        let mut end = start;
        let mut count = 0;
        while let Some((_, next)) = end.eat_if(is_kanji) {
            (end, count) = (next, count + 1);
            if count > 7 {
                return None;
            }
        }
        let mut name = start.until(end).to_owned();
        // 山田 太郎
        if let Some(gap) = end.gap()
            && senses::of(&name).surname.is_some()
        {
            let mut behind = gap;
            while let Some((_, next)) = behind.eat_if(is_kanji) {
                behind = next;
            }
            let given = gap.until(behind);
            if !given.is_empty() && senses::of(given).given.is_some() {
                name.push_str(given);
                end = behind;
            }
        }
        person(&name)?;
        self.push(Kind::Name, start, end, Value::Text(folded(&name)));
        Some(end)
    }

    /// 山田様, 佐藤 花子 殿, 田中氏: `at` stands at the title.
    pub fn titled(&mut self, at: At<'t>) -> Option<At<'t>> {
        let end = at.skip();
        if end.peek().is_some_and(|c| is_kanji(c) && !"及並又宛方御".contains(c))
            || end.peek().is_some_and(|c| "々".contains(c))
        {
            return None;
        }
        let before = &self.text[self.end.min(at.pos)..at.pos];
        let trimmed = before.trim_end_matches([' ', '\u{3000}']);
        let (mut start, mut count, mut space) = (trimmed.len(), 0, 0);
        for (index, c) in trimmed.char_indices().rev() {
            if is_kanji(c) {
                count += 1;
            } else if (c == ' ' || c == '\u{3000}') && space == 0 && count > 0 && count <= 3 {
                space += 1;
            } else {
                break;
            }
            if count > 6 {
                return None;
            }
            start = index;
        }
        let name = folded(&trimmed[start..]);
        let last = name.chars().next_back()?;
        if !(2..=6).contains(&count)
            || NOBODY.contains(last)
            || OFFICES.iter().any(|o| name.ends_with(o))
            || name.ends_with("御中")
        {
            return None;
        }
        let from = At::new(
            self.text,
            self.end.min(at.pos) + start + before[start..].len() - before[start..].trim_start().len(),
        );
        self.push(Kind::Name, from, end, Value::Text(name));
        Some(end)
    }

    fn kanji_before(&self, at: At<'t>, most: usize) -> At<'t> {
        let from = self.end.min(at.pos);
        let before = &self.text[from..at.pos];
        let start = before.char_indices().rev().take(most).take_while(|(_, c)| is_kanji(*c) || is_kana(*c)).last();
        At::new(self.text, from + start.map_or(before.len(), |(at, _)| at))
    }

    /// `Mr. Sato`, `Mayor TANAKA Hanako`.
    pub fn english_name(&mut self, start: At<'t>, word: &Word, after: At<'t>) -> Option<At<'t>> {
        let polite = matches!(word.as_str(), "mr" | "mrs" | "ms" | "dr" | "prof");
        let office = matches!(
            word.as_str(),
            "mayor" | "governor" | "minister" | "director" | "professor" | "chairperson" | "principal"
        );
        if !word.capital || !(polite || office) {
            return None;
        }
        let at = if polite { after.eat('.').unwrap_or(after) } else { after }.gap()?;
        let (mut end, mut count, mut shouted) = (at, 0, false);
        let mut next = at;
        while let Some((name, after)) = next.word() {
            let text = next.until(after);
            if !name.capital || count == 3 || (office && (count == 0 || !shouted) && is_no_name(text)) {
                break;
            }
            shouted |= text.len() > 1 && text.chars().all(|c| c.is_ascii_uppercase());
            (end, count) = (after, count + 1);
            // J. Smith
            let after = if text.len() == 1 { after.eat('.').unwrap_or(after) } else { after };
            match after.gap() {
                Some(gap) => next = gap,
                None => break,
            }
        }
        if count == 0 || (office && (count != 2 || (!shouted && start.until(end).contains(" of ")))) {
            return None;
        }
        let title = if polite { String::new() } else { format!("{} ", start.until(after).to_ascii_lowercase()) };
        let name = at.until(end).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        self.push(Kind::Name, start, end, Value::Text(format!("{title}{name}")));
        Some(end)
    }
}

/// Capitalised words that follow an office and are not a name.
fn is_no_name(word: &str) -> bool {
    matches!(
        word,
        "General"
            | "Of"
            | "The"
            | "For"
            | "And"
            | "City"
            | "Office"
            | "Division"
            | "Department"
            | "Bureau"
            | "Section"
            | "Secretariat"
    )
}

/// The family name and the given name, which may be empty, that `name` is made of as far as the dictionary knows.
fn person(name: &str) -> Option<(&str, &str)> {
    if !(2..=6).contains(&name.chars().count()) {
        return None;
    }
    senses::beginning(name).into_iter().rev().find_map(|(len, family)| {
        let usual = family.surname.filter(|cost| family.common.is_none_or(|common| *cost <= common))?;
        let (family, given) = name.split_at(len);
        let known = given.is_empty() && usual < RARE || !given.is_empty() && senses::of(given).given.is_some();
        (known && family.chars().count() > 1).then_some((family, given))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_stops_at_every_title() {
        for title in TITLES {
            let text = format!("本日は佐藤{title}が話す。");
            let named = crate::text::facts::find(&text).into_iter().any(|fact| fact.kind == Kind::Name);
            assert!(named, "{text}");
        }
    }
}
