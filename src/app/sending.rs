//! Before something leaves: what is personal in it gets placeholders, what must not leave is refused, and the person sees
//! once for each document and endpoint what goes where, word for word.

use super::asking::{Asking, Used};
use super::job::{Job, Ticket};
use super::notice::{Level, Notice};
use super::records::Sent;
use super::{App, Panel, logbook};
use crate::assistant::masking::{Deviation, Handling, Map, MaskingRules, Report};
use crate::assistant::policy::{self, MaskingMode, Policy};
use crate::assistant::{Blocked, Endpoint, Outgoing, Request, outgoing, wire};
use crate::store::audit::EventKind;
use crate::text::personal::{Kind, OwnWord, OwnWords, Treatment};
use std::collections::BTreeMap;

/// Something ready to be sent, which the person is to look at first.
pub struct Sending {
    pub(super) asking: Asking,
    outgoing: Outgoing,
    endpoint: Endpoint,
}

impl Sending {
    /// What is sent, word for word, and what was replaced in it.
    pub fn outgoing(&self) -> &Outgoing {
        &self.outgoing
    }

    /// Where it goes.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// What is asked for.
    pub fn asking(&self) -> &Asking {
        &self.asking
    }
}

/// A request of so many characters is made ready at once; it takes a worker longer to be asked than to do it.
pub(super) const AT_ONCE: usize = 4_000;

/// The rules for what leaves, from what a person has set.
///
/// The office's policy decides; where it only offers masking, the person's own setting does. 個人番号 is blocked unless
/// the policy names the purpose for which the law lets it be handled.
pub fn rules(personal: Handling, policy: &Policy) -> MaskingRules {
    let masking = &policy.masking;
    let usual = match masking.mode {
        MaskingMode::Required => Handling::Mask,
        MaskingMode::Offered if personal == Handling::Warn => Handling::Warn,
        MaskingMode::Offered => Handling::Mask,
        MaskingMode::Off => Handling::Leave,
    };
    let listed = |list: &[String], kind: Kind| list.iter().any(|code| code == kind.code());
    let handling = |kind: Kind| match kind {
        Kind::MyNumber if masking.legal_purpose.trim().is_empty() => Handling::Block,
        _ if listed(&masking.block, kind) => Handling::Block,
        Kind::MyNumber => Handling::Mask,
        _ => match &masking.mask {
            Some(list) if listed(list, kind) => usual,
            // What the office did not list is told of, and what is public of an organisation leaves.
            Some(_) if kind != Kind::Houjin => usual.min(Handling::Warn),
            None if kind != Kind::Houjin => usual,
            _ => Handling::Leave,
        },
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Own).map(|kind| (kind, handling(kind))).collect();
    let words: Vec<OwnWord> = masking
        .words
        .iter()
        .map(|word| OwnWord {
            written: word.text.clone(),
            is_pattern: word.is_pattern,
            treatment: match word.treatment {
                policy::Treatment::Block => Treatment::Block,
                policy::Treatment::Mask => Treatment::Mask,
            },
        })
        .collect();
    // Patterns were tried when the policy was read.
    MaskingRules { kinds, otherwise: usual, own: OwnWords::new(&words).0 }
}

/// What a template would send, as somebody looks at it before asking.
pub struct Foreseen {
    id: String,
    values: BTreeMap<String, String>,
    ticket: Ticket,
    /// The request, word for word; until it is ready there is none.
    request: Option<Request>,
    /// The same before anything in it was replaced.
    plain: Request,
    /// In how many requests it goes; this is the first.
    pieces: usize,
}

impl App {
    /// What the template `id` would send with these `values`, if somebody wanted to see it: `Some(None)` while it is made
    /// ready. What goes in several requests is shown by its first; how many they are stands beside it.
    pub fn foreseen(&self, id: &str, values: &BTreeMap<String, String>) -> Option<Option<(&Request, usize)>> {
        let foreseen = self.foreseen.as_ref().filter(|foreseen| foreseen.id == id && foreseen.values == *values);
        foreseen.map(|foreseen| foreseen.request.as_ref().map(|request| (request, foreseen.pieces)))
    }

    /// Has a worker make ready what the template `id` would send.
    pub(super) fn foresee(&mut self, id: String, values: BTreeMap<String, String>) {
        self.foreseen = None;
        let Some((plain, pieces)) = self.template_request(&id, &values) else { return };
        let Some(endpoint) = self.endpoint().cloned() else {
            let request = Some(plain.clone());
            self.foreseen = Some(Foreseen { id, values, ticket: Ticket(0), request, plain, pieces });
            return;
        };
        // What blocks is told when it is asked; until then it is shown with its placeholders.
        let rules = MaskingRules { kinds: MaskingRules::local().kinds, ..self.masking_rules() };
        let request = Box::new(plain.clone());
        let known = Box::new(self.known_placeholders());
        let ticket = self.send(Job::Prepare { endpoint, request, rules, whole: None, known });
        self.foreseen = Some(Foreseen { id, values, ticket, request: None, plain, pieces });
    }

    /// A request is ready: whether it is the one that somebody looks at.
    pub(super) fn was_foreseen(&mut self, ticket: Ticket, made: &Result<Outgoing, Blocked>) -> bool {
        let Some(foreseen) = self.foreseen.as_mut().filter(|foreseen| foreseen.ticket == ticket) else { return false };
        foreseen.request = Some(made.as_ref().map_or_else(|_| foreseen.plain.clone(), |out| out.request.clone()));
        true
    }

    /// What waits for the person to look at it before it is sent.
    pub fn sending(&self) -> Option<&Sending> {
        self.sending.as_ref()
    }

    /// The rules for what leaves this machine.
    pub fn masking_rules(&self) -> MaskingRules {
        rules(self.settings.personal, &self.policy)
    }

    /// `request` as it would be sent to the endpoint for its task.
    pub(super) fn as_sent(&self, request: Request) -> Request {
        let Some(endpoint) = self.endpoint_for(request.task) else { return request };
        // What blocks is told when it is asked; until then it is shown with its placeholders.
        let rules = MaskingRules { kinds: MaskingRules::local().kinds, ..self.masking_rules() };
        match outgoing::prepare(request.clone(), endpoint, &rules, None, self.known_placeholders()) {
            Ok(out) => out.request,
            Err(_) => request,
        }
    }

    /// Has a worker make `request` ready.
    pub(super) fn prepare_later(&mut self, request: &Request, endpoint: &Endpoint, whole: Option<&str>) -> Ticket {
        let (endpoint, request) = (endpoint.clone(), Box::new(request.clone()));
        let (rules, whole) = (self.masking_rules(), whole.map(str::to_owned));
        let known = Box::new(self.known_placeholders());
        self.send(Job::Prepare { endpoint, request, rules, whole, known })
    }

    /// Makes `request` ready, or tells why it must not leave.
    pub(super) fn prepare(&mut self, request: Request, endpoint: &Endpoint, whole: Option<&str>) -> Option<Outgoing> {
        let known = self.known_placeholders();
        match outgoing::prepare(request, endpoint, &self.masking_rules(), whole, known) {
            Ok(out) => Some(out),
            Err(blocked) => {
                self.tell(refused(&blocked));
                None
            }
        }
    }

    /// Sends what is ready, or shows it first: once for each document and endpoint that is not on this machine.
    pub(super) fn send_or_show(&mut self, asking: Asking, endpoint: Endpoint, outgoing: Outgoing) {
        let seen =
            self.open.as_ref().is_some_and(|open| self.seen.contains(&(open.key.clone(), endpoint.name.clone())));
        if endpoint.is_loopback() || seen {
            return self.start(asking, endpoint, outgoing);
        }
        self.panel = Panel::Assistant;
        self.sending = Some(Sending { asking, outgoing, endpoint });
    }

    /// The placeholders that requests for the document at hand have had.
    pub(super) fn known_placeholders(&self) -> Map {
        self.open.as_ref().map(|open| open.placeholders.clone()).unwrap_or_default()
    }

    fn start(&mut self, mut asking: Asking, endpoint: Endpoint, outgoing: Outgoing) {
        if let Some(open) = &mut self.open {
            open.placeholders.absorb(outgoing.known());
        }
        let request = outgoing.request.clone();
        let content = self.policy.log.content;
        let record = logbook::sending(self.event(EventKind::Send), &endpoint, &request, content);
        let (template, mut digest) = (logbook::template(&request), wire::digest(&endpoint, &request));
        // What is asked place by place is one suggestion in the end.
        let parts = asking.parts_before();
        if let Some(before) = self.sent.take().filter(|sent| sent.template == template)
            && parts > 0
            && before.digest.split(' ').count() == parts
        {
            digest = format!("{} {digest}", before.digest);
        }
        // A person may have looked at it for a while: it is known by when it was asked for.
        self.sent = Some(Sent { at: asking.at, template, digest });
        let name = endpoint.clone();
        let ticket = self.send(Job::Ask { endpoint, request, record: Box::new(record) });
        self.single_begins(ticket, &name, asking.task(), &outgoing);
        asking.begin(ticket, outgoing);
        self.asking = Some(asking);
    }

    /// The person has looked at what is ready: it is sent. With `remember` nothing more of this document is shown before
    /// it goes to that endpoint.
    pub(super) fn send_now(&mut self, remember: bool) {
        let Some(Sending { asking, outgoing, endpoint }) = self.sending.take() else { return };
        if remember
            && self.policy.lets_skip_preview()
            && let Some(open) = &self.open
        {
            self.seen.insert((open.key.clone(), endpoint.name.clone()));
        }
        self.start(asking, endpoint, outgoing);
    }

    /// What was ready is not sent.
    pub(super) fn dont_send(&mut self) {
        if self.sending.take().is_some() {
            self.rest_not_asked();
        }
    }

    /// What is ready by now is what this template says.
    pub(super) fn sending_by_template(&mut self, used: &Used) {
        if let Some(sending) = &mut self.sending {
            sending.asking.set_template(used.clone());
        }
    }

    /// Tells what became of placeholders, where it is not as it was sent.
    pub(super) fn tell_deviations(&mut self, report: &Report) {
        if let Some(notice) = deviations(report) {
            self.tell(notice);
        }
    }
}

/// Why nothing left.
pub fn refused(blocked: &Blocked) -> Notice {
    Notice::error(blocked)
}

/// What became of the placeholders, in one notice; `None` where nothing is to be said.
pub fn deviations(report: &Report) -> Option<Notice> {
    let graver = |d: &Deviation| !matches!(d, Deviation::Altered { .. });
    let level = if report.deviations.iter().any(graver) { Level::Warning } else { Level::Info };
    let details: Vec<Notice> = report.deviations.iter().map(|d| Notice::of(level, d)).collect();
    (!details.is_empty()).then(|| Notice::new(level, "notice-masking-deviations").detailed(details))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::policy::{Guarded, Masking};

    fn handled(masking: Masking, personal: Handling, kind: Kind) -> Handling {
        let policy = Policy { masking, ..Policy::default() };
        let rules = rules(personal, &policy);
        rules.kinds.get(&kind).copied().unwrap_or(rules.otherwise)
    }

    #[test]
    fn the_offices_policy_stands_above_a_persons_setting() {
        let required = || Masking { mode: MaskingMode::Required, ..Masking::default() };
        assert_eq!(handled(Masking::default(), Handling::Warn, Kind::Phone), Handling::Warn);
        assert_eq!(handled(required(), Handling::Warn, Kind::Phone), Handling::Mask);
        let blocked = Masking { block: vec!["phone".to_owned()], ..required() };
        assert_eq!(handled(blocked, Handling::Mask, Kind::Phone), Handling::Block);
        let only = Masking { mask: Some(vec!["person".to_owned()]), ..required() };
        assert_eq!(handled(only.clone(), Handling::Mask, Kind::Person), Handling::Mask);
        assert_eq!(handled(only, Handling::Mask, Kind::Phone), Handling::Warn);
        assert_eq!(handled(required(), Handling::Mask, Kind::Houjin), Handling::Leave);
    }

    #[test]
    fn an_individual_number_stays_here_unless_the_law_lets_it_go() {
        let off = Masking { mode: MaskingMode::Off, ..Masking::default() };
        assert_eq!(handled(off, Handling::Mask, Kind::MyNumber), Handling::Block);
        let purpose =
            || Masking { legal_purpose: "番号法別表".to_owned(), block: Vec::new(), ..Masking::default() };
        assert_eq!(handled(purpose(), Handling::Mask, Kind::MyNumber), Handling::Mask);
        assert_eq!(handled(Masking::default(), Handling::Mask, Kind::MyNumber), Handling::Block);
    }

    #[test]
    fn the_offices_own_words_are_looked_for() {
        let word = Guarded { text: "秘匿事業".to_owned(), is_pattern: false, treatment: policy::Treatment::Block };
        let policy = Policy { masking: Masking { words: vec![word], ..Masking::default() }, ..Policy::default() };
        let mut map = Map::default();
        let rules = rules(Handling::Mask, &policy);
        let masked = crate::assistant::masking::mask("秘匿事業について", None, &rules, &mut map);
        assert_eq!(masked.blocked.len(), 1);
    }
}
