/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Length {
    Short,
    #[default]
    Standard,
    Detailed,
}
impl Length {
    pub const ALL: [Length; 3] = [Length::Short, Length::Standard, Length::Detailed];
}
