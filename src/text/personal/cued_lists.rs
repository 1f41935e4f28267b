//! Lists of people that a cue tells: as many as are counted behind, and what a label with a colon stands before.

use super::cued::{Grade, grade, is_of_family};
use super::lexicon;
use super::people::{Lead, Line, SINGLE, title};
use super::{Confidence, Finder, Kind, Reason};

impl Finder<'_> {
    /// Whether an item of a list may be a family name, and whether it is one and nothing else.
    fn item(&self, line: &Line<'_>, start: usize, stop: usize) -> Option<bool> {
        let word = &line.text[start..stop];
        if self.somebody.get(&start) == Some(&stop) {
            return Some(true);
        }
        if word.chars().count() == 1 {
            let known = lexicon::of(word).surname.is_some() || lexicon::is_rare_family(word);
            let usual = word.chars().all(|c| SINGLE.contains(c));
            return (usual || known).then_some(usual);
        }
        match grade(word, &lexicon::of(word)) {
            Grade::No => None,
            grade => Some(grade == Grade::Name),
        }
    }

    /// 宗像、源、伴の三名: as many family names as are counted.
    pub(super) fn counted(&mut self, line: &Line<'_>) {
        const COUNTED: [&str; 9] = ["名", "人", "氏", "世帯", "委員", "議員", "職員", "家族", "軒"];
        let text = &line.text[line.range.clone()];
        let mut found = Vec::new();
        for (at, _) in text.match_indices('の') {
            let behind = &text[at + 'の'.len_utf8()..];
            let Some(figure) = behind.chars().next() else { continue };
            let number = figure.to_digit(10).or_else(|| super::folded::kanji_digit(figure).map(u32::from));
            let counts = COUNTED.iter().any(|word| behind[figure.len_utf8()..].starts_with(word));
            // 筑紫、伊万里の両主事
            let both = figure == '両' && title(&behind[figure.len_utf8()..]).is_some()
                || behind.starts_with("両氏")
                || behind.starts_with("両名");
            let each = ["各氏", "各委員", "各議員"].iter().any(|each| behind.starts_with(each));
            let number = if both || each { Some(2) } else { number.filter(|number| counts && *number > 1) };
            let Some(number) = number else { continue };
            let from = text[..at].rfind(|c: char| !is_of_family(c) && c != '、' && c != '・' || c == 'の');
            let from = from.map_or(0, |from| from + text[from..].chars().next().map_or(0, char::len_utf8));
            let row = &text[from..at];
            let row_start = if row.starts_with('、') { from + '、'.len_utf8() } else { from };
            let mut start = line.range.start + row_start;
            let mut items = Vec::new();
            for item in text[row_start..at].split(['、', '・']) {
                items.push((start, start + item.len(), self.item(line, start, start + item.len())));
                start += item.len() + '、'.len_utf8();
            }
            let known = items.iter().filter(|(.., known)| known.is_some()).count();
            let all = items.iter().all(|(start, stop, _)| stop > start && line.text[*start..*stop].chars().count() < 5);
            let counted = items.len() == number as usize || each && items.len() > 1;
            if counted && all && (known == items.len() || both && known > 0) {
                found.extend(items.into_iter().map(|(start, stop, _)| start..stop));
            }
        }
        for range in found {
            self.note(Kind::Person, range, Confidence::Likely, Reason::FullName);
        }
    }

    /// Whether a heading speaks of what people are sent to or called for.
    fn is_duty(&self, heading: &str) -> bool {
        ["命令", "出張", "当番", "担当", "出席", "欠席", "参加", "受講", "立会", "同行", "引率", "名簿", "班", "係"]
            .iter()
            .any(|duty| heading.ends_with(duty))
    }

    /// 出席：堤・辻・沖・奥: a label, a colon, and nothing but family names.
    pub(super) fn labelled_list(&mut self, line: &Line<'_>) {
        let text = &line.text[line.range.clone()];
        let mut found = Vec::new();
        for (colon, _) in text.match_indices(':') {
            let behind = &text[colon + 1..];
            let first = colon + 1 + behind.len() - behind.trim_start().len();
            let stop = behind.find(['。', '(', ' ', '\t', '|']).filter(|stop| colon + 1 + stop > first);
            let stop = stop.map_or(text.len(), |stop| colon + 1 + stop);
            if first >= stop {
                continue;
            }
            let labelled = matches!(self.lead(line, line.range.start + first), Lead::Label(_));
            let mut start = line.range.start + first;
            let mut items = Vec::new();
            for item in text[first..stop].split(['、', '・']) {
                items.push((start, start + item.len(), self.item(line, start, start + item.len())));
                start += item.len() + '、'.len_utf8();
            }
            let known = items.iter().all(|(start, stop, known)| stop > start && known.is_some());
            let sure = items.iter().filter(|(.., known)| *known == Some(true)).count();
            // 出張命令：伊芸、当山: no label, and most of them nothing else.
            if items.len() > 1
                && known
                && sure > 0
                && (labelled || sure * 2 > items.len() || self.is_duty(&text[..colon]))
            {
                found.extend(items.into_iter().map(|(start, stop, _)| start..stop));
            }
        }
        for range in found {
            self.note(Kind::Person, range, Confidence::Likely, Reason::FullName);
        }
    }
}
