//! Calls a running Moult with the ttrpc crate's own client and compares every answer.
//!
//!     interop-rust ADDRESS CALLS
//!
//! ADDRESS is the path of a Unix socket or a host:port. Exits 1 when any answer is not the
//! expected one.

use protobuf::Message;
use std::net::TcpStream;
use std::os::unix::io::IntoRawFd;
use std::os::unix::net::UnixStream;
use std::process::exit;
use std::thread;
use ttrpc::{Client, Code, Error, Request};

#[allow(warnings)]
mod messages {
    include!(concat!(env!("OUT_DIR"), "/mod.rs"));
}
use messages::error::{ErrorDetail, Reason};
use messages::memory::*;

const CALLERS: usize = 8;
const COLLECTION: &str = "interop-rust";
const MEMORY: &str = "moult.v1.Memory";
const DETAIL: &str = "type.googleapis.com/moult.v1.ErrorDetail";
const MINUTE: i64 = 60_000_000_000;

type Checked = Result<(), String>;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let calls = arguments.get(2).and_then(|text| text.parse::<usize>().ok());
    let (address, calls) = match (arguments.get(1), calls) {
        (Some(address), Some(calls)) if arguments.len() == 3 && calls >= CALLERS => (address, calls),
        _ => {
            eprintln!("usage: interop-rust ADDRESS CALLS (at least {})", CALLERS);
            exit(64);
        }
    };
    let client = dial(address);
    let callers: Vec<_> = (0..CALLERS)
        .map(|index| {
            let client = client.clone();
            let share = calls / CALLERS + usize::from(index < calls % CALLERS);
            thread::spawn(move || Caller::new(client, index).run(share))
        })
        .collect();
    let wrong: usize = callers
        .into_iter()
        .map(|caller| caller.join().expect("a caller panicked"))
        .sum();
    println!("rust: {} calls, {} wrong answers", calls, wrong);
    if wrong > 0 {
        exit(1);
    }
}

fn dial(address: &str) -> Client {
    let connected = if address.starts_with('/') {
        UnixStream::connect(address).map(IntoRawFd::into_raw_fd)
    } else {
        TcpStream::connect(address).map(IntoRawFd::into_raw_fd)
    };
    match connected {
        Ok(descriptor) => Client::new(descriptor),
        Err(error) => {
            eprintln!("cannot connect to {}: {}", address, error);
            exit(1);
        }
    }
}

/// Makes one share of the calls. Keys are its own, so that every answer is determined.
struct Caller {
    client: Client,
    name: String,
    stored: usize,
}

impl Caller {
    fn new(client: Client, index: usize) -> Caller {
        Caller { client, name: format!("rust{}", index), stored: 0 }
    }

    fn run(mut self, share: usize) -> usize {
        let mut wrong = 0;
        for number in 0..share {
            if let Err(fault) = self.call(number) {
                eprintln!("{}, call {}: {}", self.name, number, fault);
                wrong += 1;
            }
        }
        wrong
    }

    fn call(&mut self, number: usize) -> Checked {
        match number % 10 {
            0..=3 => self.ingest(),
            4 | 5 => self.get(number % self.stored),
            6 => self.get_missing(number),
            7 => self.search(number % self.stored),
            8 => self.fail(number / 10),
            _ => self.deadline(number / 10),
        }
    }

    fn key(&self, number: usize) -> String {
        format!("{}-{}", self.name, number)
    }

    fn word(&self, number: usize) -> String {
        format!("word{}n{}x", self.name, number)
    }

    fn text(&self, number: usize) -> String {
        format!("Passage {} of {} says {}.", number, self.name, self.word(number))
    }

    fn draft(&self, number: usize) -> ItemDraft {
        let mut entry = MetadataEntry::new();
        entry.set_key("caller".into());
        entry.set_value(self.name.clone());
        let mut draft = ItemDraft::new();
        draft.set_collection(COLLECTION.into());
        draft.set_key(self.key(number));
        draft.set_text(self.text(number));
        draft.mut_metadata().push(entry);
        draft.set_expected_revision(0);
        draft
    }

    fn ingest_one(&self, number: usize) -> Result<IngestOutcome, String> {
        let mut request = IngestRequest::new();
        request.mut_items().push(self.draft(number));
        let response: IngestResponse = self.answered("Ingest", &request, MINUTE)?;
        match response.get_outcomes() {
            [outcome] => Ok(outcome.clone()),
            outcomes => Err(format!("{} outcomes for one item", outcomes.len())),
        }
    }

    fn ingest(&mut self) -> Checked {
        let outcome = self.ingest_one(self.stored)?;
        let holds = outcome.get_key() == self.key(self.stored)
            && outcome.get_collection() == COLLECTION
            && outcome.get_revision() > 0
            && outcome.get_id() > 0
            && outcome.get_status() == IngestStatus::INGEST_STATUS_EMBEDDED;
        self.stored += 1;
        expect(holds, || format!("ingest answered {:?}", outcome))
    }

    fn get_key(&self, key: String) -> Result<GetResponse, String> {
        let mut wanted = ItemKey::new();
        wanted.set_collection(COLLECTION.into());
        wanted.set_key(key);
        let mut request = GetRequest::new();
        request.mut_keys().push(wanted);
        self.answered("Get", &request, MINUTE)
    }

    fn get(&self, number: usize) -> Checked {
        let response = self.get_key(self.key(number))?;
        let holds = matches!(response.get_items(), [item]
            if item.get_text() == self.text(number)
                && item.get_key() == self.key(number)
                && item.get_embedded()
                && item.get_metadata().len() == 1
                && item.get_metadata()[0].get_value() == self.name);
        expect(holds && response.get_missing().is_empty(), || {
            format!("get answered {:?}", response)
        })
    }

    fn get_missing(&self, number: usize) -> Checked {
        let absent = format!("{}-absent-{}", self.name, number);
        let response = self.get_key(absent.clone())?;
        let holds = response.get_items().is_empty()
            && matches!(response.get_missing(), [key] if key.get_key() == absent);
        expect(holds, || format!("get of a missing key answered {:?}", response))
    }

    fn search(&self, number: usize) -> Checked {
        let mut filter = ItemFilter::new();
        filter.mut_collections().push(COLLECTION.into());
        let mut query = SearchQuery::new();
        query.set_text(self.word(number));
        query.set_mode(SearchMode::SEARCH_MODE_LEXICAL);
        query.set_k(3);
        query.set_filter(filter);
        let mut request = SearchRequest::new();
        request.mut_queries().push(query);
        let response: SearchResponse = self.answered("Search", &request, MINUTE)?;
        let holds = matches!(response.get_answers(), [answer]
            if answer.get_epoch() >= 1
                && matches!(answer.get_hits(), [hit]
                    if hit.get_item().get_key() == self.key(number)
                        && hit.get_lexical_rank() == 1
                        && hit.get_snippet().contains(&self.word(number))));
        expect(holds, || format!("search answered {:?}", response))
    }

    /// Makes calls that must be refused, each with its code and reason.
    fn fail(&self, round: usize) -> Checked {
        let empty = GetRequest::new();
        match round % 4 {
            0 => refused(
                self.invoke(MEMORY, "Forget", &empty, MINUTE),
                Code::UNIMPLEMENTED,
                Reason::REASON_UNIMPLEMENTED,
            ),
            1 => refused(
                self.invoke("moult.v1.Nothing", "Get", &empty, MINUTE),
                Code::UNIMPLEMENTED,
                Reason::REASON_UNIMPLEMENTED,
            ),
            2 => {
                let mut query = SearchQuery::new();
                query.set_text("x".into());
                query.set_k(-1);
                let mut request = SearchRequest::new();
                request.mut_queries().push(query);
                refused(
                    self.invoke(MEMORY, "Search", &request, MINUTE),
                    Code::INVALID_ARGUMENT,
                    Reason::REASON_INVALID_ARGUMENT,
                )
            }
            _ => {
                let outcome = self.ingest_one(0)?;
                let holds = outcome.get_status() == IngestStatus::INGEST_STATUS_REFUSED
                    && outcome.get_reason() == Reason::REASON_REVISION_MISMATCH
                    && !outcome.get_message().is_empty();
                expect(holds, || format!("a stale ingest answered {:?}", outcome))
            }
        }
    }

    fn deadline(&self, round: usize) -> Checked {
        let request = StatsRequest::new();
        if round % 2 == 0 {
            return refused(
                self.invoke(MEMORY, "Stats", &request, -1),
                Code::DEADLINE_EXCEEDED,
                Reason::REASON_DEADLINE_EXCEEDED,
            );
        }
        let response: StatsResponse = self.answered("Stats", &request, MINUTE)?;
        let holds = response.get_items() >= self.stored as i64 && response.get_active_epoch() >= 1;
        expect(holds, || format!("stats answered {:?}", response))
    }

    fn answered<T: Message>(
        &self,
        method: &str,
        message: &dyn Message,
        timeout_nano: i64,
    ) -> Result<T, String> {
        let payload = self
            .invoke(MEMORY, method, message, timeout_nano)
            .map_err(|error| error.to_string())?;
        T::parse_from_bytes(&payload).map_err(|error| error.to_string())
    }

    fn invoke(
        &self,
        service: &str,
        method: &str,
        message: &dyn Message,
        timeout_nano: i64,
    ) -> Result<Vec<u8>, Error> {
        let mut request = Request::new();
        request.set_service(service.into());
        request.set_method(method.into());
        request.set_payload(message.write_to_bytes().expect("a message of ours packs"));
        request.set_timeout_nano(timeout_nano);
        self.client.request(request).map(|mut response| response.take_payload())
    }
}

fn expect(holds: bool, fault: impl FnOnce() -> String) -> Checked {
    if holds {
        Ok(())
    } else {
        Err(fault())
    }
}

fn refused(result: Result<Vec<u8>, Error>, code: Code, reason: Reason) -> Checked {
    let status = match result {
        Err(Error::RpcStatus(status)) => status,
        other => return Err(format!("expected {:?}, got {:?}", code, other)),
    };
    expect(status.get_code() == code && !status.get_message().is_empty(), || {
        format!("expected {:?}, got {:?}", code, status)
    })?;
    let detail = match status.get_details() {
        [any] if any.get_type_url() == DETAIL => {
            ErrorDetail::parse_from_bytes(any.get_value()).map_err(|error| error.to_string())?
        }
        details => return Err(format!("the details are {:?}", details)),
    };
    expect(detail.get_reason() == reason, || {
        format!("expected {:?}, got {:?}", reason, detail)
    })
}
