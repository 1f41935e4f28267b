//! The engine a subcommand uses: the one on this machine unless an endpoint is named, so that nothing leaves it unasked.

use super::Context;
use super::args::{Arguments, Opt, problem};
use super::report::{Failure, Ran, sentence};
use crate::app::engine::{Answered, Line, Pieces, Terms};
use crate::app::logbook::{self, Logbook};
use crate::app::settings::Settings;
use crate::app::translate::Cleared;
use crate::app::{Level, Notice, engine, habits, policy, sending};
use crate::assistant::masking::Deviation;
use crate::assistant::session::{Cut, Learnt};
use crate::assistant::tokens::Context as ModelContext;
use crate::assistant::vault::{self, Vault};
use crate::assistant::wire::{self, Clocks};
use crate::assistant::{
    Answer, Completeness, EndMarks, Endpoint, Error, Policy, Purpose, Request, Sending, Verdict, gate, key,
};
use crate::document::{Classification, Document};
use crate::store::Store;
use crate::store::audit::{Event, EventKind};
use crate::text::personal::Kind;
use secrecy::SecretString;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::Arc;

/// The options that choose it.
pub const OPTIONS: [Opt; 3] = [
    Opt { name: "--endpoint", value: "NAME", about: "cli-option-endpoint" },
    Opt { name: "--offline", value: "", about: "cli-option-offline" },
    Opt { name: "--classification", value: "LEVEL", about: "cli-option-classification" },
];

/// An endpoint that is asked, and by which rules.
pub struct Asked {
    /// The endpoint.
    pub endpoint: Endpoint,
    settings: Settings,
    policy: Policy,
    now: i64,
    logbook: Logbook,
    line: Line,
    /// What was learnt of endpoints, and where that is kept; without a store nothing is.
    marks: RefCell<EndMarks>,
    store: Option<Store>,
    /// SHA-256 of each request that was sent and answered.
    sent: RefCell<Vec<String>>,
}

impl Asked {
    /// Which units of memories it may be shown.
    pub fn cleared(&self) -> Cleared {
        Cleared::by(&self.policy, &self.endpoint, crate::app::day(self.now))
    }

    /// The 格付け of `document` with what is attached to it: what it carries, else `said`, or what one of its attachments does
    /// where that is higher.
    pub fn level_of(&self, document: &Document, said: Option<Classification>) -> Option<Classification> {
        document.attachments().level(document.classification().or(said), &self.policy.levels)
    }

    /// The 格付け a text of `level` counts as together with what goes along with it; that of a text without one is asked for.
    pub fn together(
        &self,
        level: Option<Classification>,
        others: Vec<Option<Classification>>,
    ) -> Option<Classification> {
        let levels = &self.policy.levels;
        level.map(|level| levels.counted(levels.highest(others.into_iter().chain([Some(level)]))))
    }
}

/// The endpoint that was named; `None` is the offline engine.
///
/// # Errors
/// If there is none of that name.
pub fn chosen(context: &Context, arguments: &Arguments, ran: &mut Ran) -> Result<Option<Asked>, Failure> {
    let Some(name) = arguments.text("--endpoint")? else { return Ok(None) };
    if arguments.has("--offline") {
        return Err(arguments.not_both("--endpoint", "--offline"));
    }
    let (settings, policy) = context.settings_and_policy(ran)?;
    let endpoint = named(&policy::endpoints(&policy, &settings), &name)?.clone();
    unlock(context, &endpoint)?;
    let line = Line::new(&endpoint).map_err(|error| Failure::of(&error))?;
    let logbook = Logbook::in_dir(&context.dirs()?.data_dir);
    let (store, marks) = learnt(context);
    let marks = RefCell::new(marks);
    Ok(Some(Asked {
        endpoint,
        settings,
        policy,
        now: context.now,
        logbook,
        line,
        marks,
        store,
        sent: RefCell::default(),
    }))
}

/// Where what is learnt of endpoints is kept, and what is; a store that cannot be opened is no reason not to ask.
pub fn learnt(context: &Context) -> (Option<Store>, EndMarks) {
    let Ok(dirs) = context.dirs() else { return (None, EndMarks::default()) };
    let store = dirs.create().ok().and_then(|()| Store::open(&dirs.store()).ok());
    let rows = store.as_ref().and_then(|store| store.habits().ok()).unwrap_or_default();
    (store, habits::read(&rows))
}

impl Asked {
    /// What was sent and answered so far, as the ledger names it: the SHA-256 of each request.
    pub fn sent(&self) -> String {
        self.sent.borrow().join(" ")
    }

    fn terms(&self, context: &Context, level: Option<Classification>) -> Terms {
        let record = Event::new(EventKind::Send, self.now)
            .text("user", logbook::user())
            .text("policy", self.policy.name.clone())
            .text("classification", level.map(|level| level.code().to_owned()).unwrap_or_default());
        Terms {
            endpoint: self.endpoint.clone(),
            policy: self.policy.clone(),
            rules: sending::rules(self.settings.personal, &self.policy),
            levels: vec![level],
            today: context.today(),
            habit: self.marks.borrow().habit(&self.endpoint),
            record,
            known: Arc::default(),
        }
    }

    /// Keeps what was learnt of the model.
    fn learn(&self, learnt: Option<Learnt>) {
        let Some(learnt) = learnt else { return };
        self.marks.borrow_mut().add(&self.endpoint.name, &self.endpoint.model, learnt);
        if let Some(store) = &self.store {
            // Known next time or not: the answer is the same.
            drop(store.learn_habit(&habits::row(&self.endpoint, learnt)));
        }
    }

    /// How much the model reads, as far as that is known without asking anybody.
    pub fn context(&self) -> ModelContext {
        ModelContext::at(&self.endpoint, self.marks.borrow().of(&self.endpoint).context)
    }

    /// The same; where nobody has said, its server is asked. Nothing of a text is sent.
    ///
    /// # Errors
    /// If that cannot be recorded.
    pub fn ask_context(&self, context: &Context) -> Result<ModelContext, Failure> {
        let known = self.context();
        let gate = gate(
            &self.policy,
            &Sending {
                endpoint: &self.endpoint,
                purpose: Purpose::Models,
                levels: &[],
                characters: 0,
                today: context.today(),
            },
        );
        if matches!(known, ModelContext::Known(_)) || gate != Verdict::Allowed {
            return Ok(known);
        }
        let Ok(key) = key::find(&self.endpoint) else { return Ok(known) };
        let record = logbook::examining(self.terms(context, None).record, &self.endpoint);
        self.logbook.append(&[record]).map_err(|error| Failure::of(&error))?;
        let asked = async {
            let client = wire::client(&self.endpoint)?;
            wire::listed(&client, &self.endpoint, key.as_ref(), Clocks::of(&self.endpoint)).await
        };
        let models = engine::wait_for(asked).and_then(|models| models).unwrap_or_default();
        let named = models.iter().find(|model| model.name == self.endpoint.model);
        let said = named.or(models.first().filter(|_| models.len() == 1)).and_then(|model| model.context);
        if let Some(tokens) = said {
            self.learn(Some(Learnt { context: Some(tokens), ..Learnt::default() }));
        }
        Ok(self.context())
    }

    /// The most characters the policy lets go at once.
    pub fn most_chars(&self) -> Option<usize> {
        self.policy.limits.request_characters.map(|most| most as usize)
    }
}

/// Opens the encrypted file of keys where there is no keyring and the key of `endpoint` may be in it: the passphrase is asked
/// for, unseen. Where nobody is at the keyboard, it stays shut.
///
/// # Errors
/// If the passphrase is wrong, or the file cannot be read.
pub fn unlock(context: &Context, endpoint: &Endpoint) -> Result<(), Failure> {
    let path = context.dirs()?.vault();
    let missing = matches!(key::find(endpoint), Err(Error::NoKeyring { .. }) | Ok(None));
    if !missing || !path.exists() || !std::io::stdin().is_terminal() {
        return Ok(());
    }
    let prompt = context.tr.text("cli-passphrase-prompt");
    let passphrase = rpassword::prompt_password(prompt).map_err(|_| problem("error-cli-key-prompt"))?;
    let vault = Vault::open(&path, &SecretString::from(passphrase)).map_err(|error| Failure::of(&error))?;
    vault::keep_open(vault);
    Ok(())
}

/// The endpoint `name`.
///
/// # Errors
/// If there is none of that name.
pub fn named<'a>(endpoints: &'a [Endpoint], name: &str) -> Result<&'a Endpoint, Failure> {
    let known = endpoints.iter().find(|endpoint| endpoint.name == name);
    known.ok_or_else(|| problem("error-cli-no-endpoint").with("name", name).into())
}

/// What was said of the 格付け of a text that carries none.
///
/// # Errors
/// If there is no such level.
pub fn classification(context: &Context, arguments: &Arguments) -> Result<Option<Classification>, Failure> {
    level(context, arguments, "--classification")
}

/// The level behind the option `name`: one of the office's, or of a preset.
///
/// # Errors
/// If there is no such level.
pub fn level(context: &Context, arguments: &Arguments, name: &'static str) -> Result<Option<Classification>, Failure> {
    if !arguments.has(name) {
        return Ok(None);
    }
    let levels = context.settings_and_policy(&mut Ran::default())?.1.levels;
    arguments.choice(name, &levels.codes(), |text| levels.read(text))
}

/// Asks an endpoint and takes nothing but a whole answer. `before` is what earlier answers said: it is told with what had
/// arrived of one that is not whole. What is personal goes as placeholders and comes back; what is to be said of that
/// goes into the notes of `ran`.
///
/// # Errors
/// If there is no answer, it cannot be shown to be whole, or there are placeholders in it that nobody sent.
pub fn ask(
    context: &Context,
    ran: &mut Ran,
    asked: &Asked,
    level: Option<Classification>,
    request: Request,
    before: &[String],
) -> Result<Answer, Failure> {
    let so_far = |text: &str| [before, &[text.to_owned()][..]].concat().join("\n").trim().to_owned();
    let terms = asked.terms(context, level);
    let mut unheard = |_: &wire::Event| {};
    let answer = engine::answer(&terms, &asked.logbook, &asked.line, request, &mut unheard);
    match engine::wait_for(answer).and_then(|answer| answer) {
        Ok(answered) => {
            asked.learn(answered.learnt);
            asked.sent.borrow_mut().push(answered.sent.clone());
            if answered.report.blocks() {
                let unknown = answered.report.deviations.iter().filter_map(|deviation| match deviation {
                    Deviation::Unknown { written } => {
                        Some(problem("error-answer-unknown").with("written", written.as_str()))
                    }
                    _ => None,
                });
                let unknown = Failure::from(unknown.collect::<Vec<Notice>>());
                return Err(unknown.partial(so_far(&answered.answer.text)));
            }
            if !answered.answer.completeness.is_whole() {
                let notices = not_whole(&answered.answer.completeness);
                return Err(Failure::from(notices).partial(so_far(&answered.answer.text)));
            }
            let mut warned = BTreeMap::new();
            note(context, ran, &answered, &mut warned);
            note_warned(context, ran, &warned);
            Ok(answered.answer)
        }
        Err(error) if before.is_empty() => Err(Failure::of(&error)),
        Err(error) => Err(Failure::of(&error).partial(so_far(""))),
    }
}

/// Why an answer is not taken for whole.
pub fn not_whole(completeness: &Completeness) -> Vec<Notice> {
    let mut notices = vec![Notice::of(Level::Error, completeness)];
    if let Completeness::Cut(Cut::Broken(error)) = completeness {
        notices.push(Notice::error(error));
    }
    notices
}

/// What became of the placeholders goes into the notes of `ran`, what left as it was is counted.
fn note(context: &Context, ran: &mut Ran, answered: &Answered, warned: &mut BTreeMap<Kind, usize>) {
    let told = answered.report.deviations.iter().map(|d| sentence(&context.tr, &Notice::of(Level::Warning, d)));
    ran.notes.extend(told);
    for (kind, count) in &answered.warned {
        *warned.entry(*kind).or_default() += count;
    }
}

fn note_warned(context: &Context, ran: &mut Ran, warned: &BTreeMap<Kind, usize>) {
    for (kind, count) in warned {
        let args = [("kind", context.tr.text(&kind.message()).into()), ("count", (*count).into())];
        ran.notes.push(context.tr.format("cli-sent-personal", &args));
    }
}

/// Pieces whose answers are told of in the notes.
struct Noted<'a, P> {
    pieces: &'a mut P,
    context: &'a Context,
    asked: &'a Asked,
    ran: &'a mut Ran,
    warned: BTreeMap<Kind, usize>,
}

impl<P: Pieces> Pieces for Noted<'_, P> {
    type Id = P::Id;

    fn next(&mut self, nonce: u64) -> Option<(P::Id, Request)> {
        self.pieces.next(nonce)
    }

    fn take(&mut self, id: P::Id, answer: Result<Answered, Error>) -> Result<(), Error> {
        if let Ok(answered) = &answer {
            note(self.context, self.ran, answered, &mut self.warned);
            self.asked.learn(answered.learnt);
        }
        self.pieces.take(id, answer)
    }
}

/// Asks for all of `pieces`, so many side by side as the endpoint takes.
///
/// # Errors
/// What keeps everything from going on; what had come by then is in `pieces`.
pub fn ask_all<P: Pieces>(
    context: &Context,
    ran: &mut Ran,
    asked: &Asked,
    level: Option<Classification>,
    pieces: &mut P,
) -> Result<(), Error> {
    let terms = asked.terms(context, level);
    let mut noted = Noted { pieces, context, asked, ran, warned: BTreeMap::new() };
    let done = engine::wait_for(engine::side_by_side(&mut noted, &terms, &asked.logbook, &asked.line));
    let warned = noted.warned;
    note_warned(context, ran, &warned);
    done.and_then(|done| done)
}
