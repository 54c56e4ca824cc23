import Messages

// The model hosts, for people and for programs.
extension Output {
    func show(_ response: MoultV1.ListModelsResponse, withInstalled: Bool) {
        if isJSON { return json(ModelsView(response)) }
        for host in response.hosts { show(host, withInstalled: withInstalled) }
        if response.hosts.isEmpty { remark("No model host is configured.") }
        show(ChatQueueText(response.chat ?? MoultV1.ChatQueue()).rows)
    }

    private func show(_ host: MoultV1.ModelHost, withInstalled: Bool) {
        let text = ModelHostText(host)
        line(answers.painted(text.title, .bold))
        lines(text.loaded.lines(on: answers).map { "  " + $0 })
        for pin in text.pinsNotLoaded {
            line("  " + answers.painted("\(pin) is to be pinned, and is not loaded.", .yellow))
        }
        for condition in host.conditions {
            let since = Moment.text(unixMs: condition.sinceUnixMs)
            let name = answers.painted(condition.name, .yellow)
            line("  \(name)  \(condition.message.onOneLine) (since \(since))")
        }
        if withInstalled { lines(text.installed.lines(on: answers).map { "  " + $0 }) }
    }
}

/// A host as people read it.
struct ModelHostText {
    let host: MoultV1.ModelHost

    init(_ host: MoultV1.ModelHost) {
        self.host = host
    }

    /// As "gpu  http://127.0.0.1:11434  0.13.5, 2 slots, chats, 12 models installed".
    var title: String {
        var facts: [String] = []
        if !host.version.isEmpty { facts.append(host.version) }
        if host.slots > 0 { facts.append(Quantity.text(count: Int(host.slots), of: "slot")) }
        if host.chats { facts.append("chats") }
        if host.reachable {
            let count = Quantity.text(count: host.installed.count, of: "model")
            facts.append("\(count) installed")
        } else {
            facts.append("does not answer")
        }
        let parts = [host.name, host.address, facts.joined(separator: ", ")].map(\.onOneLine)
        return parts.filter { !$0.isEmpty }.joined(separator: "  ")
    }

    var loaded: Table {
        var table = Table([
            .init(title: "LOADED", isFlexible: true),
            .init(title: "SIZE", alignment: .right),
            .init(title: "ON GPU", alignment: .right),
            .init(title: "CONTEXT", alignment: .right),
            .init(title: "UNTIL"),
        ])
        for model in host.loaded {
            table.add([
                model.name, Quantity.text(bytes: Int(model.sizeBytes)), Self.share(of: model),
                model.contextTokens > 0 ? Quantity.text(count: Int(model.contextTokens)) : "?",
                model.pinned ? "pinned" : Moment.text(unixMs: model.expiresUnixMs),
            ])
        }
        return table
    }

    var installed: Table {
        var table = Table([
            .init(title: "INSTALLED", isFlexible: true),
            .init(title: "SIZE", alignment: .right),
            .init(title: "DIGEST"),
        ])
        for model in host.installed {
            let digest = String(model.digest.prefix(12))
            table.add([model.name, Quantity.text(bytes: Int(model.sizeBytes)), digest])
        }
        return table
    }

    /// Without its tag, an embedder is its ":latest".
    var pinsNotLoaded: [String] {
        let loaded = Set(host.loaded.map(\.name))
        return host.pinned.filter { !loaded.contains($0) && !loaded.contains("\($0):latest") }
    }

    private static func share(of model: MoultV1.LoadedModel) -> String {
        guard model.sizeBytes > 0 else { return "?" }
        return Quantity.text(share: Double(model.videoBytes) / Double(model.sizeBytes))
    }
}

/// The chat channel as people read it.
struct ChatQueueText {
    let queue: MoultV1.ChatQueue

    init(_ queue: MoultV1.ChatQueue) {
        self.queue = queue
    }

    var rows: [(String, String)] {
        guard queue.configured else { return [("chat", "no host is configured to chat with")] }
        var rows: [(String, String)] = [
            ("chat jobs waiting", waiting),
            ("running", queue.runningJobID > 0 ? "job \(queue.runningJobID)" : "none"),
            ("loaded model", queue.loadedModel.isEmpty ? "none" : queue.loadedModel.onOneLine),
            ("model changes today", changes),
        ]
        if !queue.standstill.isEmpty { rows.append(("standstill", queue.standstill.onOneLine)) }
        return rows
    }

    private var waiting: String {
        let count = Quantity.text(count: Int(queue.queued))
        guard queue.queued > 0 else { return count }
        return "\(count), the oldest for \(Self.time(queue.oldestWaitMs))"
    }

    private var changes: String {
        let count = Quantity.text(count: Int(queue.modelChangesToday))
        guard queue.modelChangesToday > 0 else { return count }
        return "\(count), which took \(Self.time(queue.modelChangesMsToday))"
    }

    private static func time(_ milliseconds: Int64) -> String {
        Quantity.text(duration: .milliseconds(milliseconds))
    }
}
