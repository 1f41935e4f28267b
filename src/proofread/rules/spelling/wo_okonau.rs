//! 「〜を行う・実施する・図る」: 点検を行う → 点検する. Events are held, not done: 選挙を行う stays.

use super::advice;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule};
use crate::text::Span;
use crate::text::morph::Pos;
use regex::Regex;
use std::sync::LazyLock;

/// Nouns that are verbs with する, and the name of no event.
const NOUNS: &str = "減免|免除|還付|返戻|採寸|貸出|受渡|検品|返礼|弁償|返納|起票|起案|押印|供覧|回覧|封入|開封|検温|検品|返品|点灯|消灯|施錠|解錠|採血|計量|検算|伝達|引率|同行|下見|増刷|校閲|改訂|掘削|間伐|施肥|給餌|出荷調整|荷役|通水|交付|本人確認|安全確認|現地確認|事前確認|内容確認|動作確認|状況確認|身元確認|安否確認|在庫確認|進捗確認|出欠確認|意思確認|状況把握|実態把握|現状把握|需要把握|情報収集|資料収集|情報発信|進行管理|工程管理|品質管理|安全管理|健康管理|温度管理|進捗管理|意見聴取|注意喚起|周知徹底|普及啓発|連絡調整|日程調整|総合調整|利害調整|原因究明|応急処置|応急手当|現地調査|再調査|再点検|再検討|再確認|再編|改編|増設|新設|併設|増員|減員|増便|減便|増額|減額|転送|転記|延期|中止|再開|確定|試作|発送|納品|検収|査定|鑑定|診断|治療|看護|介助|介護予防|保温|冷却|加熱|殺菌|塗装|舗装|植栽|播種|収穫|出荷|陳情|抗議|抽選|集荷|配送|梱包|解凍|受付|運営|見学|実験|選考|抽出|照合|点呼|巡視|査察|監査|精算|徴収|納付|催促|督促|勧告|表彰|解析|推計|試算|測量|採取|飼育|栽培|消毒|除草|伐採|剪定|散布|運搬|輸送|処分|廃棄|解体|移転|移設|改築|増築|修理|補強|補充|補填|補塡|実施|点検|確認|審査|調査|検討|比較検討|現地調査|実態調査|意見交換|情報共有|情報提供|整備|管理|周知|報告|説明|支援|指導|助言|調整|募集|登録|連絡|提出|通知|変更|修正|改善|分析|評価|検査|清掃|\
設置|撤去|補修|修繕|更新|作成|配布|配付|送付|公表|発表|公開|広報|啓発|回収|収集|測定|把握|集計|精査|推進|促進|強化|充実|向上|拡充|徹底|解消|削減|抑制|\
防止|改修|交換|案内|紹介|照会|回答|協議|連携|共有|監視|巡回|訪問|検証|開示|削除|追加|訂正|解除|停止|制限|規制|補助|助成|支給|徴収|返却|返還|普及|定着|\
視察|催告|督励|審議|討議|通報|申告|申請|受理|聴取|発言|提案|提言|提示|掲示|掲載|表示|陳列|配置|配備|採用|任命|委嘱|派遣|研究|設計|施工|計測|観測|観察|予測|警戒|捜索|救助|救護|搬送|誘導|封鎖|許可|認可|承認|認定|指定|選任|選出|採点|添削|校正|翻訳|撮影|録音|録画|編集|印刷|加工|購入|発注|契約|解約|返済|融資|投資|試行|施策の見直し|換気|除雪|給水|注水|排水|搬入|搬出|仕分|分別|選別|抽出|統合|廃止|縮小|拡大|延長|短縮|変換|移行|転換|切断|接続|試験運用|運用|操作|稼働|停電|復旧|再発防止|予防|予約|受診勧奨|勧奨|相談|対応|対処|措置|処理|処置|手当て|保護|保全|育成|養成|支払|送金|入金|振込|預託|開催|参加|出席|欠席|退席|議決|可決|否決|採決|承継|継承|移管|分担|委託|委任|\
効率化|簡素化|活性化|適正化|平準化|円滑化|明確化|統一|反映|確保|保存|保管|記録|記入|入力|出力|計算|算定|選定|決定|判断|指示|依頼|要請|要望|\
チェック|パトロール|フォローアップ|メンテナンス|アナウンス|サポート|フォロー|アドバイス|バックアップ|アップロード|ダウンロード";

static FOUND: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = "行(?:う|い|って|った|わ|え)|実施(?:する|し|でき)|図(?:る|り|って|った|ら)";
    Regex::new(&format!("(?:^|[、。はをにでへともてがしりくずまらねの　 ）」]|毎[日週月年]|毎年度|随時|適宜|定期|別|分|度|時)((?:{NOUNS}|見直し|草刈り|草取り|聞き取り|見回り|見守り|取りまとめ|呼び掛け|働き掛け|声掛け|雪下ろし)を(?:{verbs}))"))
        .expect("the pattern is sound")
});

/// Deeds that are done before others are done to them, with の behind.
const THINGS: [&str; 11] =
    ["計画の", "接続の", "契約の", "規定の", "記録の", "表示の", "記載の", "登録の", "設定の", "記述の", "広報の"];

/// `ja.redundant.wo-okonau`.
pub struct WoOkonau;

impl Rule for WoOkonau {
    fn about(&self) -> About {
        advice("ja.redundant.wo-okonau", Fixable::Ask, "公用文作成の考え方(令和4年) Ⅱ-5ウ(イ)", JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["を行", "を実施", "を図"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for groups in FOUND.captures_iter(passage.text) {
            let Some(found) = groups.get(1) else { continue };
            let span = Span::new(found.start(), found.end());
            let after = &passage.text[found.end()..];
            // 調査を行う者, 審査を行うため: a noun hangs on it, which reads well.
            let before = &passage.text[..found.start()];
            let deed = before.strip_suffix('の').is_some_and(|before| {
                let words = passage.tokens();
                let at = words.partition_point(|token| token.span.end < before.len());
                words.get(at).is_some_and(|token| token.span.end == before.len() && token.pos == Pos::VerbalNoun)
            });
            // 申請の受付を行う: two deeds in a row make no verb; 計画 and 接続 are things here.
            let deed = deed && !THINGS.iter().any(|thing| before.ends_with(thing));
            let hangs = after.starts_with('者') || deed && !found.as_str().contains('図');
            if passage.is_protected(span) || hangs {
                continue;
            }
            // Without a shorter wording there is nothing to say.
            if let Some(cure) = cure(found.as_str()) {
                hits.at(span).ask(cure);
            }
        }
    }
}

fn cure(found: &str) -> Option<String> {
    let (noun, verb) = found.split_once('を')?;
    let ends = [
        ("う", "する", "す"),
        ("い", "し", "し"),
        ("って", "して", "して"),
        ("った", "した", "した"),
        ("わ", "さ", "さ"),
        ("え", "でき", "せ"),
        ("する", "する", "す"),
        ("し", "し", "し"),
        ("でき", "でき", "せ"),
        ("る", "する", "す"),
        ("り", "し", "し"),
        ("ら", "さ", "さ"),
    ];
    let verb = verb.trim_start_matches("行").trim_start_matches("実施").trim_start_matches('図');
    let (_, plain, native) = ends.iter().find(|(end, _, _)| *end == verb)?;
    // 聞き取りを行う → 聞き取る: the plain form alone is certain.
    let kana = [
        ("草刈り", "草を刈る"),
        ("草取り", "草を取る"),
        ("聞き取り", "聞き取る"),
        ("見回り", "見回る"),
        ("見守り", "見守る"),
        ("取りまとめ", "取りまとめる"),
        ("呼び掛け", "呼び掛ける"),
        ("働き掛け", "働き掛ける"),
        ("声掛け", "声を掛ける"),
        ("雪下ろし", "雪を下ろす"),
    ];
    if let Some((_, cure)) = kana.iter().find(|(words, _)| *words == noun) {
        // 取りまとめを行い、 → 取りまとめ、
        let stem = match cure.strip_suffix('る') {
            Some(stem) if stem.ends_with(['め', 'け']) => stem.to_owned(),
            Some(stem) => format!("{stem}り"),
            None => cure.replace('す', "し"),
        };
        return match verb {
            "う" | "する" | "る" => Some((*cure).to_owned()),
            "い" | "し" | "り" => Some(stem),
            _ => None,
        };
    }
    Some(match noun.strip_suffix('し') {
        Some(stem) => format!("{stem}{native}"),
        None => format!("{noun}{plain}"),
    })
}
