//! The editor pane alone, with a document that shows everything it can: `cargo run --example editor [en] [dark]`.

use eframe::egui;
use kian::document::{Author, Document, Edit, Role, Run};
use kian::i18n::{Locale, Tr};
use kian::text::{Change, Lang, Span};
use kian::ui::editor::{Editor, EditorEvent, HunkMark, Mark, MarkLevel, MarkWords, View, keep_ime_on};
use kian::ui::{fonts, theme};

struct Hunk {
    span: Span,
    new: &'static str,
}

struct Pane {
    document: Document,
    editor: Editor,
    marks: Vec<(Span, MarkLevel, &'static str, &'static str, Vec<String>)>,
    hunks: Vec<Hunk>,
    tr: Tr,
    authors: bool,
    zoom: f32,
}

impl Pane {
    fn new(lang: Lang, authors: bool, zoom: f32) -> Self {
        let (paragraphs, marks, hunks) = match lang {
            Lang::Ja => japanese(),
            Lang::En => english(),
        };
        let mut document = Document::new(lang, None, &paragraphs, Author::Form);
        let whole = document.text().to_string();
        let run = document.add_run(Run {
            engine: "みどり野市の接続先".to_owned(),
            model: "model-1".to_owned(),
            task: "draft".to_owned(),
            at: 0,
            complete: true,
        });
        let find = |words: &str| {
            let at = whole.find(words).unwrap_or_else(|| panic!("{words} is in the sample"));
            Span::new(at, at + words.len())
        };
        if let Some((_, body)) = paragraphs.iter().find(|(role, _)| *role == Role::Body) {
            let span = find(body);
            let change = Change::replace(span, body.as_str());
            document.apply(Edit { author: Author::Assistant(run), ..Edit::by_person(change, 0) });
        }
        let marks = marks.into_iter().map(|(w, l, t, m, f)| (find(w), l, t, m, f)).collect();
        let hunks = hunks.into_iter().map(|(old, new)| Hunk { span: find(old), new }).collect();
        let locale = if lang == Lang::Ja { Locale::Ja } else { Locale::En };
        let mut editor = Editor::default();
        editor.request_focus();
        Self { document, editor, marks, hunks, tr: Tr::new(locale), authors, zoom }
    }

    fn change(&mut self, change: &Change) {
        self.editor.apply(change);
        self.marks.retain(|mark| !change.touches(mark.0));
        self.marks.iter_mut().for_each(|mark| mark.0 = change.map_span(mark.0));
        self.hunks.retain(|hunk| !change.touches(hunk.span));
        self.hunks.iter_mut().for_each(|hunk| hunk.span = change.map_span(hunk.span));
    }

    fn act(&mut self, event: EditorEvent, now: i64) {
        let changed = match event {
            EditorEvent::Edit { change, joins, .. } => {
                Some(self.document.apply(Edit { joins, ..Edit::by_person(change, now) }))
            }
            EditorEvent::Table { step, at } => {
                let Some((edit, caret)) = self.document.tabling(&step, at, now) else { return };
                let change = edit.change.clone();
                self.document.rearrange(edit);
                self.change(&change);
                self.editor.select(Span::at(caret));
                return;
            }
            EditorEvent::SetRole { paragraph, role } => {
                let roles = vec![(paragraph, role)];
                self.document.apply(Edit { roles, ..Edit::by_person(Change::default(), now) });
                None
            }
            EditorEvent::Undo => self.document.undo(now),
            EditorEvent::Redo => self.document.redo(now),
            EditorEvent::CaretMoved | EditorEvent::EditTerm(_) => None,
            EditorEvent::Fix { mark, fix } => {
                let mark = self.marks.remove(mark);
                let change = Change::replace(mark.0, mark.4[fix].as_str());
                self.document.apply(Edit::by_person(change.clone(), now));
                Some(change)
            }
            EditorEvent::Accept { hunk, .. } => {
                let hunk = self.hunks.remove(hunk);
                let change = Change::replace(hunk.span, hunk.new);
                self.document.apply(Edit::by_person(change.clone(), now));
                Some(change)
            }
            EditorEvent::Reject { hunk, .. } => {
                self.hunks.remove(hunk);
                None
            }
        };
        if let Some(change) = changed {
            self.change(&change);
        }
    }
}

impl eframe::App for Pane {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let marks: Vec<(Mark, MarkWords)> = self
            .marks
            .iter()
            .enumerate()
            .map(|(number, (span, level, title, message, fixes))| {
                let words = MarkWords { title: (*title).into(), message: (*message).into(), fixes: fixes.clone() };
                (Mark { number, span: *span, level: *level }, words)
            })
            .collect();
        let hunks: Vec<HunkMark<'_>> = self
            .hunks
            .iter()
            .enumerate()
            .map(|(n, hunk)| HunkMark {
                suggestion: 0,
                hunk: n,
                span: hunk.span,
                new: hunk.new,
                selected: n == 0,
                arriving: false,
                author: "",
            })
            .collect();
        let view = View {
            document: &self.document,
            marks: &marks,
            hunks: &hunks,
            comments: &[],
            show_authors: self.authors,

            show_spaces: false,
            tr: &self.tr,
            zoom: self.zoom,
        };
        let events = self.editor.ui(ui, &view);
        let now = (ui.input(|i| i.time) * 1000.0) as i64;
        for event in events {
            self.act(event, now);
        }
    }
}

type Parts = Vec<(Role, String)>;
type Marks = Vec<(&'static str, MarkLevel, &'static str, &'static str, Vec<String>)>;
type Hunks = Vec<(&'static str, &'static str)>;

fn japanese() -> (Parts, Marks, Hunks) {
    let parts = [
        (Role::DocNumber, "総防第123号"),
        (Role::Date, "令和8年4月1日"),
        (Role::Addressee, "各自治会長　様"),
        (Role::Sender, "みどり野市長　山田　花子"),
        (Role::Title, "令和8年度総合防災訓練の実施について（通知）"),
        (
            Role::Body,
            "日頃から、本市の防災行政に御理解と御協力をいただき、誠にありがとうございます。このことについて、みどり野市地域防災計画（令和7年3月改定）に基づき、大規模な地震の発生を想定した総合防災訓練を下記のとおり実施します。",
        ),
        (
            Role::Body,
            "つきましては、貴自治会の会員の皆様に御周知いただくとともに、積極的な御参加をお願い致します。なお、「避難所開設訓練」（第2部）については、葛󠄀城地区を対象とします。参加者数は、昨年度の1,200人を上回る見込みです……。",
        ),
        (Role::Ki, "記"),
        (
            Role::Item(0),
            "日時　令和8年9月1日（火）午前9時から正午まで（雨天決行。ただし、警報が発表されている場合は中止します。）",
        ),
        (Role::Item(0), "場所　みどり野市総合運動公園"),
        (Role::Item(1), "第1部　市民グラウンド"),
        (Role::Item(1), "第2部　総合体育館（アリーナ及び会議室を使用しますので、上履きを必ずお持ちください。）"),
        (Role::Item(2), "受付は、正面玄関で行います。"),
        (Role::Item(0), "持ち物　飲み物、筆記用具"),
        (Role::Ijo, "以上"),
        (Role::Contact, "担当　総務部防災課　佐藤"),
        (Role::Contact, "電話　000-123-4567"),
    ];
    let marks: Marks = vec![
        (
            "致します",
            MarkLevel::Warning,
            "補助動詞は仮名で書く",
            "「致します」は、補助動詞として使うときは仮名で書きます。",
            vec!["いたします".to_owned()],
        ),
        (
            "9月1日（火）",
            MarkLevel::Error,
            "日付と曜日の不一致",
            "令和8年9月1日の曜日を確かめてください。",
            vec!["9月1日（水）".to_owned(), "9月1日（木）".to_owned()],
        ),
        ("上回る", MarkLevel::Info, "数の比較", "比べる数を示してください。", Vec::new()),
    ];
    let hunks = vec![("御周知いただくとともに", "お知らせいただき"), ("積極的な御参加を", "多数の御参加を")];
    (parts.map(|(role, text)| (role, text.to_owned())).to_vec(), marks, hunks)
}

fn english() -> (Parts, Marks, Hunks) {
    let parts = [
        (Role::DocNumber, "SouBou No. 123"),
        (Role::Date, "April 1, 2026"),
        (Role::Addressee, "Ms. Jane Example"),
        (Role::Addressee, "Midorino International Association"),
        (Role::Salutation, "Dear Ms. Example:"),
        (Role::Title, "Disaster drill on September 1"),
        (
            Role::Body,
            "Midorino City will hold its annual disaster drill on Tuesday, September 1. We write to ask your members to take part, because more than two thousand residents speak a first language other than Japanese and would need to find their shelter in an emergency.",
        ),
        (
            Role::Body,
            "Please tell us by June 30 how many people will come. In order to register, send an email to the address below:",
        ),
        (Role::Item(0), "Name of the group and a person we can call"),
        (
            Role::Item(0),
            "Number of people, and the languages they speak, so that we can ask enough interpreters to be at the shelter",
        ),
        (Role::Item(1), "adults"),
        (Role::Item(1), "children"),
        (Role::Closing, "Sincerely,"),
        (Role::Signature, "Yamada Hanako"),
        (Role::Signature, "Mayor of Midorino"),
    ];
    let marks: Marks =
        vec![("In order to", MarkLevel::Warning, "Wordy phrase", "Two words say the same.", vec!["To".to_owned()])];
    let hunks = vec![("annual disaster drill", "yearly emergency drill")];
    (parts.map(|(role, text)| (role, text.to_owned())).to_vec(), marks, hunks)
}

fn main() -> eframe::Result {
    let args: Vec<String> = std::env::args().collect();
    let has = |word: &str| args.iter().any(|arg| arg == word);
    let lang = if has("en") { Lang::En } else { Lang::Ja };
    let theme = if has("dark") { egui::Theme::Dark } else { egui::Theme::Light };
    let pane = Pane::new(lang, has("authors"), if has("large") { 1.25 } else { 1.0 });
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1000.0, 780.0]),
        ..Default::default()
    };
    eframe::run_native(
        "Kian",
        options,
        Box::new(move |cc| {
            fonts::install(&cc.egui_ctx);
            theme::install(&cc.egui_ctx);
            keep_ime_on(&cc.egui_ctx);
            cc.egui_ctx.set_theme(theme);
            Ok(Box::new(pane))
        }),
    )
}
