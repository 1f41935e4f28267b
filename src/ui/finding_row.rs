//! A row of a list of findings: how grave it is and which rule speaks, and beneath it the words it is about.

use super::findings_panel::severity_id;
use super::widgets;
use crate::i18n::Tr;
use crate::proofread::{Severity, message_id};
use egui::{Color32, Id, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of a row, points: two lines of words.
pub const ROW: f32 = 46.0;

/// What a row says.
pub struct FindingRow<'a> {
    /// How grave it is.
    pub severity: Severity,
    /// The rule's id.
    pub rule: &'a str,
    /// Before the rule's name; often empty.
    pub place: &'a str,
    /// What stands before the words it is about, those words, and what stands behind them.
    pub words: [&'a str; 3],
}

impl FindingRow<'_> {
    /// Draws it. `chosen` is the one being looked at; `focused` tells that the list has the keyboard as well: the list has
    /// it, its rows have not, because thousands of stops are none.
    pub fn ui(&self, ui: &mut Ui, tr: &Tr, id: Id, chosen: bool, focused: bool) -> Response {
        let palette = widgets::palette(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::empty());
        let response = ui.interact(rect, id, Sense::CLICK);
        let severity = tr.text(severity_id(self.severity));
        let title = tr.text(&message_id(self.rule));
        let ground = if chosen {
            palette.pressed
        } else if response.hovered() {
            palette.hover
        } else {
            palette.surface
        };
        ui.painter().rect_filled(rect, 4.0, ground);
        if focused {
            ui.painter().rect_stroke(rect, 4.0, egui::Stroke::new(2.0, palette.focus), egui::StrokeKind::Inside);
        }
        let color = match self.severity {
            Severity::Error => palette.error,
            Severity::Warning => palette.warning,
            Severity::Info => palette.info,
        };
        let font = egui::TextStyle::Body.resolve(ui.style());
        let inner = rect.shrink2(vec2(8.0, 5.0));
        let line = |y: f32, pieces: &[(&str, Color32)]| {
            let mut job = egui::text::LayoutJob::default();
            for (text, color) in pieces {
                job.append(text, 0.0, egui::TextFormat::simple(font.clone(), *color));
            }
            job.wrap = egui::text::TextWrapping::truncate_at_width(inner.width());
            let galley = ui.painter().layout_job(job);
            ui.painter().galley(pos2(inner.left(), y), galley, palette.text);
        };
        let gap = if self.place.is_empty() { "" } else { "　" };
        line(
            inner.top(),
            &[(&severity, color), ("　", color), (self.place, palette.text_sub), (gap, color), (&title, palette.text)],
        );
        let [before, words, after] = self.words;
        line(inner.center().y + 2.0, &[(before, palette.text_sub), (words, palette.text), (after, palette.text_sub)]);
        response.widget_info(|| {
            let text = if words.is_empty() { before } else { words };
            let args = [("severity", severity.as_str().into()), ("rule", title.as_str().into()), ("text", text.into())];
            WidgetInfo::selected(Role::ListBoxOption, true, chosen, tr.format("findings-row", &args))
        });
        response
    }
}
