//! Names that no single sign gives away: 夜勤者岩瀬より申し送り, 米谷と折衝, 隣人の箕輪. What the dictionary and the lists have a
//! word as, what stands before it, what stands behind it and what is said of it each weigh something; together they must
//! weigh enough.

use super::alone::is_rather_a_town;
use super::cues::is_kanji;
use super::lexicon;
use super::lists::KIN;
use super::people::{Lead, Line, SINGLE, WORDS, honorific, is_hiragana, is_katakana, title};
use super::{Confidence, Finder, Kind};
use crate::text::morph::Pos;
use crate::text::morph::senses::Senses;
use std::collections::HashSet;

/// What a name must weigh.
const ENOUGH: i32 = 23;

/// What somebody is called by what they do or are; behind these, or behind these and の, stands a name.
const ROLES: &[&str] = &[
    "隣人",
    "友人",
    "知人",
    "同僚",
    "上司",
    "部下",
    "担任",
    "担当",
    "副担任",
    "主任",
    "ケアマネ",
    "ヘルパー",
    "ワーカー",
    "マネジャー",
    "マネージャー",
    "コーディネーター",
    "パネリスト",
    "ファシリテーター",
    "アドバイザー",
    "スタッフ",
    "ボランティア",
    "リーダー",
    "サポーター",
    "オブザーバー",
    "コメンテーター",
    "カウンセラー",
    "インストラクター",
    "ディレクター",
    "プロデューサー",
    "モデレーター",
    "ゲスト",
    "通訳",
    "司会",
    "進行",
    "講演",
    "総合司会",
    "職員",
    "児童",
    "園児",
    "生徒",
    "選手",
    "受信",
    "受電",
    "応対",
    "取次",
    "代理",
    "夜勤",
    "日勤",
    "早番",
    "遅番",
    "当直",
    "看護師",
    "主治医",
    "患者",
    "被災者",
    "里親",
    "里子",
    "係員",
    "元職員",
    "元夫",
    "元妻",
    "内縁の夫",
    "内縁の妻",
    "夫",
    "妻",
    "父",
    "母",
    "兄",
    "姉",
    "弟",
    "妹",
    "孫",
    "祖父",
    "祖母",
    "叔父",
    "叔母",
    "伯父",
    "伯母",
    "甥",
    "姪",
    "義母",
    "義父",
    "いとこ",
    "本人",
    "上記の者",
];

/// Kin and children, who are called by their given names.
const CALLED: &[&str] = &[
    "孫",
    "父",
    "母",
    "兄",
    "姉",
    "弟",
    "妹",
    "子",
    "息子",
    "娘",
    "祖父",
    "祖母",
    "叔父",
    "叔母",
    "伯父",
    "伯母",
    "甥",
    "姪",
    "実母",
    "実父",
    "義母",
    "義父",
    "養父",
    "養母",
    "本児",
    "児童",
    "園児",
    "生徒",
    "第一子",
    "第二子",
];

/// Labels before a given name.
const NAMED: &[&str] = &[
    "児童名",
    "園児名",
    "生徒名",
    "幼児名",
    "本児名",
    "子の名",
    "児童氏名",
    "名",
    "利用者名",
    "対象児",
    "児童",
    "新生児",
];

/// What a line speaks of that is about children, who are called by their given names.
const CHILDREN: &[&str] = &[
    "児童",
    "園児",
    "生徒",
    "保育",
    "担任",
    "クラス",
    "学級",
    "年生",
    "小学校",
    "中学校",
    "年1組",
    "年2組",
    "年3組",
    "年4組",
    "ちゃん",
    "くん",
];

/// What only people do, as it stands behind 「が」 and 「は」.
const DO: &[&str] = &[
    "話した",
    "話し",
    "述べ",
    "説明",
    "対応",
    "確認",
    "連絡",
    "訪問",
    "電話",
    "担当",
    "出席",
    "欠席",
    "同席",
    "着任",
    "就任",
    "退任",
    "投げ",
    "叩",
    "たたい",
    "蹴",
    "噛",
    "かみつ",
    "押され",
    "押した",
    "走",
    "遊ん",
    "転んで",
    "けが",
    "怪我",
    "代読",
    "読み上げ",
    "朗読",
    "開会",
    "閉会",
    "退席",
    "退職",
    "付き添",
    "付添",
    "追突",
    "運転",
    "質問",
    "答弁",
    "回答",
    "発言",
    "提案",
    "指摘",
    "報告",
    "挨拶",
    "あいさつ",
    "司会",
    "進行",
    "務め",
    "勤め",
    "勤務",
    "受診",
    "入院",
    "退院",
    "転倒",
    "転落",
    "負傷",
    "受傷",
    "訴え",
    "申し",
    "求め",
    "来庁",
    "来所",
    "来課",
    "来館",
    "面談",
    "面接",
    "聴取",
    "聞き取",
    "声かけ",
    "声掛け",
    "処置",
    "介助",
    "指導",
    "指揮",
    "指示",
    "引き継",
    "引継",
    "立ち会",
    "立会",
    "作成",
    "起案",
    "記入",
    "記録",
    "受け取",
    "受領",
    "提出",
    "持参",
    "申請",
    "申告",
    "届け出",
    "届出",
    "相談",
    "希望",
    "同意",
    "了承",
    "承諾",
    "拒否",
    "欠勤",
    "休",
    "出張",
    "参加",
    "登壇",
    "講演",
    "執筆",
    "受賞",
    "優勝",
    "入賞",
    "選ばれ",
    "選出",
    "帰宅",
    "外出",
    "在宅",
    "不在",
    "亡くな",
    "死亡",
    "生まれ",
    "補足",
    "陳謝",
    "謝罪",
    "お詫び",
    "伺",
    "まいり",
    "お持ち",
    "見守",
    "発見",
    "通報",
    "目撃",
    "案内",
    "同行",
    "引率",
    "採点",
    "審査",
    "採用",
    "異動",
    "昇任",
    "復職",
    "休職",
    "休暇",
    "泣",
    "怒",
    "笑",
    "叫",
    "暴",
    "言った",
    "言う",
    "思う",
    "考え",
    "心配",
    "不安",
    "興奮",
    "飲酒",
    "服薬",
    "食べ",
    "入浴",
    "起床",
    "就寝",
    "歩い",
    "歩行",
    "滞納",
    "納付",
    "完納",
    "分納",
    "署名",
    "捺印",
    "押印",
    "預か",
    "交付を受け",
    "付けで",
    "代わ",
    "兼務",
    "代表",
    "折り返",
    "戻",
    "席を外",
];

/// What is done to, with or by somebody, right behind the particle.
const AFTER_TO: &[&str] = &[
    "依頼",
    "確認",
    "引継",
    "引き継",
    "連絡",
    "伝",
    "渡",
    "手渡",
    "報告",
    "相談",
    "電話",
    "一任",
    "聞",
    "説明",
    "委託",
    "話",
    "尋",
    "通知",
    "送付",
    "送り",
    "交代",
    "交替",
    "替わ",
    "代わ",
    "任命",
    "任せ",
    "委嘱",
    "事情",
    "折り返",
    "架電",
    "転送",
    "回",
    "謝罪",
    "お願い",
    "お問い",
    "御連絡",
    "ご連絡",
    "御相談",
    "ご相談",
    "返信",
    "返却",
    "面会",
    "代読",
    "申し送",
    "同意",
    "よる",
    "よれば",
    "よると",
    "ついては",
    "対し",
    "指示",
    "指導",
    "感謝",
    "表彰",
    "贈",
    "決定",
    "決ま",
];
const AFTER_FROM: &[&str] = &[
    "電話",
    "連絡",
    "報告",
    "相談",
    "申し",
    "申出",
    "説明",
    "入電",
    "指摘",
    "質問",
    "意見",
    "要望",
    "聞",
    "聴",
    "提出",
    "提案",
    "苦情",
    "依頼",
    "メール",
    "TEL",
    "tel",
    "話",
    "返信",
    "受け取",
    "受領",
    "引き継",
    "引継",
    "答",
    "発言",
    "挨拶",
    "あいさつ",
    "通報",
    "届",
    "問合せ",
    "問い合わせ",
    "架電",
    "伝言",
    "補足",
    "回答",
    "訴え",
    "請求",
    "御",
    "ご",
    "お",
    "一言",
    "資料",
    "の申",
    "の電",
    "の連",
    "の相",
    "の報",
    "の意",
    "の苦",
    "の聞",
    "の聴",
    "の指",
    "の返",
    "の手紙",
    "の伝",
    "謝",
    "講評",
    "指示",
    "情報",
];
const AFTER_WITH: &[&str] = &[
    "折衝",
    "面談",
    "面接",
    "協議",
    "話",
    "相談",
    "調整",
    "打合",
    "打ち合",
    "トラブル",
    "会い",
    "会っ",
    "来庁",
    "交際",
    "同席",
    "婚",
    "離婚",
    "同居",
    "別居",
    "面会",
    "訪問",
    "確認",
    "連絡",
    "電話",
    "交代",
    "交渉",
    "の面",
    "の折",
    "の話",
    "の協",
    "のトラブル",
    "の関係",
    "の連絡",
    "の電話",
    "の打",
    "の調整",
    "の婚",
    "の離",
    "の同",
    "共に",
    "ともに",
    "一緒",
    "名乗",
    "名の",
    "申し",
    "申す",
    "いう",
    "言い",
    "署名",
    "記名",
    "記入",
    "連名",
];
const AFTER_OBJECT: &[&str] = &[
    "任命",
    "選任",
    "指名",
    "推薦",
    "委嘱",
    "充て",
    "派遣",
    "紹介",
    "講師",
    "表彰",
    "引率",
    "案内",
    "訪",
    "呼",
    "代理",
    "保護",
    "説得",
    "同行",
    "迎",
    "担当",
    "相手",
    "被告",
    "原告",
    "被保険者",
    "委員",
    "会長",
    "後任",
    "採用",
    "任用",
    "解任",
    "補佐",
    "引き取",
    "搬送",
    "救助",
    "診察",
    "介助",
    "叱",
    "殴",
    "立て",
    "選出",
    "互選",
    "相続人",
    "世帯主",
    "代表",
];
const AFTER_OF: &[&str] = &[
    "両名",
    "両人",
    "各氏",
    "母",
    "父",
    "妻",
    "夫",
    "兄",
    "姉",
    "弟",
    "妹",
    "長男",
    "長女",
    "次男",
    "次女",
    "二男",
    "二女",
    "息子",
    "娘",
    "孫",
    "祖母",
    "祖父",
    "自宅",
    "携帯",
    "車",
    "発言",
    "代理",
    "後任",
    "前任",
    "意見",
    "申出",
    "申し",
    "対応",
    "様子",
    "氏名",
    "署名",
    "印",
    "説明",
    "答弁",
    "質問",
    "報告",
    "指示",
    "携帯",
    "内線",
    "後見",
    "担当",
    "担任",
    "主治医",
    "遺族",
    "家族",
    "親族",
    "姓",
    "名前",
    "住所",
    "同意",
    "了解",
    "承諾",
    "体調",
    "病状",
    "症状",
    "容体",
    "容態",
    "言動",
    "供述",
    "主張",
    "話",
    "訴え",
    "希望",
    "業績",
    "功績",
    "退職",
    "異動",
    "欠席",
    "都合",
    "席",
    "机",
    "口座",
    "名義",
    "財産",
    "債務",
    "滞納",
    "個人番号",
    "生年月日",
    "電話番号",
    "マイナンバー",
    "免許証",
    "年金",
    "保険証",
    "在留カード",
    "旅券",
    "メール",
    "連絡先",
    "本籍",
    "続柄",
    "戸籍",
    "住民票",
    "勤務",
    "部屋",
    "居室",
    "ケアプラン",
    "要介護",
    "診断",
    "処遇",
];

/// Words behind a place and の that make it an office: 緑野市の勝又です.
const OFFICES: &[&str] = &[
    "市",
    "町",
    "村",
    "区",
    "県",
    "都",
    "府",
    "国",
    "課",
    "係",
    "室",
    "局",
    "部",
    "班",
    "署",
    "庁",
    "省",
    "社",
    "院",
    "会",
    "校",
    "園",
    "所",
    "店",
    "館",
    "寺",
    "団",
    "街",
    "組合",
    "法人",
    "連盟",
    "機構",
    "センター",
    "大学",
    "本社",
    "支社",
    "銀行",
    "窓口",
    "クラブ",
    "グループ",
];

/// What family names mostly end in.
const LAST: &str =
    "田川山野村井本原島嶋崎﨑沢澤谷木橋口内藤塚岡森林松宮瀬津岩倉見戸尾坂池浦浜石根辺葉江賀城越垣丸合美部渠";

/// The names that were surely found: whoever is named once is the same person wherever the name comes again.
#[derive(Default)]
pub(super) struct Familiar {
    /// Whether the line that is read speaks of children.
    children: bool,
    families: HashSet<String>,
    givens: HashSet<String>,
}

impl Finder<'_> {
    /// Whom the text names for sure.
    pub(super) fn familiar(&self) -> Familiar {
        let mut known = Familiar::default();
        for one in self.found.iter().filter(|one| one.kind == Kind::Person && one.confidence > Confidence::Possible) {
            let name = &self.text()[one.range.clone()];
            if let Some((family, given)) = name.split_once([' ', '・']) {
                known.families.insert(family.to_owned());
                known.givens.insert(given.to_owned());
                continue;
            }
            let parts = lexicon::families(name).into_iter().find(|(len, _)| {
                *len < name.len() && lexicon::givens(&name[*len..]).iter().any(|g| len + g.0 == name.len())
            });
            match parts {
                Some((len, _)) => {
                    known.families.insert(name[..len].to_owned());
                    known.givens.insert(name[len..].to_owned());
                }
                None if lexicon::of(name).surname.is_some() => {
                    known.families.insert(name.to_owned());
                }
                None => {
                    known.givens.insert(name.to_owned());
                }
            }
        }
        known
    }

    /// Looks through a line for names that weigh enough.
    pub(super) fn weighed(&mut self, line: &Line<'_>, familiar: &mut Familiar) {
        let text = &line.text[line.range.clone()];
        familiar.children = CHILDREN.iter().any(|word| text.contains(word));
        let familiar = &*familiar;
        self.weighed_pairs(line);
        let mut end = line.range.start;
        let mut previous = ' ';
        for (offset, first) in text.char_indices() {
            let at = line.range.start + offset;
            let before = std::mem::replace(&mut previous, first);
            if at < end || !self.is_free(&(at..at + 1)) {
                continue;
            }
            let begins = line.token(at).is_some() || !is_kanji(before) && !is_katakana(before);
            let found = if is_kanji(first) && (begins || self.role(line, at).is_some()) {
                self.weighed_family(line, at, familiar).or_else(|| self.weighed_given(line, at, familiar))
            } else if (is_katakana(first) || is_hiragana(first)) && begins {
                self.weighed_given(line, at, familiar)
            } else {
                None
            };
            end = found.unwrap_or(end);
        }
    }

    /// Names with a space in them: what each half weighs, the space, and the list they stand in.
    fn weighed_pairs(&mut self, line: &Line<'_>) {
        let pairs = self.pairs(line);
        for pair in pairs.iter().chain(pairs.iter().rev()) {
            let range = pair.range.clone();
            if !self.is_free(&range) {
                continue;
            }
            let (family, given) = (lexicon::of(pair.family), lexicon::of(pair.given));
            let lead = self.lead(line, range.start);
            let stop = range.start + pair.family.len();
            let both = family.surname.is_some() && (given.given.is_some() || lexicon::is_given(pair.given));
            let weight = weighs_as_family(line, range.start, stop, &family)
                + weighs_as_given(line, stop + 1, range.end).max(-10)
                + self.weighs_before(line, range.start, &lead).min(12)
                + self.weighs_behind(line, range.start, range.end)
                + if both {
                    14
                } else if given.given.is_some() && family.common.is_none() && !lexicon::is_town(pair.family) {
                    9
                } else {
                    0
                };
            if weight >= ENOUGH {
                self.weigh_in(line, range.start, range.end, &lead);
            }
        }
    }

    fn weighed_family(&mut self, line: &Line<'_>, at: usize, familiar: &Familiar) -> Option<usize> {
        let rest = line.rest(at);
        let mut words: Vec<(usize, Senses)> = lexicon::families(rest);
        // A word nobody knows, as far as the writing does not change.
        let run: usize = rest
            .chars()
            .take(5)
            .take_while(|c| is_kanji(*c) || matches!(c, 'ヶ' | 'ノ' | 'ツ' | '之'))
            .map(char::len_utf8)
            .sum();
        let run = rest[..run].trim_end_matches(['ヶ', 'ノ', 'ツ']).len();
        for (len, _) in rest[..run].char_indices().skip(2).chain([(run, ' ')]).take(3) {
            let of = lexicon::of(&rest[..len]);
            let addressed = honorific(&rest[len..]).is_some();
            let unknown = of.common.is_none() && of.given.is_none() && of.person.is_none();
            let unknown = unknown && (addressed || of.proper.is_none());
            if unknown && !words.iter().any(|(known, _)| *known == len) {
                words.push((len, of));
            }
        }
        let lead = self.lead(line, at);
        let left = self.weighs_before(line, at, &lead);
        if left <= -25 {
            return None;
        }
        let best = words
            .into_iter()
            .filter(|(len, _)| *len > 0 && self.is_free(&(at..at + len)))
            .map(|(len, senses)| {
                let stop = at + len;
                let word = &rest[..len];
                let mut weight = left + weighs_as_family(line, at, stop, &senses) + self.weighs_behind(line, at, stop);
                if familiar.families.contains(word) && word.chars().count() > 1 {
                    weight += 15;
                }
                if WORDS.nobody.contains(&word) || WORDS.titles.contains(&word) {
                    weight -= 30;
                }
                (weight, stop)
            })
            .max_by_key(|(weight, stop)| (*weight, *stop))?;
        (best.0 >= ENOUGH).then(|| self.weigh_in(line, at, best.1, &lead)).flatten()
    }

    fn weigh_in(&mut self, line: &Line<'_>, at: usize, stop: usize, lead: &Lead) -> Option<usize> {
        let end = self.person(line, at..stop, lead, true)?;
        self.reading_behind(line, end);
        Some(end)
    }

    fn weighed_given(&mut self, line: &Line<'_>, at: usize, familiar: &Familiar) -> Option<usize> {
        let rest = line.rest(at);
        let first = rest.chars().next()?;
        let of: fn(char) -> bool = if is_kanji(first) {
            is_kanji
        } else if is_katakana(first) {
            is_katakana
        } else {
            is_hiragana
        };
        let mut ends: Vec<usize> =
            rest.char_indices().take_while(|(_, c)| of(*c)).map(|(i, c)| i + c.len_utf8()).take(5).collect();
        let run = ends.last().copied().unwrap_or(0);
        if !is_kanji(first) && rest[run..].starts_with(['子', '美', '江', '代', '枝', '恵', '香', '乃', '世'])
        {
            ends.push(run + '子'.len_utf8());
        }
        let called = Self::called(line, at, familiar.children);
        let before = line.lead(at).chars().next_back();
        if before.is_some_and(|c| is_kanji(c) || is_katakana(c)) && called < 9 {
            return None;
        }
        let lead = self.lead(line, at);
        let left = called.max(self.weighs_before(line, at, &lead).min(5));
        let best = ends
            .into_iter()
            .filter(|len| rest[..*len].chars().count() > 1)
            .filter(|len| self.is_free(&(at..at + len)))
            .filter(|len| {
                !rest[*len..].starts_with(of) || of(first) && is_hiragana(first) || honorific(&rest[*len..]).is_some()
            })
            .map(|len| {
                let (word, stop) = (&rest[..len], at + len);
                let mut weight = left + weighs_as_given(line, at, stop) + self.weighs_behind(line, at, stop).min(25);
                if familiar.givens.contains(word) && word.chars().count() > 1 {
                    weight += 18;
                }
                (weight, stop)
            })
            .max_by_key(|(weight, stop)| (*weight, *stop))?;
        (best.0 >= ENOUGH).then(|| self.weigh_in(line, at, best.1, &lead)).flatten()
    }

    /// The role that stands right before `at`, and whether の or は lies between.
    fn role(&self, line: &Line<'_>, at: usize) -> Option<&'static str> {
        let lead = line.lead(at);
        let found = ROLES.iter().copied().filter(|role| lead.ends_with(role)).max_by_key(|role| role.len());
        let found = found.filter(|role| {
            role.chars().count() > 1 || lead[..lead.len() - role.len()].chars().next_back().is_none_or(|c| !is_kanji(c))
        });
        if found.is_some() {
            return found;
        }
        // 夜勤者, 訪問看護師, 窓口職員: a word of the dictionary, or two, that says who does something.
        let last = lead.chars().next_back()?;
        let token = line.token_before(at)?;
        let long = lead.chars().rev().take(2).filter(|c| is_kanji(*c)).count() > 1;
        let known = token.pos.is_noun() || token.pos == Pos::NounSuffix;
        (long && known && "者員師士医".contains(last)).then_some("者")
    }

    /// How much it weighs that somebody is called by a given name behind what stands before `at`.
    fn called(line: &Line<'_>, at: usize, children: bool) -> i32 {
        let lead = line.lead(at);
        let bare = lead.strip_suffix(['の', 'は', '、', '・', ' ', '(', '「', ':']).unwrap_or(lead);
        let kin = KIN.iter().chain(CALLED).copied().filter(|word| bare.ends_with(word)).max_by_key(|word| word.len());
        let kin = kin.filter(|word| {
            word.chars().count() > 1
                || bare[..bare.len() - word.len()].chars().next_back().is_none_or(|c| !is_kanji(c) || c == '亡')
        });
        let apart = lead.len() - bare.len();
        match kin {
            Some(word) if apart == 0 && word.chars().count() == 1 => 8,
            Some(_) => 14,
            None if NAMED.iter().any(|label| bare.ends_with(label)) && apart > 0 => 14,
            None if children => 8,
            None => 0,
        }
    }

    fn weighs_before(&self, line: &Line<'_>, at: usize, lead: &Lead) -> i32 {
        let before = line.lead(at);
        let last = before.chars().next_back();
        let touching = last.is_some_and(|c| is_kanji(c) || is_katakana(c));
        if last.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return -30;
        }
        let by_lead = match lead {
            Lead::Label(_) => 15,
            Lead::Title(_) => 15,
            Lead::Unit(_) => 12,
            Lead::None => 0,
        };
        if touching {
            if self.role(line, at).is_some() {
                return 12;
            }
            let unit = before.ends_with(['課', '係', '室', '局', '部', '班']);
            let token = line.token_before(at);
            if token.is_some_and(|t| matches!(t.pos, Pos::Prefix | Pos::Number)) {
                return -30;
            }
            return if unit { 5 } else { by_lead.max(1) - 16 };
        }
        let place = (before.len() - last.map_or(0, char::len_utf8)) + line.range.start;
        let role = |place: usize| self.role(line, place).is_some();
        let by_mark = match last {
            None => 4,
            Some('の') if role(place) => 15,
            Some('の') => {
                let bare = &before[..before.len() - 'の'.len_utf8()];
                if OFFICES.iter().any(|office| bare.ends_with(office)) { 10 } else { 0 }
            }
            Some(' ' | ':' | '(' | '「' | '|' | '\t' | '/' | ',') if role(place) => 14,
            Some('、') if role(place) => 6,
            Some('は' | 'が' | 'に' | 'も') if role(place) => 10,
            Some('。' | '!') => 4,
            Some('(' | '「' | '『' | '【' | '・' | '→' | '/' | '、' | ' ' | '○' | '\t' | '|' | ':') => 3,
            // 運転していた砂川が
            Some('た' | 'る') if does(before) => 10,
            Some('は' | 'が' | 'を' | 'に' | 'と' | 'で' | 'も' | 'へ' | 'や' | 'た' | 'る' | 'か') => 3,
            _ => 0,
        };
        by_lead.max(by_mark)
    }

    /// What stands behind a name, and what is said of whoever it is.
    fn weighs_behind(&self, line: &Line<'_>, at: usize, stop: usize) -> i32 {
        let tail = line.rest(stop);
        let word = &line.text[at..stop];
        if let Some(address) = honorific(tail) {
            // Nobody but people are called さん and 氏, whatever else the word is.
            let named = matches!(address, "さん" | "氏" | "様") && lexicon::of(word).surname.is_some();
            return if named { 40 } else { 26 };
        }
        if let Some(post) = title(tail).or_else(|| compound_post(line, stop)) {
            return if WORDS.of_places.contains(&post) || post.chars().count() < 2 { 5 } else { 26 };
        }
        if !self.ends(line, stop) {
            return -40;
        }
        let listed = self.is_listed_with_somebody(line, at, stop);
        let Some(first) = tail.chars().next() else { return 3 + listed };
        let behind = &tail[first.len_utf8()..];
        let begins = |words: &[&str], rest: &str| words.iter().any(|w| rest.starts_with(w));
        let clause = {
            let most = behind.char_indices().nth(60).map_or(behind.len(), |(at, _)| at);
            let near = &behind[..most];
            &near[..near.find('。').unwrap_or(near.len())]
        };
        let said = |words: &[&str]| words.iter().any(|w| clause.contains(w));
        let weight = match first {
            'が' => {
                // What another is said to do weighs nothing.
                let own = clause.find(['が', 'は']).map_or(clause, |stop| &clause[..stop]);
                if DO.iter().any(|word| own.contains(word)) { 14 } else { 2 }
            }
            'は' | 'も' => {
                if said(DO) {
                    13
                } else {
                    2
                }
            }
            'に' | 'へ' if begins(AFTER_TO, behind) => 12,
            'に' | 'へ' if word.chars().count() > 1 && said(&["電話", "伝え", "手渡", "聞き取", "聴取", "架電"]) => {
                6
            }
            'か' if tail.starts_with("から") => {
                let clause = &clause[clause.len().min('ら'.len_utf8())..];
                if begins(AFTER_FROM, clause) {
                    14
                } else if said(&["電話", "入電", "申出", "相談", "聞き取", "聴取", "メール", "連絡があ"])
                {
                    10
                } else {
                    0
                }
            }
            'よ' if tail.starts_with("より") => {
                let clause = &clause[clause.len().min('り'.len_utf8())..];
                if begins(AFTER_FROM, clause.trim_start_matches('、'))
                    || said(&["電話", "入電", "申出", "相談", "聞き取", "聴取", "メール", "連絡"])
                {
                    14
                } else {
                    0
                }
            }
            'あ' if tail.starts_with("あて") => 10,
            'と' if begins(AFTER_WITH, behind) => 12,
            'を' if begins(AFTER_OBJECT, behind) => 10,
            'の' if begins(AFTER_OF, behind) => 8,
            'の' if behind.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['名', '人'])
                && behind.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                10
            }
            'の' => -5,
            'で' if begins(&["す。", "す、", "すが", "ございます", "した。"], behind) || behind == "す" => {
                15
            }
            'ま' if begins(&["で連絡", "でご連絡", "で御連絡", "で。", "でお"], behind) => 12,
            '宛' => 12,
            ' ' if begins(&["拝", "記", "印", "㊞"], behind) => 18,
            '(' if tells_of_a_person(behind) => 14,
            ':' if line.lead(at).trim_start_matches(['○', ' ', '・', '◯', '●', '(']).is_empty() => 16,
            '」' | ')' | '】' => 3,
            ' ' | '、' | '。' | '/' | '|' | '\t' | ',' | '・' | '→' => 3,
            _ => 0,
        };
        weight + listed
    }

    /// Whether the item of a list before or behind is somebody.
    fn is_listed_with_somebody(&self, line: &Line<'_>, at: usize, stop: usize) -> i32 {
        const MARKS: [&str; 8] = ["、", "・", "→", ",", "/", "及び", "並びに", "と"];
        let lead = line.lead(at);
        let mark = MARKS.iter().find(|mark| lead.ends_with(**mark));
        let before = mark.is_some_and(|mark| {
            let item = &lead[..lead.len() - mark.len()];
            let item = match item.strip_suffix(')').and_then(|inside| inside.rfind('(')) {
                Some(open) => &item[..open],
                None => item,
            };
            let end = line.range.start + item.len();
            self.ends_somebody(end)
                || WORDS.honorifics.iter().any(|h| item.ends_with(h) && self.ends_somebody(end - h.len()))
        });
        let tail = line.rest(stop);
        let after = MARKS.iter().find(|mark| tail.starts_with(**mark)).is_some_and(|mark| {
            let start = stop + mark.len();
            self.somebody.contains_key(&start)
        });
        if before || after { 12 } else { 0 }
    }

    fn ends_somebody(&self, end: usize) -> bool {
        self.somebody.range(..end).next_back().is_some_and(|(_, stop)| *stop == end)
    }
}

/// How much a word weighs as a family name by itself.
fn weighs_as_family(line: &Line<'_>, at: usize, stop: usize, senses: &Senses) -> i32 {
    let polite = honorific(line.rest(stop)).is_some();
    let addressed = polite || title(line.rest(stop)).is_some();
    let word = &line.text[at..stop];
    let count = word.chars().count();
    let mut weight = match (senses.surname, senses.common, senses.place) {
        (None, ..) => {
            let organised = word.contains(|c| {
                "部課局室係署会社校院園所区県庁省者員家店方人主師官役第各両諸全他同当委議総様御名欄先番印計表的性化等"
                    .contains(c)
            }) || word.ends_with(['町', '村', '市', '日', '屋', '手'])
                || word.starts_with(['前', '新', '元', '現', '副', '本']) && count > 2;
            if organised
                || count > 3 && word.chars().all(is_kanji)
                || word.contains("大学")
                || !polite && is_made_of_words(word)
            {
                -30
            } else if senses.place.is_some() {
                if lexicon::is_town(word) {
                    -12
                } else if word.ends_with(|c| LAST.contains(c)) {
                    6
                } else {
                    1
                }
            } else if senses == &Senses::default() && count > 1 && word.ends_with(|c| LAST.contains(c)) {
                9
            } else {
                2
            }
        }
        (Some(_), None, None) => 15,
        (Some(_), None, Some(_)) if is_rather_a_town(word, senses) => 0,
        (Some(surname), None, Some(place)) => {
            if surname <= place || surname == lexicon::RARE_NAME {
                11
            } else {
                6
            }
        }
        (Some(surname), Some(common), _) => {
            if surname < common {
                5
            } else if surname < common.saturating_add(2_500) {
                -3
            } else {
                -12
            }
        }
    };
    if senses.proper.is_some_and(|proper| senses.surname.is_none_or(|surname| proper < surname)) {
        weight -= 5;
    }
    match line.token(at) {
        Some(token) if at + token.span.len() == stop => {
            weight += match token.detail() {
                detail if detail.starts_with("名詞,固有名詞,人名,姓") => 8,
                detail if detail.starts_with("名詞,固有名詞,人名") => 5,
                detail if detail.starts_with("名詞,固有名詞") => -1,
                _ if !token.is_known() => 0,
                _ => -8,
            }
        }
        _ if line.divides(at) && line.divides(stop) || addressed => {}
        _ if line.divides(stop) => weight -= 6,
        _ => weight -= 12,
    }
    // 東町、西町
    if word.ends_with('町') && senses.place.is_some() && !addressed {
        weight -= 12;
    }
    if count == 1 {
        weight -= if word.chars().all(|c| SINGLE.contains(c)) { 4 } else { 14 };
    }
    weight
}

/// Whether a word of three kanji or more begins with a word of two or ends in one: 児童名, 大規模.
fn is_made_of_words(word: &str) -> bool {
    let common = |piece: &str| {
        let of = lexicon::of(piece);
        piece.chars().count() > 1 && of.common.is_some() && of.surname.is_none()
    };
    word.chars().count() > 2 && word.char_indices().skip(1).any(|(at, _)| common(&word[..at]) || common(&word[at..]))
}

/// How much a word weighs as a given name by itself.
fn weighs_as_given(line: &Line<'_>, at: usize, stop: usize) -> i32 {
    let word = &line.text[at..stop];
    let count = word.chars().count();
    let known = lexicon::of(word);
    if count < 2 {
        return if known.given.is_some() { 0 } else { -20 };
    }
    if WORDS.titles.contains(&word) || word.ends_with("お子") {
        return -30;
    }
    if word.chars().all(|c| "一二三四五六七八九十数何人名".contains(c)) {
        return -30;
    }
    if WORDS.nobody.contains(&word) || WORDS.kana_nobody.contains(&word) {
        return -20;
    }
    let first = word.chars().next().unwrap_or(' ');
    // トメ子, みさ江
    let ends = !is_kanji(first) && count <= 4 && word.ends_with(['子', '美', '江', '代', '枝', '恵', '香', '乃', '世']);
    let mut weight = if ends {
        12
    } else if is_kanji(first) {
        match (known.given, known.common, known.place.or(known.surname)) {
            (Some(_), None, None) => 11,
            (Some(given), None, Some(other)) => {
                if given < other {
                    6
                } else {
                    0
                }
            }
            (Some(given), Some(common), _) => {
                if given < common {
                    3
                } else {
                    -8
                }
            }
            (None, ..) if lexicon::looks_given(word) && !is_made_of_words(word) => 0,
            (None, ..) => -15,
        }
    } else if known.common.is_some() || known.place.is_some() {
        if lexicon::is_given(word) { 0 } else { -12 }
    } else if lexicon::is_given(word) {
        8
    } else if lexicon::reads_given(word) || known.person.is_some() {
        if is_katakana(first) || count > 2 { 6 } else { 2 }
    } else {
        -15
    };
    let particle = is_hiragana(first)
        && (line.token(at).is_some_and(|t| {
            t.pos.is_particle()
                || matches!(
                    t.pos,
                    Pos::Auxiliary | Pos::Verb | Pos::BoundVerb | Pos::Conjunction | Pos::Adverb | Pos::Adnominal
                )
        }));
    if particle {
        weight -= 12;
    }
    if line.is_name(at) {
        weight += 4;
    }
    weight
}

/// 建設部長 behind a name: a part of an office and the post in it.
fn compound_post(line: &Line<'_>, stop: usize) -> Option<&'static str> {
    let run: usize = line.rest(stop).chars().take_while(|c| is_kanji(*c)).take(11).map(char::len_utf8).sum();
    let tail = &line.rest(stop)[..run];
    let post = WORDS
        .titles
        .iter()
        .copied()
        .filter(|post| tail.ends_with(post) && post.chars().count() > 1)
        .max_by_key(|post| post.len())?;
    let unit = &tail[..tail.len() - post.len()];
    let divided = line.token(stop).is_some_and(|t| t.pos.is_noun() || t.pos == Pos::Prefix);
    // 霧ヶ谷市介護保険課長
    let known = unit.chars().count() > 1
        && !unit.contains(['市', '区', '町', '村', '県', '府'])
        && divided
        && line.divides(stop + unit.len());
    let closed = !WORDS.only_before.contains(&post);
    (known && closed).then_some(post)
}

/// Whether the last words of `lead` are what only people do.
fn does(lead: &str) -> bool {
    let from = lead.char_indices().rev().nth(9).map_or(0, |(at, _)| at);
    let near = &lead[from..];
    let near = near.rfind(['。', '、']).map_or(near, |at| &near[at..]);
    DO.iter().any(|word| near.contains(word))
}

/// Whether what is said in brackets behind a name is said of a person: （42）, （高2）, （内線2210）, （代理）.
fn tells_of_a_person(behind: &str) -> bool {
    let Some((inside, _)) = behind.split_once(')') else { return false };
    let reached = inside.contains('@') || inside.chars().filter(char::is_ascii_digit).count() >= 9;
    let figure = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let age = inside.strip_suffix('歳').or(inside.strip_suffix('才')).unwrap_or(inside);
    let age = age.strip_prefix(['小', '中', '高']).unwrap_or(age);
    let says = [
        "内線",
        "携帯",
        "電話",
        "直通",
        "TEL",
        "代理",
        "オブザーバー",
        "欠席",
        "同席",
        "記録",
        "司会",
        "旧姓",
        "仮名",
        "本人",
        "世帯主",
        "被害者",
        "加害者",
        "運転",
        "年長",
        "年中",
        "年少",
    ];
    let ends = ["課", "係", "室", "局", "部", "署", "国籍", "生", "年生", "年", "組", "班", "年目", "代", "担当"];
    figure(age) && age.len() < 3
        || reached
        || inside.chars().count() < 20 && says.iter().any(|word| inside.starts_with(word))
        || inside.chars().count() < 16 && ends.iter().any(|word| inside.ends_with(word))
}
