//! x
fn main() {
    if let Err(e) = kian::ui::run(None, Default::default()) {
        eprintln!("{e:?}")
    }
}
