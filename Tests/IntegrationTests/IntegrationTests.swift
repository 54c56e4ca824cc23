import Testing

/// The whole server, from outside: `moult-test serve` as a process of its own, over its own
/// directory, asked through its own socket.
///
/// One after the other: each of them takes the machine as it is, and some count what others would
/// change.
@Suite(.serialized, .timeLimit(.minutes(15)))
enum IntegrationTests {}
