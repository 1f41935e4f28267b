//! [`Settings`]: what a person set, in one TOML file that can be read and edited by hand; and [`Dirs`], where it and
//! the store lie.
//!
//! Losing it is an annoyance, so nothing here keeps the program from starting: what cannot be read is reported, the
//! rest is used. What this version does not know stays in the file when it is saved. A key is never in it: keys live in
//! the keyring or an environment variable, and headers that carry them are refused.

mod connection;

use super::files::{self, FileError};
use crate::assistant::endpoint::{Kind, TIMEOUT_SECS};
use crate::assistant::inputs::App;
use crate::assistant::masking::Handling;
use crate::assistant::price::{Price, decimal, thousandths};
use crate::assistant::{Endpoint, Task};
use crate::document::{Classification, Scheme};
use crate::i18n::Locale;
use crate::proofread::RuleLevel;
use crate::text::Message;
use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Where settings, store and logs lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirs {
    /// The folder that holds them.
    pub data_dir: PathBuf,
}

impl Dirs {
    /// The folder `chosen`, else the platform's own for this program: `~/.local/share/kian` on Linux,
    /// `%LOCALAPPDATA%\kian\data` on Windows, `~/Library/Application Support/kian` on macOS. Nothing is made on the
    /// disk. Local rather than roaming: a database does not survive being copied about between machines.
    ///
    /// # Errors
    /// [`SettingsError::NoHome`] where this user has no home folder and none was chosen.
    pub fn find(chosen: Option<PathBuf>) -> Result<Self, SettingsError> {
        let own = || directories::ProjectDirs::from("", "", "kian").map(|dirs| dirs.data_local_dir().to_owned());
        chosen.or_else(own).map(|data_dir| Self { data_dir }).ok_or(SettingsError::NoHome)
    }

    /// Makes the folder if it is not there, for its owner alone.
    ///
    /// # Errors
    /// The errors of the system.
    pub fn create(&self) -> Result<(), FileError> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.data_dir).map_err(|e| FileError::writing(&self.data_dir, &e))
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.data_dir.join("settings.toml")
    }

    /// The encrypted file of keys, where there is no keyring.
    pub fn vault(&self) -> PathBuf {
        self.data_dir.join("keys.json")
    }

    /// The folder of the person's own translation memory and termbase.
    pub fn memories(&self) -> PathBuf {
        self.data_dir.join("memories")
    }

    /// The store's database.
    pub fn store(&self) -> PathBuf {
        self.data_dir.join("kian.db")
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All, in the order they are offered.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// How the file writes it: `system`, `light` or `dark`.
    pub fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// How far the window may be zoomed; 1 is the size the system asks for.
pub const ZOOM: RangeInclusive<f32> = 0.5..=3.0;

/// The shortest and the longest silence that can be waited for, in seconds.
const TIMEOUTS: RangeInclusive<u64> = 1..=3600;

/// What a person set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The language of the interface; `None` takes the system's.
    pub locale: Option<Locale>,
    /// Light or dark.
    pub theme: Theme,
    /// How large everything is, within [`ZOOM`].
    pub zoom: f32,
    /// What the person is called where the program names them; empty where they have not said.
    pub user_name: String,
    /// The 格付け of a new document; `None` leaves it unsaid.
    pub default_classification: Option<Classification>,
    /// What the person decided about proofreading rules, by their ids; all others are as they are.
    pub rules: BTreeMap<String, RuleLevel>,
    /// Findings that are never told: a rule's id and the words it points at.
    pub ignored: Vec<(String, String)>,
    /// The folder of the office's own words, which is only read.
    pub words_folder: Option<PathBuf>,
    /// What becomes of personal information in what is sent: masked, or only warned of. What blocks, blocks.
    pub personal: Handling,
    /// Translation memories and termbases of others, on a share for instance, which are only read.
    pub shared_memories: Vec<PathBuf>,
    /// Whether agreed words are shown where they stand.
    pub show_terms: bool,
    /// Where models are, in the order they are listed. Their names differ.
    pub endpoints: Vec<Endpoint>,
    /// The name of the endpoint that is asked; `None` is the offline engine.
    pub chosen_endpoint: Option<String>,
    /// The names of endpoints that are asked for certain tasks instead, by the tasks' codes; with the offline engine none is.
    pub task_endpoints: BTreeMap<String, String>,
    /// The levels of 格付け this office goes by, where no policy says; `None` is the national ones.
    pub scheme: Option<Scheme>,
    /// The office's policy file, where none is in its fixed place.
    pub policy: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            locale: None,
            theme: Theme::System,
            zoom: 1.0,
            user_name: String::new(),
            default_classification: None,
            rules: BTreeMap::new(),
            ignored: Vec::new(),
            words_folder: None,
            personal: Handling::Mask,
            shared_memories: Vec::new(),
            show_terms: true,
            endpoints: Vec::new(),
            chosen_endpoint: None,
            task_endpoints: BTreeMap::new(),
            scheme: None,
            policy: None,
        }
    }
}

/// What was read, and what could not be.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The settings; where something could not be read, what holds for everybody who has set nothing.
    pub settings: Settings,
    /// What to tell the person.
    pub problems: Vec<SettingsError>,
}

impl Settings {
    /// The settings in `dirs`; where there are none, those of a new user. A file that is no TOML is moved aside.
    pub fn load(dirs: &Dirs) -> Loaded {
        let path = dirs.settings();
        match read_table(&path) {
            Ok(table) => read_settings(&table, &path),
            Err(SettingsError::Damaged { .. }) => {
                let problem = match move_aside(&path) {
                    Ok(aside) => SettingsError::SetAside { path: aside },
                    Err(error) => SettingsError::File(error),
                };
                Loaded { settings: Self::default(), problems: vec![problem] }
            }
            Err(problem) => Loaded { settings: Self::default(), problems: vec![problem] },
        }
    }

    /// Writes them to `dirs`, which is made if need be. Only what differs from the file is changed in it, so members of
    /// other versions stay; comments do not.
    ///
    /// # Errors
    /// [`SettingsError::SecretHeader`] if an endpoint's headers would carry a key into the file; nothing is written
    /// then. The errors of the system, also where the file that is there cannot be read.
    pub fn save(&self, dirs: &Dirs) -> Result<(), SettingsError> {
        for endpoint in &self.endpoints {
            if let Some((header, _)) = endpoint.headers.iter().find(|(name, _)| carries_key(name, endpoint)) {
                return Err(SettingsError::SecretHeader { endpoint: endpoint.name.clone(), header: header.clone() });
            }
        }
        dirs.create().map_err(SettingsError::File)?;
        let path = dirs.settings();
        let mut table = match read_table(&path) {
            Err(SettingsError::Damaged { .. }) => {
                move_aside(&path).map_err(SettingsError::File)?;
                Table::new()
            }
            table => table?,
        };
        let before = read_settings(&table, &path).settings;
        self.write_over(&before, &mut table);
        files::save_atomically(&path, table.to_string().as_bytes()).map_err(SettingsError::File)
    }

    /// The endpoint that is asked, if one is chosen and still there.
    pub fn endpoint(&self) -> Option<&Endpoint> {
        let name = self.chosen_endpoint.as_deref()?;
        self.endpoints.iter().find(|endpoint| endpoint.name == name)
    }

    fn write_rules(&self, before: &Self, table: &mut Table) {
        let mut rules = match table.remove(RULES) {
            Some(Value::Table(rules)) => rules,
            _ => Table::new(),
        };
        // What was a list of rules that are off is a table of all decisions now.
        table.remove(RULES_OFF);
        rules.retain(|id, _| !before.rules.contains_key(id));
        rules.extend(self.rules.iter().map(|(id, level)| (id.clone(), level.code().into())));
        if !rules.is_empty() {
            table.insert(RULES.to_owned(), Value::Table(rules));
        }
    }

    /// Changes in `table`, which reads as `before`, whatever is different now.
    fn write_over(&self, before: &Self, table: &mut Table) {
        let mut set = |name: &str, differs: bool, value: Option<Value>| {
            if differs {
                put(table, name, value);
            }
        };
        set(LOCALE, self.locale != before.locale, self.locale.map(|l| l.code().into()));
        set(THEME, self.theme != before.theme, Some(self.theme.code().into()));
        set(ZOOM_KEY, self.zoom != before.zoom, Some(Value::Float(shortest(self.zoom))));
        set(USER_NAME, self.user_name != before.user_name, non_empty(&self.user_name));
        let classification = self.default_classification;
        set(CLASSIFICATION, classification != before.default_classification, classification.map(|c| c.code().into()));
        set(SCHEME, self.scheme != before.scheme, self.scheme.map(|scheme| scheme.code().into()));
        let policy = self.policy.as_ref().map(|path| path.display().to_string().into());
        set(POLICY, self.policy != before.policy, policy);
        let folder = self.words_folder.as_ref().map(|folder| folder.display().to_string().into());
        let personal = (self.personal != Handling::Mask).then(|| self.personal.code().into());
        set(PERSONAL, self.personal != before.personal, personal);
        set(WORDS_FOLDER, self.words_folder != before.words_folder, folder);
        let memories: Vec<Value> = self.shared_memories.iter().map(|path| path.display().to_string().into()).collect();
        let memories = (!memories.is_empty()).then_some(Value::Array(memories));
        set(SHOW_TERMS, self.show_terms != before.show_terms, (!self.show_terms).then_some(false.into()));
        set(SHARED_MEMORIES, self.shared_memories != before.shared_memories, memories);
        let ignored = |(rule, text): &(String, String)| {
            let entry = [("rule".to_owned(), rule.as_str().into()), ("text".to_owned(), text.as_str().into())];
            Value::Table(entry.into_iter().collect())
        };
        let all = (!self.ignored.is_empty()).then(|| Value::Array(self.ignored.iter().map(ignored).collect()));
        set(IGNORED, self.ignored != before.ignored, all);
        let chosen = self.chosen_endpoint.as_deref();
        set(ENDPOINT, self.chosen_endpoint != before.chosen_endpoint, chosen.map(Value::from));
        let tasks: Table =
            self.task_endpoints.iter().map(|(task, name)| (task.clone(), name.as_str().into())).collect();
        let tasks = (!tasks.is_empty()).then_some(Value::Table(tasks));
        set(TASK_ENDPOINTS, self.task_endpoints != before.task_endpoints, tasks);

        if self.rules != before.rules {
            self.write_rules(before, table);
        }
        if self.endpoints == before.endpoints && !holds_key(table) {
            return;
        }
        let mut old = match table.remove(ENDPOINTS) {
            Some(Value::Array(old)) => old,
            _ => Vec::new(),
        };
        let mut endpoints = Vec::new();
        for endpoint in &self.endpoints {
            let at = old.iter().position(|value| name_of(value) == Some(&endpoint.name));
            let mut entry = match at.map(|at| old.remove(at)) {
                Some(Value::Table(entry)) => entry,
                _ => Table::new(),
            };
            write_endpoint(endpoint, &mut entry);
            endpoints.push(Value::Table(entry));
        }
        // Left are those that were taken out, and those only another version can read.
        let known = |value: &Value| name_of(value).is_some_and(|name| before.endpoints.iter().any(|e| e.name == name));
        endpoints.extend(old.into_iter().filter(|value| !known(value)));
        if !endpoints.is_empty() {
            table.insert(ENDPOINTS.to_owned(), Value::Array(endpoints));
        }
    }
}

/// What is the matter with the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are; members as `endpoints.NAME.url`")]
pub enum SettingsError {
    /// This user has no home folder.
    NoHome,
    /// The file is no TOML.
    Damaged { path: PathBuf },
    /// The file was no TOML and now lies at `path`.
    SetAside { path: PathBuf },
    /// A member has a value that cannot be used; what holds for everybody was taken instead.
    BadMember { path: PathBuf, member: String },
    /// A header of an endpoint would carry a key, which has no place in the file.
    SecretHeader { endpoint: String, header: String },
    /// The file cannot be read or written.
    File(FileError),
}

impl Message for SettingsError {
    fn id(&self) -> &'static str {
        match self {
            Self::NoHome => "error-settings-no-home",
            Self::Damaged { .. } => "error-settings-damaged",
            Self::SetAside { .. } => "error-settings-set-aside",
            Self::BadMember { .. } => "error-settings-member",
            Self::SecretHeader { .. } => "error-settings-secret-header",
            Self::File(error) => error.id(),
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoHome => Vec::new(),
            Self::Damaged { path } | Self::SetAside { path } => vec![("path", path.display().to_string())],
            Self::BadMember { path, member } => {
                vec![("member", member.clone()), ("path", path.display().to_string())]
            }
            Self::SecretHeader { endpoint, header } => {
                vec![("endpoint", endpoint.clone()), ("header", header.clone())]
            }
            Self::File(error) => error.args(),
        }
    }
}

/// Whether a header of this name carries a key or a session, so that its value has no place in a file.
pub fn is_secret_header(name: &str) -> bool {
    const SECRET: [&str; 8] = [
        "authorization",
        "proxy-authorization",
        "cookie",
        "api-key",
        "x-api-key",
        "x-goog-api-key",
        "ocp-apim-subscription-key",
        "x-functions-key",
    ];
    let name = name.trim().to_ascii_lowercase();
    SECRET.contains(&name.as_str()) || ["token", "secret", "password"].iter().any(|word| name.contains(word))
}

/// More settings than anybody has.
const LIMIT: u64 = 4 << 20;

const LOCALE: &str = "locale";
const THEME: &str = "theme";
const ZOOM_KEY: &str = "zoom";
const USER_NAME: &str = "user-name";
const CLASSIFICATION: &str = "default-classification";
const SCHEME: &str = "classification-scheme";
const POLICY: &str = "policy";
const RULES_OFF: &str = "rules-off";
const RULES: &str = "rules";
const IGNORED: &str = "ignored";
const WORDS_FOLDER: &str = "words-folder";
const PERSONAL: &str = "personal-information";
const SHARED_MEMORIES: &str = "shared-memories";
const SHOW_TERMS: &str = "show-terms";
const ENDPOINT: &str = "endpoint";
const ENDPOINTS: &str = "endpoints";
const TASK_ENDPOINTS: &str = "task-endpoints";

fn read_table(path: &Path) -> Result<Table, SettingsError> {
    let bytes = match files::read_file(path, LIMIT) {
        Ok(bytes) => bytes,
        Err(FileError::NotFound { .. }) => return Ok(Table::new()),
        Err(error) => return Err(SettingsError::File(error)),
    };
    let damaged = || SettingsError::Damaged { path: path.to_owned() };
    let text = String::from_utf8(bytes).map_err(|_| damaged())?;
    // Notepad begins a file with a byte-order mark.
    text.strip_prefix('\u{FEFF}').unwrap_or(&text).parse().map_err(|_| damaged())
}

/// Renames a damaged file to the first free `settings.toml.damaged-N`.
fn move_aside(path: &Path) -> Result<PathBuf, FileError> {
    let mut number = 1u32;
    loop {
        let aside = path.with_extension(format!("toml.damaged-{number}"));
        if !aside.try_exists().map_err(|e| FileError::writing(&aside, &e))? {
            return fs::rename(path, &aside).map(|()| aside).map_err(|e| FileError::writing(path, &e));
        }
        number += 1;
    }
}

/// Takes members out of one table, noting those that cannot be used.
struct Members<'a> {
    table: &'a Table,
    /// What stands before a member's name in a report.
    prefix: String,
    bad: Vec<String>,
}

impl<'a> Members<'a> {
    fn new(table: &'a Table, prefix: String) -> Self {
        Self { table, prefix, bad: Vec::new() }
    }

    /// Member `name` as `read` understands it; `None` where it is not there or not understood.
    fn take<T>(&mut self, name: &str, read: impl Fn(&'a Value) -> Option<T>) -> Option<T> {
        let value = self.table.get(name)?;
        let read = read(value);
        if read.is_none() {
            self.bad.push(format!("{}{name}", self.prefix));
        }
        read
    }

    fn text(&mut self, name: &str) -> Option<String> {
        self.take(name, |value| value.as_str().map(str::to_owned))
    }
}

fn read_settings(table: &Table, path: &Path) -> Loaded {
    let mut members = Members::new(table, String::new());
    let unset = Settings::default();
    let mut settings = Settings {
        locale: members.take(LOCALE, |v| Locale::from_code(v.as_str()?)),
        theme: members.take(THEME, |v| Theme::from_code(v.as_str()?)).unwrap_or(unset.theme),
        zoom: members.take(ZOOM_KEY, zoom).unwrap_or(unset.zoom),
        user_name: members.text(USER_NAME).unwrap_or_default(),
        default_classification: members.take(CLASSIFICATION, classification),
        rules: members.take(RULES_OFF, texts).into_iter().flatten().map(|id| (id, RuleLevel::Off)).collect(),
        ignored: members.take(IGNORED, ignored).unwrap_or_default(),
        personal: members.take(PERSONAL, handling).unwrap_or(Handling::Mask),
        words_folder: members.text(WORDS_FOLDER).filter(|folder| !folder.is_empty()).map(PathBuf::from),
        shared_memories: members.take(SHARED_MEMORIES, texts).into_iter().flatten().map(PathBuf::from).collect(),
        show_terms: members.take(SHOW_TERMS, Value::as_bool).unwrap_or(unset.show_terms),
        endpoints: Vec::new(),
        chosen_endpoint: members.text(ENDPOINT),
        task_endpoints: BTreeMap::new(),
        scheme: members.take(SCHEME, |v| Scheme::from_code(v.as_str()?).filter(|scheme| *scheme != Scheme::Own)),
        policy: members.text(POLICY).filter(|path| !path.is_empty()).map(PathBuf::from),
    };
    for (id, level) in members.take(RULES, Value::as_table).into_iter().flatten() {
        match level.as_str().and_then(RuleLevel::from_code) {
            Some(level) => drop(settings.rules.insert(id.clone(), level)),
            None => members.bad.push(format!("{RULES}.{id}")),
        }
    }
    for (task, name) in members.take(TASK_ENDPOINTS, Value::as_table).into_iter().flatten() {
        match name.as_str().filter(|_| Task::ALL.iter().any(|known| known.code() == task)) {
            Some(name) => drop(settings.task_endpoints.insert(task.clone(), name.to_owned())),
            None => members.bad.push(format!("{TASK_ENDPOINTS}.{task}")),
        }
    }
    let entries = members.take(ENDPOINTS, Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut bad = members.bad;
    let mut problems = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let place = name_of(entry).map_or_else(|| (number + 1).to_string(), str::to_owned);
        let prefix = format!("{ENDPOINTS}.{place}.");
        let read = entry.as_table().and_then(|entry| read_endpoint(entry, prefix, &mut bad, &mut problems));
        match read {
            Some(endpoint) if settings.endpoints.iter().all(|e| e.name != endpoint.name) => {
                settings.endpoints.push(endpoint);
            }
            _ => bad.push(format!("{ENDPOINTS}.{place}")),
        }
    }
    let path = path.to_owned();
    problems.extend(bad.into_iter().map(|member| SettingsError::BadMember { path: path.clone(), member }));
    Loaded { settings, problems }
}

/// The endpoint of an entry. `None` without a name or an address, or with a protocol this version does not speak.
/// What limits where text may go falls back to the strictest.
fn read_endpoint(
    entry: &Table,
    prefix: String,
    bad: &mut Vec<String>,
    problems: &mut Vec<SettingsError>,
) -> Option<Endpoint> {
    let mut members = Members::new(entry, prefix);
    let name = members.text("name").filter(|name| !name.trim().is_empty())?;
    let url = members.text("url")?;
    let kind = match entry.get("kind") {
        Some(kind) => Kind::from_code(kind.as_str()?)?,
        None => Kind::default(),
    };
    let mut endpoint = Endpoint::new(name, url);
    endpoint.kind = kind;
    endpoint.auth_header = kind.auth_header().to_owned();
    endpoint.path = members.text("path");
    endpoint.model = members.text("model").unwrap_or_default();
    if let Some(header) = members.text("auth-header") {
        endpoint.auth_header = header;
    }
    endpoint.key_env = members.text("key-env");
    endpoint.ca = members.text("ca").map(PathBuf::from);
    endpoint.proxy = members.text("proxy");
    endpoint.timeout_secs = members.take("timeout", timeout).unwrap_or(TIMEOUT_SECS);
    endpoint.allow = members.take("allow", classification).unwrap_or(Classification::One);
    for (header, value) in members.take("headers", Value::as_table).into_iter().flatten() {
        if carries_key(header, &endpoint) {
            let endpoint = endpoint.name.clone();
            problems.push(SettingsError::SecretHeader { endpoint, header: header.clone() });
        } else if let Some(value) = value.as_str() {
            endpoint.headers.push((header.clone(), value.to_owned()));
        } else {
            members.bad.push(format!("{}headers.{header}", members.prefix));
        }
    }
    endpoint.price = members.take("price", price);
    connection::read(&mut members, &mut endpoint);
    if let Some(app) = members.take("app", Value::as_table) {
        let mut members = Members::new(app, format!("{}app.", members.prefix));
        let (schema, text_key) = (members.text("schema").unwrap_or_default(), members.text("text-key"));
        let values = members.take("values", Value::as_table).into_iter().flatten();
        let values = values.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect();
        endpoint.app = Some(App { schema, text_key, values });
        bad.append(&mut members.bad);
    }
    bad.append(&mut members.bad);
    Some(endpoint)
}

/// What a million tokens cost: `{ input = "0.15", output = "0.6", currency = "USD" }`.
fn price(value: &Value) -> Option<Price> {
    let table = value.as_table()?;
    let amount = |name: &str| {
        let value = table.get(name)?;
        thousandths(&value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let currency = table.get("currency").and_then(Value::as_str)?.to_owned();
    Some(Price { input: amount("input")?, output: amount("output")?, currency })
}

fn price_table(price: &Price) -> Value {
    let members =
        [("input", decimal(price.input)), ("output", decimal(price.output)), ("currency", price.currency.clone())];
    Value::Table(members.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect())
}

/// An app's form as it stands in the file.
fn app_table(app: &App) -> Value {
    let values: Table = app.values.iter().map(|(key, value)| (key.clone(), value.as_str().into())).collect();
    let members = [
        ("schema", non_empty(&app.schema)),
        ("text-key", app.text_key.as_deref().map(Value::from)),
        ("values", (!values.is_empty()).then_some(Value::Table(values))),
    ];
    Value::Table(members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect())
}

/// Changes in `entry` what does not read as `endpoint` yet.
fn write_endpoint(endpoint: &Endpoint, entry: &mut Table) {
    let before = read_endpoint(entry, String::new(), &mut Vec::new(), &mut Vec::new());
    let before = before.as_ref();
    let mut set = |name: &str, same: bool, value: Option<Value>| {
        if !same {
            put(entry, name, value);
        }
    };
    let same = |read: &dyn Fn(&Endpoint) -> bool| before.is_some_and(read);
    set("name", same(&|e| e.name == endpoint.name), Some(endpoint.name.as_str().into()));
    set("kind", same(&|e| e.kind == endpoint.kind), Some(endpoint.kind.code().into()));
    set("url", same(&|e| e.url == endpoint.url), Some(endpoint.url.as_str().into()));
    set("path", same(&|e| e.path == endpoint.path), endpoint.path.as_deref().map(Value::from));
    set("model", same(&|e| e.model == endpoint.model), non_empty(&endpoint.model));
    set("auth-header", same(&|e| e.auth_header == endpoint.auth_header), Some(endpoint.auth_header.as_str().into()));
    set("key-env", same(&|e| e.key_env == endpoint.key_env), endpoint.key_env.as_deref().map(Value::from));
    let ca = endpoint.ca.as_deref().map(|path| path.to_string_lossy().into_owned().into());
    set("ca", same(&|e| e.ca == endpoint.ca), ca);
    set("proxy", same(&|e| e.proxy == endpoint.proxy), endpoint.proxy.as_deref().map(Value::from));
    let seconds = i64::try_from(endpoint.timeout_secs.clamp(*TIMEOUTS.start(), *TIMEOUTS.end())).unwrap_or(i64::MAX);
    set("timeout", same(&|e| e.timeout_secs == endpoint.timeout_secs), Some(Value::Integer(seconds)));
    set("allow", same(&|e| e.allow == endpoint.allow), Some(endpoint.allow.code().into()));
    set("price", same(&|e| e.price == endpoint.price), endpoint.price.as_ref().map(price_table));
    set("app", same(&|e| e.app == endpoint.app), endpoint.app.as_ref().map(app_table));
    connection::write(endpoint, before, &mut set);

    // Names in a TOML table differ; of two headers of one name the last is kept.
    let headers: Table = endpoint.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    match (headers.is_empty(), entry.get("headers")) {
        (true, None) => {}
        (true, Some(_)) => drop(entry.remove("headers")),
        (false, _) => drop(entry.insert("headers".to_owned(), Value::Table(headers))),
    }
}

/// Whether a header that carries a key was written into the file by hand.
fn holds_key(table: &Table) -> bool {
    let mut problems = Vec::new();
    for entry in table.get(ENDPOINTS).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table) {
        read_endpoint(entry, String::new(), &mut Vec::new(), &mut problems);
    }
    !problems.is_empty()
}

fn carries_key(header: &str, endpoint: &Endpoint) -> bool {
    is_secret_header(header) || header.trim().eq_ignore_ascii_case(endpoint.auth_header.trim())
}

fn put(table: &mut Table, name: &str, value: Option<Value>) {
    match value {
        Some(value) => drop(table.insert(name.to_owned(), value)),
        None => drop(table.remove(name)),
    }
}

fn name_of(entry: &Value) -> Option<&str> {
    entry.as_table()?.get("name")?.as_str()
}

fn non_empty(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| text.into())
}

/// The number a person would write: 1.1, not 1.10000002384.
fn shortest(zoom: f32) -> f64 {
    zoom.to_string().parse().unwrap_or(1.0)
}

fn zoom(value: &Value) -> Option<f32> {
    let zoom = value.as_float().or_else(|| value.as_integer().map(|n| n as f64))? as f32;
    ZOOM.contains(&zoom).then_some(zoom)
}

fn classification(value: &Value) -> Option<Classification> {
    match value {
        Value::String(code) => Classification::from_code(code).or_else(|| Classification::named(code)),
        Value::Integer(code) => Classification::from_code(&code.to_string()),
        _ => None,
    }
}

/// Only these two: what blocks is not for a person to decide.
fn handling(value: &Value) -> Option<Handling> {
    Handling::from_code(value.as_str()?).filter(|handling| matches!(handling, Handling::Mask | Handling::Warn))
}

fn timeout(value: &Value) -> Option<u64> {
    u64::try_from(value.as_integer()?).ok().filter(|seconds| TIMEOUTS.contains(seconds))
}

fn ignored(value: &Value) -> Option<Vec<(String, String)>> {
    let text = |entry: &Value, name: &str| Some(entry.get(name)?.as_str()?.to_owned());
    value.as_array()?.iter().map(|entry| Some((text(entry, "rule")?, text(entry, "text")?))).collect()
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests;
