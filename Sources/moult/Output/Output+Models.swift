import Messages

// The model hosts, for people and for programs.
extension Output {
    func show(_ response: MoultV1.ListModelsResponse, withInstalled: Bool) {
        if isJSON { return json(ModelsView(response)) }
        for host in response.hosts {
            let text = ModelHostText(host)
            lines(
                answers.isTerminal
                    ? text.lines(on: answers, withInstalled: withInstalled)
                    : text.records(withInstalled: withInstalled)
            )
        }
        if response.hosts.isEmpty { remark("No model host is configured.") }
        show(ChatQueueText(response.chat ?? MoultV1.ChatQueue()).rows)
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

    /// What a terminal shows: the title, and below it what is loaded and what is wrong.
    func lines(on terminal: Terminal, withInstalled: Bool) -> [String] {
        let tables = [loaded] + (withInstalled ? [installed] : [])
        let rows = tables.filter { !$0.rows.isEmpty }.map { $0.lines(on: terminal) }
        let warnings = warnings.map { terminal.painted($0.name, .yellow) + "  " + $0.sentence }
        let below = (rows.first ?? []) + warnings + rows.dropFirst().joined()
        return [terminal.painted(title, .bold)] + below.map { "  " + $0 }
    }

    /// What a pipe is given: lines that each say what they are and of which host.
    func records(withInstalled: Bool) -> [String] {
        let name = host.name.onOneLine
        var records = ["host\t\(name)\t\(title)"]
        records += loaded.lines(on: .pipe).map { "loaded\t\(name)\t\($0)" }
        records += warnings.map { "condition\t\(name)\t\($0.name)\t\($0.sentence)" }
        if withInstalled {
            records += installed.lines(on: .pipe).map { "installed\t\(name)\t\($0)" }
        }
        return records
    }

    /// What a person should know of, by its name.
    var warnings: [(name: String, sentence: String)] {
        let conditions = host.conditions.map { condition in
            let since = Moment.text(unixMs: condition.sinceUnixMs)
            return (condition.name, "\(condition.message.onOneLine) (since \(since))")
        }
        return conditions
            + pinsNotLoaded.map { ("NOT_LOADED", "\($0) is to be pinned, and is not loaded.") }
    }

    var loaded: Table {
        var table = Table([
            .init(title: "LOADED", isFlexible: true),
            .init(title: "SIZE", alignment: .right),
            .init(title: "ON GPU", alignment: .right),
            .init(title: "CONTEXT", alignment: .right),
            .init(title: "UNTIL"),
        ])
        for resident in host.loaded {
            table.add([
                resident.name, Quantity.text(bytes: Int(resident.sizeBytes)),
                Self.share(of: resident),
                resident.contextTokens > 0
                    ? Quantity.text(count: Int(resident.contextTokens)) : "?",
                resident.pinned ? "pinned" : Moment.text(unixMs: resident.expiresUnixMs),
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
        for one in host.installed {
            let digest = String(one.digest.prefix(12))
            table.add([one.name, Quantity.text(bytes: Int(one.sizeBytes)), digest])
        }
        return table
    }

    /// Without its tag, an embedder is its ":latest".
    var pinsNotLoaded: [String] {
        let loaded = Set(host.loaded.map(\.name))
        return host.pinned.filter { !loaded.contains($0) && !loaded.contains("\($0):latest") }
    }

    private static func share(of resident: MoultV1.LoadedModel) -> String {
        guard resident.sizeBytes > 0 else { return "?" }
        return Quantity.text(share: Double(resident.videoBytes) / Double(resident.sizeBytes))
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
