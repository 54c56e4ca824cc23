import Messages
import MoultClient
import Testing

/// Clients that go on while something else happens on the same host.
struct Bystanders: Sendable {
    let server: TestServer
    private let isOver = Flag()

    init(of server: TestServer) {
        self.server = server
    }

    struct Account: Sendable {
        var chats = 0
        var searches = 0
        var embeds = 0
        /// Of all chat jobs.
        var longestWait: Duration = .zero

        fileprivate mutating func add(_ other: Account) {
            chats += other.chats
            searches += other.searches
            embeds += other.embeds
            longestWait = max(longestWait, other.longestWait)
        }
    }

    /// Runs `body` beside `clients`, each of which goes on until it has ended.
    func run(
        _ clients: [@Sendable (Bystanders) async throws -> Account],
        beside body: () async throws -> Void
    ) async throws -> Account {
        try await withThrowingTaskGroup(of: Account.self) { group in
            for client in clients {
                group.addTask {
                    var account = Account()
                    repeat { account.add(try await client(self)) } while !isOver.isRaised
                    return account
                }
            }
            defer { isOver.raise() }
            try await body()
            isOver.raise()
            var account = Account()
            for try await other in group { account.add(other) }
            return account
        }
    }
}

/// What each does again and again.
extension Bystanders {
    /// One question, and its whole answer.
    static func chat(
        with model: String
    ) -> @Sendable (Bystanders) async throws -> Account {
        { bystanders in
            let (job, content) = try await bystanders.server.chat("a question", model: model)
            #expect(job.state == .succeeded, "\(job.message)")
            #expect(!content.isEmpty)
            let wait = Duration.milliseconds(job.begunUnixMs - job.submittedUnixMs)
            return Account(chats: 1, longestWait: wait)
        }
    }

    /// One text twice over: both answers are of one epoch, and have its meaning.
    static func search(
        for key: String
    ) -> @Sendable (Bystanders) async throws -> Account {
        { bystanders in
            let queries = [MoultV1.SearchMode.semantic, .hybrid].map {
                MoultV1.SearchQuery(text: "a text of \(key)", mode: $0, k: 1)
            }
            let request = MoultV1.SearchRequest(queries: queries)
            let answers = try await bystanders.server.client.memory.search(request).answers
            #expect(Set(answers.map(\.epoch)).count == 1)
            for answer in answers {
                #expect(!answer.semanticUnavailable)
                #expect(answer.hits.first?.item?.key == key)
            }
            return Account(searches: 1)
        }
    }

    /// One text that nobody has asked for before, and a pause.
    ///
    /// Without pauses queries would take the whole host, and a backfill what is left.
    static func embed(
        _ name: String,
        counting calls: Counter
    ) -> @Sendable (Bystanders) async throws -> Account {
        { bystanders in
            let text = "query \(name) \(calls.next())"
            let request = MoultV1.EmbedRequest(
                texts: [text],
                target: "ollama:embeddinggemma",
                wording: .query
            )
            let answer = try await bystanders.server.client.inference.embed(request)
            #expect(answer.embedded.first?.vector.count == 4 * 768)
            try await elapse(.milliseconds(40))
            return Account(embeds: 1)
        }
    }
}
