//! How good a translation is, after MQM (Multidimensional Quality Metrics): what is wrong is counted by kind and gravity,
//! each gravity costs points, and the points are put into relation to the length of the source.

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// It says something else.
    Accuracy,
    /// It leaves out or adds.
    Omission,
    /// It does not use the agreed words.
    Terminology,
    /// It says one thing in several ways.
    Consistency,
    /// Marks, brackets, lists, spelling.
    Conventions,
    /// It is not written as the language is.
    Fluency,
    /// It does not suit its readers or the kind of document.
    Style,
}

impl Kind {
    /// All of them, the gravest first.
    pub const ALL: [Kind; 7] = [
        Self::Accuracy,
        Self::Omission,
        Self::Terminology,
        Self::Consistency,
        Self::Conventions,
        Self::Fluency,
        Self::Style,
    ];

    /// Its name in files; the Fluent message is `category-` and this.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Accuracy => "accuracy",
            Kind::Omission => "omission",
            Kind::Terminology => "terminology",
            Kind::Consistency => "consistency",
            Kind::Conventions => "conventions",
            Kind::Fluency => "fluency",
            Kind::Style => "style",
        }
    }

    /// The kind with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gravity {
    /// Worth saying, and nothing wrong.
    Neutral,
    /// The reader notices and understands all the same.
    Minor,
    /// The reader is misled or must guess.
    Major,
    /// It does harm: a right, a duty, a date or an amount is another.
    Critical,
}

impl Gravity {
    /// All of them, the least grave first.
    pub const ALL: [Gravity; 4] = [Self::Neutral, Self::Minor, Self::Major, Self::Critical];

    /// Its name in files; the Fluent message is `gravity-` and this.
    pub fn code(self) -> &'static str {
        match self {
            Gravity::Neutral => "neutral",
            Gravity::Minor => "minor",
            Gravity::Major => "major",
            Gravity::Critical => "critical",
        }
    }

    /// The gravity with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gravity| gravity.code() == code)
    }

    /// What it costs.
    pub fn points(self) -> u32 {
        match self {
            Gravity::Neutral => 0,
            Gravity::Minor => 1,
            Gravity::Major => 5,
            Gravity::Critical => 25,
        }
    }
}

/// What is wrong and how grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mark {
    /// What.
    pub kind: Kind,
    /// How grave.
    pub gravity: Gravity,
}

/// What was counted, and what it comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// Words of the source, as they are counted everywhere.
    pub words: f64,
    /// How many there are of each kind and gravity, in the order of [`Kind::ALL`] and [`Gravity::ALL`].
    pub counts: [[usize; 4]; 7],
}

impl Score {
    /// What `marks` in a translation of `words` words come to.
    pub fn of(words: f64, marks: impl IntoIterator<Item = Mark>) -> Self {
        let mut score = Score { words, ..Score::default() };
        for mark in marks {
            score.counts[mark.kind as usize][mark.gravity as usize] += 1;
        }
        score
    }

    /// How many are of `gravity`.
    pub fn grave(&self, gravity: Gravity) -> usize {
        self.counts.iter().map(|kind| kind[gravity as usize]).sum()
    }

    /// All the points they cost.
    pub fn points(&self) -> u32 {
        let cost = |gravity: Gravity| u32::try_from(self.grave(gravity)).unwrap_or(u32::MAX);
        Gravity::ALL.into_iter().map(|gravity| cost(gravity).saturating_mul(gravity.points())).sum()
    }

    /// The points for every 1,000 words of the source.
    pub fn per_thousand(&self) -> f64 {
        1000.0 * f64::from(self.points()) / self.words.max(1.0)
    }

    /// 100 where nothing is wrong, one less for each point in a hundred words; never below 0.
    pub fn score(&self) -> f64 {
        (100.0 - self.per_thousand() / 10.0).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_in_relation_to_the_length() {
        let mark = |kind, gravity| Mark { kind, gravity };
        let marks = [
            mark(Kind::Accuracy, Gravity::Critical),
            mark(Kind::Accuracy, Gravity::Major),
            mark(Kind::Style, Gravity::Minor),
            mark(Kind::Style, Gravity::Neutral),
        ];
        let score = Score::of(2000.0, marks);
        assert_eq!((score.points(), score.per_thousand(), score.score()), (31, 15.5, 98.45));
        assert_eq!(score.counts[Kind::Accuracy as usize], [0, 0, 1, 1]);
        assert_eq!(Score::of(0.0, marks).score(), 0.0);
        assert_eq!(Score::of(10.0, []).score(), 100.0);
    }
}
