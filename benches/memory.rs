//! What the translation memory costs at 100,000 and 1,000,000 units: taking a TMX in, opening, similar segments, places of
//! a word; and how often the best match is the one an exhaustive search finds. Segments are made sentences of notices:
//! few openings and endings, many names and things in between, numbers everywhere, and the same sentence often only
//! nearly so, as years of notices are. `cargo bench --bench memory`, `-- 100000` for one size.

use kian::app::memories;
use kian::store::Memory;
use kian::text::Lang;
use kian::translation::memory::Query;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

const PLACES: [&str; 24] = [
    "中央",
    "東町",
    "西町",
    "南台",
    "北原",
    "緑が丘",
    "青葉",
    "若葉台",
    "松原",
    "大手町",
    "本町",
    "栄",
    "港",
    "川口",
    "山手",
    "泉",
    "桜木",
    "旭",
    "美里",
    "高砂",
    "住吉",
    "白浜",
    "上野原",
    "下川",
];
const THINGS: [(&str, &str); 40] = [
    ("補助金の交付申請", "applications for subsidies"),
    ("固定資産税の納付", "payment of property tax"),
    ("総合防災訓練", "general disaster drill"),
    ("避難所の開設", "opening of shelters"),
    ("乳幼児健康診査", "infant health checkups"),
    ("予防接種", "vaccinations"),
    ("国民健康保険料の減免", "reduction of health insurance premiums"),
    ("保育所の入所申込み", "applications for nursery schools"),
    ("水道料金の改定", "revision of water charges"),
    ("道路工事に伴う通行止め", "road closures for construction work"),
    ("家庭ごみの収集日", "household waste collection days"),
    ("図書館の臨時休館", "temporary closure of the library"),
    ("住民票の写しの交付", "issue of residence certificates"),
    ("マイナンバーカードの更新", "renewal of individual number cards"),
    ("介護保険の認定", "certification for long-term care insurance"),
    ("児童手当の現況届", "status reports for child allowance"),
    ("市営住宅の入居者募集", "recruitment of municipal housing tenants"),
    ("外国人住民の相談窓口", "consultation desk for foreign residents"),
    ("多文化共生推進計画", "multicultural coexistence plan"),
    ("職員採用試験", "staff recruitment examination"),
    ("議会の傍聴", "observation of council meetings"),
    ("都市計画の変更", "changes to the city plan"),
    ("騒音規制の届出", "notification under noise regulations"),
    ("食品衛生責任者の講習", "training for food hygiene supervisors"),
    ("消防設備の点検", "inspection of fire equipment"),
    ("選挙人名簿の登録", "registration of voters"),
    ("就学援助の受付", "acceptance of school aid"),
    ("公園施設の利用", "use of park facilities"),
    ("証明書の郵送請求", "requests for certificates by mail"),
    ("入札参加資格の審査", "examination of bidder qualifications"),
    ("農地転用の許可", "permission for farmland conversion"),
    ("中小企業向け融資", "loans for small businesses"),
    ("空き家の適正管理", "proper management of vacant houses"),
    ("高齢者の見守り活動", "watching over elderly people"),
    ("学校給食費の改定", "revision of school lunch fees"),
    ("災害廃棄物の処理", "disposal of disaster waste"),
    ("土砂災害警戒区域の指定", "designation of landslide warning zones"),
    ("公共下水道の接続", "connection to public sewerage"),
    ("成人式の開催", "coming-of-age ceremony"),
    ("統計調査への回答", "responses to the statistical survey"),
];
const ENDS: [(&str, &str); 24] = [
    ("を下記のとおり実施します。", "will be carried out as follows."),
    ("について、次のとおり通知します。", "is hereby notified as follows."),
    ("の期限は変更される場合があります。", "may have its deadline changed."),
    ("を希望する方は窓口へお越しください。", "is available at the counter for those who wish."),
    ("に関する説明会を開催します。", "will be explained at a meeting."),
    ("は中止となりました。", "has been cancelled."),
    ("の受付を開始しました。", "is now being accepted."),
    ("の手続は不要です。", "needs no procedure."),
    ("に必要な書類を提出してください。", "requires documents to be submitted."),
    ("の結果を公表します。", "has had its results published."),
    ("の対象者には個別に連絡します。", "will be told to each person concerned."),
    ("に係る費用は本市が負担します。", "will be paid for by the city."),
    ("の日程は決まり次第お知らせします。", "will be scheduled and announced."),
    ("を行う者は届け出なければならない。", "must be reported by whoever does it."),
    ("については担当課に問い合わせてください。", "should be asked about at the section in charge."),
    ("の一部を改正することとした。", "is to be partly revised."),
    ("を円滑に進めるため御協力をお願いします。", "needs your cooperation to go smoothly."),
    ("の実施要領を定めたので送付します。", "has had its guidelines set, which are sent herewith."),
    ("の進捗状況を報告します。", "is reported on as to its progress."),
    ("を延期することを決定しました。", "has been postponed by decision."),
    ("に参加する職員の名簿を作成すること。", "requires a list of the staff taking part."),
    ("の周知を徹底されるようお願いします。", "should be made widely known."),
    ("には予約が必要です。", "requires a reservation."),
    ("を利用できるのは平日のみです。", "can be used on weekdays only."),
];
const STARTS: [(&str, &str); 16] = [
    ("", ""),
    ("このことについて、", "Regarding this matter, "),
    ("標記の件について、", "Regarding the above, "),
    ("また、", "Furthermore, "),
    ("なお、", "Note that "),
    ("ただし、", "However, "),
    ("令和{}年度における", "in fiscal {}, "),
    ("第{}回", "for the {}th time, "),
    ("{}月{}日から、", "from {}/{}, "),
    ("本年度も、", "this year as well, "),
    ("前回お知らせした", "as announced before, "),
    ("市長の指示により、", "by order of the mayor, "),
    ("条例第{}条に基づき、", "under Article {} of the ordinance, "),
    ("関係各課と協議の上、", "in consultation with the sections concerned, "),
    ("住民からの要望を受け、", "at the request of residents, "),
    ("予算額{}万円の範囲で、", "within a budget of {}0,000 yen, "),
];
const MIDDLES: [(&str, &str); 20] = [
    ("", ""),
    ("地区の", "district "),
    ("地区公民館で行う", "community centre "),
    ("小学校区内の", "school district "),
    ("出張所における", "branch office "),
    ("駅前の", "station area "),
    ("地区にお住まいの65歳以上の方を対象とした", "residents aged 65 and over "),
    ("町内会と共同で進める", "neighbourhood association "),
    ("川流域の浸水想定区域における", "flood zone "),
    ("商店街の活性化に向けた", "shopping street "),
    ("支所の窓口で取り扱う", "branch counter "),
    ("保健センターが担当する", "health centre "),
    ("中学校の生徒及び保護者に対する", "students and guardians "),
    ("地区の事業者に義務付けられている", "obligatory for businesses "),
    ("ホールにおいて土曜日に開かれる", "Saturday hall "),
    ("地域包括支援センターを通じた", "support centre "),
    ("地内の私有地に係る", "private land "),
    ("工業団地に立地する企業のための", "industrial park "),
    ("港湾区域の安全を確保するための", "harbour safety "),
    ("地区の外国人住民にも分かりやすい", "easy for foreign residents "),
];

/// A small generator of numbers that is the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

fn sentence(dice: &mut Dice) -> (String, String) {
    let (place, start, middle, thing, end) =
        (dice.one(&PLACES), dice.one(&STARTS), dice.one(&MIDDLES), dice.one(&THINGS), dice.one(&ENDS));
    let mut ja = format!("{}{place}{}{}{}", start.0, middle.0, thing.0, end.0);
    let mut en = format!("{}{}{} in {place} {}", start.1, middle.1, thing.1, end.1);
    while ja.contains("{}") {
        let number = (1 + dice.below(12)).to_string();
        ja = ja.replacen("{}", &number, 1);
        en = en.replacen("{}", &number, 1);
    }
    // A word that few share: names of halls, of laws, of people.
    if dice.below(2) == 0 {
        let name: String = (0..2 + dice.below(3))
            .map(|_| char::from_u32(0x4E00 + (dice.below(2500) * 7) as u32).unwrap_or('々'))
            .collect();
        let at = ja.char_indices().nth(dice.below(8)).map_or(0, |(at, _)| at);
        ja.insert_str(at, &name);
        en.push_str(&format!(" ({name})"));
    }
    (ja, en)
}

/// A sentence somebody is about to translate: one of the memory with a few things changed, or a new one.
fn asked(dice: &mut Dice, known: &str) -> String {
    let mut chars: Vec<char> = known.chars().collect();
    for _ in 0..dice.below(6) {
        let at = dice.below(chars.len());
        match dice.below(3) {
            0 => drop(chars.remove(at)),
            1 => chars.insert(at, *dice.one(&['本', '市', 'の', 'は', '等'])),
            _ => chars[at] = *dice.one(&['新', '再', 'を', 'も', '2']),
        }
        if chars.len() < 4 {
            break;
        }
    }
    chars.into_iter().collect()
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100_000, 1_000_000] } else { sizes };
    for size in sizes {
        measure(size);
    }
}

fn measure(size: usize) {
    let folder = tempfile::tempdir().expect("a folder for the memory");
    let tmx = folder.path().join("all.tmx");
    let mut dice = Dice(size as u64);
    let mut known = Vec::new();
    let mut out = BufWriter::new(File::create(&tmx).expect("a file for the TMX"));
    let head = "<tmx version=\"1.4\"><header srclang=\"ja\" segtype=\"sentence\" datatype=\"plaintext\"/><body>";
    writeln!(out, "{head}").expect("written");
    for number in 0..size {
        let (ja, en) = sentence(&mut dice);
        writeln!(
            out,
            "<tu changedate=\"20260401T093000Z\" changeid=\"hanako\"><prop type=\"x-document\">notice-{}</prop>\
             <tuv xml:lang=\"ja\"><seg>{ja}</seg></tuv><tuv xml:lang=\"en\"><seg>{en}</seg></tuv></tu>",
            number / 1000
        )
        .expect("written");
        if number.is_multiple_of(size / 400) {
            known.push(ja);
        }
    }
    writeln!(out, "</body></tmx>").expect("written");
    drop(out);
    let megabytes = std::fs::metadata(&tmx).expect("it was written").len() >> 20;

    let path = folder.path().join("own.db");
    println!("{size} units, a TMX of {megabytes} MB:");
    forget_peak();
    let before = Instant::now();
    let mut memory = Memory::open(&path).expect("a memory");
    let mut steps = 0;
    let mut read = None;
    let taken = memories::import(&mut memory, &tmx, &mut |count| {
        steps += 1;
        if count as usize + 2_000 > size && read.is_none() {
            read = Some(before.elapsed());
        }
        ControlFlow::Continue(())
    });
    let taken = taken.ok().flatten().expect("the TMX is sound");
    let (all, most) = (before.elapsed(), peak());
    drop(memory);
    println!(
        "  TMX to searchable: {all:.1?}, asked {steps} times whether to go on (1,000,000: 20 s); {} units different",
        taken.imported.added
    );
    println!("  of that, index and table of pairs: {:.1?} (1,000,000: 10 s)", all - read.unwrap_or(all));

    let before = Instant::now();
    let mut memory = Memory::open(&path).expect("a memory");
    println!("  open: {:.1?} (1 s)", before.elapsed());
    let query = |text| Query { text, lang: Lang::Ja, min: 70, limit: 5, ..Query::default() };
    let before = Instant::now();
    memory.search(&query(&known[0])).expect("a search");
    println!("  first query, the index read with it: {:.1?} (300 ms)", before.elapsed());
    let before = Instant::now();
    memory.search(&query(&known[1])).expect("a search");
    println!("  second query: {:.1?}", before.elapsed());
    let index = memory.index_bytes(Lang::Ja).expect("an index") >> 20;
    println!("  Japanese index: {index} MB (200 MB); file {} MB", memory.stats().map_or(0, |s| s.bytes >> 20));
    println!(
        "  most memory of the import: {most} MB, {} MB above the index (150 MB)",
        most.saturating_sub(index as u64)
    );

    let queries: Vec<String> = known.iter().map(|known| asked(&mut dice, known)).collect();
    let mut times: Vec<Duration> = Vec::new();
    for text in &queries {
        let before = Instant::now();
        divan::black_box(memory.search(&query(text)).expect("a search"));
        times.push(before.elapsed());
    }
    println!("  fuzzy top 5 in Japanese: {} (100,000: p50 2 ms, p95 10 ms; 1,000,000: 15 and 50 ms)", quantiles(times));

    let (mut same, sample) = (0, if size > 100_000 { 100 } else { 200 });
    let index = memory.index(Lang::Ja).expect("an index");
    for text in &queries[..sample] {
        let best = |found: Vec<kian::translation::memory::Candidate>| {
            found.first().map(|c| c.distance * 10_000 / c.length.max(1))
        };
        same += usize::from(best(index.fuzzy(text, 0.7, 5)) == best(index.exhaustive(text, 0.7, 5)));
    }
    println!("  best match as an exhaustive search finds it: {same} of {sample} (99 of 100)");

    for word in ["避難", "申請", "市", "総合防災訓練の", "保険"] {
        let before = Instant::now();
        let (units, total) = memory.concordance(word, Lang::Ja, 50).expect("a search");
        println!("  concordance of {word}: {} of {total} places in {:.1?} (30 ms)", units.len(), before.elapsed());
    }

    let english: Vec<String> = queries.iter().take(100).map(|_| sentence(&mut dice).1).collect();
    let before = Instant::now();
    let bytes = memory.index_bytes(Lang::En).expect("an index") >> 20;
    println!("  English index: {bytes} MB, read in {:.1?}", before.elapsed());
    let mut times = Vec::new();
    for text in &english {
        let before = Instant::now();
        divan::black_box(memory.search(&Query { lang: Lang::En, ..query(text) }).expect("a search"));
        times.push(before.elapsed());
    }
    println!("  fuzzy top 5 in English: {}", quantiles(times));
    let before = Instant::now();
    let (_, total) = memory.concordance("vaccination", Lang::En, 50).expect("a search");
    println!("  concordance of vaccination: {total} places in {:.1?}", before.elapsed());
}

fn quantiles(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    format!("p50 {:.2?}, p95 {:.2?}, most {:.2?}", at(0.5), at(0.95), at(1.0))
}

/// The most memory this process has had since it was last forgotten, in megabytes; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() >> 10
}

/// Begins to count the most memory anew, where the system lets us.
fn forget_peak() {
    drop(std::fs::write("/proc/self/clear_refs", "5"));
}
