//! What spelling rules leave alone: web and mail addresses, names of files, laws, firms, sites and people, kanji whose
//! reading stands behind them, titles of works and words under discussion in 「」.

use super::Profile;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A kind of what is left alone.
struct Kept {
    /// No match goes without one of these: most paragraphs have none, and are not searched.
    signs: &'static [&'static str],
    /// What is left alone; where it has a group `x`, only what that group caught.
    pattern: LazyLock<Regex>,
    /// What of the letters before the match belongs to it.
    before: fn(char) -> bool,
}

const fn kept(signs: &'static [&'static str], pattern: fn() -> Regex) -> Kept {
    Kept { signs, pattern: LazyLock::new(pattern), before: |_| false }
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is sound")
}

static KEPT: [Kept; 9] = [
    kept(&["://", "@"], || {
        pattern(concat!(
            r"[A-Za-z][A-Za-z0-9+.-]*://[^\s、。」）]+",
            r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
        ))
    }),
    kept(&["「", "『"], || {
        pattern(concat!(
            r"[「『][^「」『』]*(?:法|条例|規則|規程|要綱|要領|計画|憲章|手引き|しおり|ガイドブック|ハンドブック|について(?:（[^（）]*）)?)[」』]",
            r"|[「『][^「」『』]*[」』]（[^（）]*第[0-9０-９一二三四五六七八九十百]+号[^（）]*）",
            // 「取り外す事」とあるのを「取り外すこと」に改める: words under discussion.
            r"|[「『][^「」『』]*[」』](?:とある|と(?:書かれ|書いて|書き込|記され|記載され|表示され|印刷され|印字され|掲示され)|（[^（）]*原文|(?:及び[「『][^「」『』]*[」』])?を[「『][^「」『』]*[」』]に(?:改め|修正|訂正|直|替え|換え|、[「『]))",
            // 「飛ばないで下さい」との掲示: so it stands there, or so somebody said.
            r"|[「『][^「」『』]*[」』]と(?:の|いう)(?:掲示|表示|貼り紙|張り紙|文言|記載|看板|張紙|落書き|書き込み|声)",
            r"|^[\s　]*「[^「」]*」[\s　]*$",
            // 写真展「想いをつなぐ港町」: what somebody named so.
            r"|(?:団体|の会|法人|組曲|交響曲|曲目|校歌|音頭|戯曲|演劇|狂言|落語|紙芝居|漫画|随筆|論文|詩|短歌|俳句|川柳|標語|句|句碑|歌碑|碑文|碑|壁画|彫刻|像|題名|テーマ|品種|銘柄|地酒|喫茶|喫茶店|旅館|民宿|ホテル|神事|行事|教室|講座|冊子|写真展|企画展|特別展|作品展|展覧会|絵本|小説|著書|図書|童話|詩集|歌集|句集|映画|番組|楽曲|合唱曲|歌|商品|菓子|特産品|銘菓|弁当|愛称|店|食堂|カフェ|アプリ|サイト|シリーズ|キャンペーン|プロジェクト|イベント|祭り|コーナー|誌|紙|劇|劇団|作品|広場|サークル|クラブ)[「『][^「」『』]*[」』]",
            r"|(?:句碑|歌碑|碑|碑文|短歌|俳句|句|歌)の[「『][^「」『』]*[」』]",
            // 「手続き」と「取り扱い」の表記, 「鷽替え神事」（うそかえしんじ）, 『ひとりで行って見る地図』.
            r"|[「『][^「」『』]*[」』](?:と[「『][^「」『』]*[」』])?の(?:表記|記述|文字|文言|語|字|題|見出し|書き込み|落書き)",
            r"|[「『][^「」『』]*[」』]（[ぁ-ゖ\u{3000} ]{2,}）",
            r"|『[^「」『』。]*』",
            // 「何処へ行くのか」「たのしい手芸」など、新着30冊
            r"|(?:[「『][^「」『』。]*[」』]、?){2,}(?:など|等|ほか)[^。「」]{0,16}(?:冊|本を|作品|曲|巻)",
            r"|[「『][^「」『』。]*[」』](?:など[^。「」]{0,12}(?:新着|[0-9０-９]冊|[0-9０-９]曲|[0-9０-９]作品))",
            // 「子供達の森」整備事業, 「出来ぬ日は」と詠んだ.
            r"|[「『][^「」『』]*[」』](?:[\p{Han}]{0,6}(?:事業|プロジェクト|キャンペーン|神事|展)|で始ま|と詠|と刻|と墨書|と記した|と記され|と題|と名付|と名づけ|の(?:一節|歌碑|句碑|碑|名)|を(?:上演|演奏|合唱|独唱|披露|朗読|上映|収録|歌)|という(?:題|名|語|文字|表記)|(?:等|など)?の(?:語|用語|表記|文言))",
            // 「破損ノ虞有之節ハ」: how people wrote before 1946.
            r"|[「『][^「」『』]*(?:[一-龥ぁ-ん](?:ヲ|ヨリ|ナリ|タリ|スヘシ|スベシ|シタル|ニシテ|ニ於|フヘ)|有之|候也|[^号第項条一-九]ハ[一-龥、」])[^「」『』]*[」』]",
        ))
    }),
    kept(&["会社"], || {
        pattern(concat!(
            r"(?:株式会社|有限会社|合同会社|合資会社|合名会社)[\p{Han}ァ-ヶーA-Za-zＡ-Ｚａ-ｚ・]{1,20}",
            r"|[\p{Han}ァ-ヶーＡ-Ｚ・]{1,20}(?:株式会社|有限会社|合同会社)",
        ))
    }),
    // 沢山神社, 一ツ木古墳, 市立工科高等学校コンピュータ科: what stands before these is a name's.
    kept(&["社", "宮", "荷", "墳", "跡", "塚", "址", "道", "切", "泉", "層", "地", "科"], || {
        pattern(concat!(
            "[一-龥々ヶケノ]+(?:神社|神宮|大社|八幡宮|天満宮|稲荷|古墳|遺跡|貝塚|城跡|城址|街道|踏切|温泉|断層|団地)",
            r"|(?:学校|大学|学院)[\p{Han}ァ-ヶー]+科",
        ))
    }),
    // ルータ・ヤンソネ氏, 流石健さん: no common word of three kanji has さん.
    kept(&["さん", "・", "＝"], || {
        pattern(concat!(
            "[ァ-ヶー]+(?:[・＝][ァ-ヶー]+)+",
            "(?:さん|さま|氏|様|教授|博士|監督|選手|大使|首相|大統領|委員|代表|館長|議員|市長|学長|夫妻)",
            "|[一-龥々]{3,6}さん",
        ))
    }),
    // 監査委員　二階堂　百合: a line that ends in the name of who wrote it.
    kept(&[" ", "　"], || {
        pattern(concat!(
            r"^.{0,60}(?:[長員事官者師士任役幹係当職授表課室局部署所院校]|センター)[\s　]+",
            r"(?P<x>\p{Han}{1,4}[\s　]\p{Han}{1,4})[\s　]*(?:（[^）]*）)?$",
        ))
    }),
    // 食品衛生法第3条, 道路法（昭和27年法律第180号）: what stands before these is the name.
    Kept {
        signs: &["法", "条例", "規則", "規程", "要綱"],
        pattern: LazyLock::new(|| {
            pattern(concat!(
                r"(?:法|条例|規則|規程|要綱)",
                r"(?:施行令|施行規則|施行細則|第[0-9０-９一二三四五六七八九十百]|（[^（）]*第[0-9０-９]+号)",
            ))
        }),
        before: |c| super::table::is_kanji(c) || matches!(c, 'ァ'..='ヶ' | 'ー' | '・'),
    },
    // 罹災都市借地借家臨時処理法, but no 方法 and 手法 of doing something.
    kept(&["法"], || pattern("[一-龥々]{6,}[一-龥々&&[^方手工寸用療文作技製話便]]法")),
    Kept {
        signs: &["."],
        pattern: LazyLock::new(|| {
            pattern(r"\.(?:docx?|xlsx?|pptx?|pdf|csv|txt|zip|odt|ods|jpe?g|png|html?|xml|json)\b")
        }),
        before: |c| !c.is_whitespace() && !"、。「」『』（）()".contains(c),
    },
];

/// 松明（たいまつ）: its reading stands behind it. Texts for everybody to read give most readings so.
static READ: Kept = kept(&["（"], || pattern("(?P<x>[一-龥々]+)（[ぁ-ゖ\u{3000} ]{2,}）"));

/// What spelling rules leave alone in `text`, a paragraph; in bytes.
pub fn spans(text: &str, profile: Profile) -> Vec<Span> {
    let read = Some(&READ).filter(|_| profile != Profile::Yasashii);
    let kinds = KEPT.iter().chain(read);
    let kinds = kinds.filter(|kind| kind.signs.iter().any(|sign| text.contains(sign)));
    kinds.flat_map(|kind| kind.found(text)).collect()
}

impl Kept {
    fn found<'t>(&'static self, text: &'t str) -> impl Iterator<Item = Span> + 't {
        let inner = self.pattern.capture_names().flatten().next().is_some();
        let whole = (!inner).then(|| self.pattern.find_iter(text)).into_iter().flatten();
        let parts = inner.then(|| self.pattern.captures_iter(text)).into_iter().flatten();
        whole.chain(parts.filter_map(|caught| caught.name("x"))).map(move |found| {
            let before = &text[..found.start()];
            Span::new(before.trim_end_matches(self.before).len(), found.end())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_and_what_looks_like_one_is_not() {
        let kept = |text: &str| -> Vec<String> {
            spans(text, Profile::Notice).iter().map(|span| text[span.range()].to_owned()).collect()
        };
        assert_eq!(kept("罹災都市借地借家臨時処理法は、廃止された。"), ["罹災都市借地借家臨時処理法"]);
        assert_eq!(kept("補助金交付申請書提出方法は、別に定める。"), [""; 0]);
        assert_eq!(kept("監査委員　二階堂　百合"), ["二階堂　百合"]);
        assert_eq!(kept("沢山神社の松明（たいまつ）を見る。"), ["沢山神社", "松明"]);
        assert_eq!(kept("食品衛生法第3条、要領.docx"), ["食品衛生法第3", "要領.docx"]);
        assert_eq!(spans("松明（たいまつ）", Profile::Yasashii), []);
    }
}
