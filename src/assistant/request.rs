//! [`Request`]: what is asked of a model, word for word as it will be sent, so that a person can read it first.

use crate::text::Lang;

/// What the assistant is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// Write the prose of a document from its facts.
    Draft,
    /// Write a passage anew.
    Rewrite,
    /// Say briefly what a text says.
    Summarize,
    /// What a template says.
    Template,
    /// Say it in the other language.
    Translate,
    /// Say what should be mended, in a document or in a translation.
    Review,
}

impl Task {
    /// All tasks.
    pub const ALL: [Task; 6] =
        [Task::Draft, Task::Rewrite, Task::Summarize, Task::Template, Task::Translate, Task::Review];

    /// Whether the answer is data of a known shape and no text: servers that can be told are told.
    pub fn is_structured(self) -> bool {
        self == Task::Review
    }

    /// How records and the command line write it.
    pub fn code(self) -> &'static str {
        match self {
            Task::Draft => "draft",
            Task::Rewrite => "rewrite",
            Task::Summarize => "summarize",
            Task::Template => "template",
            Task::Translate => "translate",
            Task::Review => "review",
        }
    }

    /// The Fluent message that names it.
    pub fn name_id(self) -> &'static str {
        match self {
            Task::Draft => "task-draft",
            Task::Rewrite => "task-rewrite",
            Task::Summarize => "task-summarize",
            Task::Template => "task-template",
            Task::Translate => "task-translate",
            Task::Review => "task-review",
        }
    }
}

/// How a passage is to be written anew.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Instruction {
    /// Easier to understand, nothing left out.
    Clearer,
    /// Shorter.
    Shorter,
    /// In more words, with nothing added.
    Longer,
    /// In the style of official letters.
    Formal,
    /// In 敬体; in English, courteous.
    Polite,
    /// In 常体; in English, neutral.
    Neutral,
    /// In plain words for everybody: やさしい日本語, plain English.
    Plain,
    /// Only mistakes put right.
    Correct,
    /// As a person says in their own words.
    Custom(String),
}

impl Instruction {
    /// The ready-made ones, in the order they are offered.
    pub const READY: [Instruction; 8] = [
        Instruction::Formal,
        Instruction::Clearer,
        Instruction::Shorter,
        Instruction::Longer,
        Instruction::Polite,
        Instruction::Neutral,
        Instruction::Plain,
        Instruction::Correct,
    ];

    /// The Fluent message that names it.
    pub fn name_id(&self) -> &'static str {
        match self {
            Instruction::Clearer => "instruction-clearer",
            Instruction::Shorter => "instruction-shorter",
            Instruction::Longer => "instruction-longer",
            Instruction::Formal => "instruction-formal",
            Instruction::Polite => "instruction-polite",
            Instruction::Neutral => "instruction-neutral",
            Instruction::Plain => "instruction-plain",
            Instruction::Correct => "instruction-correct",
            Instruction::Custom(_) => "instruction-custom",
        }
    }

    /// How the prompts write it: `clearer`, `shorter` …, `custom`.
    pub fn code(&self) -> &'static str {
        match self {
            Instruction::Clearer => "clearer",
            Instruction::Shorter => "shorter",
            Instruction::Longer => "longer",
            Instruction::Formal => "formal",
            Instruction::Polite => "polite",
            Instruction::Neutral => "neutral",
            Instruction::Plain => "plain",
            Instruction::Correct => "correct",
            Instruction::Custom(_) => "custom",
        }
    }
}

/// What is sent to a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What it is for.
    pub task: Task,
    /// The language the answer is to be in.
    pub lang: Lang,
    /// What the model is told about its work.
    pub system: String,
    /// The work itself, with the document's text between marks that no document holds.
    pub user: String,
    /// The most tokens the answer may have; `None` leaves it to the server.
    pub max_tokens: Option<u32>,
    /// Whether the model is asked to end with [`END_MARK`].
    pub end_mark: bool,
    /// About how many characters a whole answer should have, where that can be told.
    pub expected_chars: Option<usize>,
    /// The template it was made by, as records name it: `points@1 1f0c9a2b7d3e`; `None` where the program's own words for the
    /// task are. It is not sent.
    pub template: Option<String>,
}

/// What a model is asked to write at the very end, because gateways pass off a broken answer as a whole one.
pub const END_MARK: &str = "⟦END⟧";
