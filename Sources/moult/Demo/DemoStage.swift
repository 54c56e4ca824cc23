import Foundation
import Messages

/// The demonstration, act by act.
struct DemoStage {
    let output: Output
    let seconds: Double
    let from: String
    let to: String

    /// Quiet time before and after the migration, to compare with.
    private static let quiet: Duration = .seconds(6)

    func play(on server: DemoServer, corpus: DemoCorpus) async throws {
        title("1. A server on a temporary directory, with \(from)")
        let remote = try await reach(server)
        output.line("Serving at \(server.address).")
        let ollama = DemoOllama(try await remote.models())
        if let ollama {
            output.line("Ollama answers at \(ollama.address): \(ollama.embedder) will be next.")
        }
        let to = ollama?.embedder ?? to

        title("2. This machine's documentation goes in")
        let report = try await Ingestion(
            remote: remote,
            options: Ingestion.Options(collection: "documentation")
        ).run(paths: corpus.files)
        report.show(on: output)

        title("3. Found again, by meaning and by words")
        for query in DemoQueries.shown { try await show(query, remote) }

        title("4. The embedding model is replaced, while clients search and write")
        output.show(try await remote.plan(MoultV1.PlanRequest(target: to)))
        let outcome = try await migrate(
            remote,
            server.address,
            to: to,
            items: report.passages,
            chatting: ollama?.chatModel
        )

        title("5. What the clients saw")
        output.lines(outcome.table.lines(on: output.forPeople))
        output.lines(outcome.sentences)
        output.show(try await remote.profiles())
        await remote.close()
        guard outcome.isGood else {
            throw CommandFailure(
                "The demonstration did not come off: "
                    + (outcome.load.searches.firstFault ?? outcome.load.writes.firstFault
                        ?? "too few calls fell into the migration"),
                remedy: "Try --seconds \(Int(seconds * 2))."
            )
        }
        showNext(to)
    }

    private func reach(_ server: DemoServer) async throws -> Remote {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(30)
        while true {
            do {
                let remote = try Remote.connect(to: server.address, output: output)
                if try await remote.health().status == .serving { return remote }
            } catch  where clock.now < end && server.isRunning {
                try await Task.sleep(for: .milliseconds(50))
                continue
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func show(_ query: DemoQueries.Query, _ remote: Remote) async throws {
        let answer = try await remote.search(
            MoultV1.SearchQuery(text: query.text, mode: query.mode, k: 2)
        )
        output.line("")
        output.line("$ moult search --mode \(query.mode.word) -k 2 '\(query.text)'")
        output.show(answer)
    }

    /// Searches and writes go on before, during and after.
    private func migrate(
        _ remote: Remote,
        _ address: String,
        to target: String,
        items: Int,
        chatting model: String?
    ) async throws -> DemoReport {
        let load = DemoLoad(address: address)
        let chat = model.map { DemoChat(address: address, model: $0) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await load.run() }
            if let chat { group.addTask { try await chat.run() } }
            try await Task.sleep(for: Self.quiet)
            let rate = max(1, Double(items) / seconds)
            output.line("")
            output.line("$ moult migrate start \(target) --rate \(Int(rate)) --watch")
            let clock = ContinuousClock()
            let start = clock.now
            load.enter(.during)
            let started = try await remote.start(
                MoultV1.StartRequest(
                    target: target,
                    itemsPerSecondMax: rate,
                    // Nobody is there to say whether a verdict of no-go is to hold it.
                    knobs: MoultV1.Knobs(evidence: .gate(.inform))
                )
            )
            let flip = try await watch(remote, started.migration?.epoch ?? 0)
            load.enter(.after)
            let took = clock.now - start
            output.line("Going on for a moment, to compare.")
            try await Task.sleep(for: Self.quiet)
            group.cancelAll()
            try? await group.waitForAll()
            return DemoReport(
                load: load,
                chat: chat?.account,
                lost: try await load.lost(remote),
                migration: took,
                flip: flip
            )
        }
    }

    private func watch(_ remote: Remote, _ epoch: Int64) async throws -> MoultV1.PhaseChange {
        var display = WatchDisplay(output: output)
        let last = try await remote.follow(epoch: epoch, after: 0, interval: 200) {
            display.show($0)
        }
        display.end()
        guard let last, last.to == .finished else {
            throw CommandFailure(
                "The migration did not finish: \(last?.reason ?? "")"
            )
        }
        return last
    }

    private func title(_ text: String) {
        output.line("")
        output.line(output.answers.painted(text, .bold))
    }

    private func showNext(_ to: String) {
        title("Next")
        output.lines([
            "  moult serve                              your own server, in the foreground",
            "  moult ingest README.md docs              put your text in",
            "  moult search 'how does the flip work'    find it again",
            "  moult migrate start \(to) --watch",
        ])
    }
}

extension MoultV1.SearchMode {
    /// As `--mode` takes it.
    fileprivate var word: String {
        switch self {
        case .semantic: "semantic"
        case .lexical: "lexical"
        case .hybrid, .unspecified, .unrecognized: "hybrid"
        }
    }
}
