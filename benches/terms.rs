//! What the terms of a termbase of 100,000 entries cost in a segment of 200 characters, and what making it ready costs.
//! `cargo bench --bench terms`.

use kian::text::Lang;
use kian::translation::terms::{Term, Termbase};
use std::time::{Duration, Instant};

fn main() {
    let before = Instant::now();
    let base = Termbase::new(terms());
    println!("termbase of {} entries made ready: {:.1?}", base.terms().len(), before.elapsed());
    for (lang, text) in [(Lang::Ja, JA), (Lang::En, EN)] {
        let text: String = text.chars().take(200).collect();
        let found = base.find(&text, lang).len();
        let mut times: Vec<Duration> = (0..200)
            .map(|_| {
                let before = Instant::now();
                divan::black_box(base.find(divan::black_box(&text), lang));
                before.elapsed()
            })
            .collect();
        times.sort();
        assert!(found > 0, "{lang:?}");
        println!(
            "terms in a {} segment of {} characters: {found} in p50 {:.2?}, p95 {:.2?} (2 ms)",
            lang.code(),
            text.chars().count(),
            times[100],
            times[190]
        );
    }
}

const JA: &str = "令和８年度の国民健康保険料の減免申請は、市役所の窓口で受け付けます。申し込みの際は、本人確認書類、前年の所得を証明する書類及び申請書を\
    お持ちください。なお、避難所を開設している期間は、総合防災訓練に参加する職員が窓口で対応するため、手続に時間がかかる場合があります。あらかじめ御了承くださるよう\
    お願いいたします。詳しくは、担当課までお問い合わせください。";
const EN: &str = "Applications for reduction of National Health Insurance premiums are accepted at the city hall counter. Please bring \
    your identification documents, documents proving income and the application form when applying for it.";

fn terms() -> Vec<Term> {
    const HEADS: [&str; 10] = ["国民", "健康", "保険", "申請", "避難", "総合", "防災", "住民", "市", "窓口"];
    const MORE: [&str; 10] = ["料", "所", "訓練", "書類", "役所", "計画", "制度", "委員会", "条例", "手続"];
    const WORDS: [&str; 10] = [
        "national",
        "health",
        "insurance",
        "application",
        "shelter",
        "general",
        "drill",
        "resident",
        "city",
        "counter",
    ];
    let term = |n: usize| Term {
        ja: format!(
            "{}{}{}",
            HEADS[n % 10],
            MORE[n / 10 % 10],
            if n < 100 { String::new() } else { format!("{}号", n / 100) }
        ),
        en: format!(
            "{} {}{}",
            WORDS[n % 10],
            WORDS[n / 10 % 10],
            if n < 100 { String::new() } else { format!(" {}", n / 100) }
        ),
        ..Term::default()
    };
    (0..100_000).map(term).collect()
}
