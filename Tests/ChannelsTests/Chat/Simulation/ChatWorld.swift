import TestSupport

@testable import Channels

/// One run: a store, a server that comes and goes, a host, clients and a clock, all determined by a
/// seed, on one thread.
///
/// The worker's machine and the watchers' log are the real ones; the shell around them is played
/// here, so that every moment between two steps can be a crash.
final class ChatWorld {
    let seed: UInt64
    private var random: SeededNumbers
    private var agenda = Agenda()
    var jobs = ModelJobs()
    var server: ChatServer?
    var witness = ChatWitness()
    /// How many lives the server has had.
    var lives = 0
    let settings: ChatSettings
    /// No fault comes, and every wait has its bound.
    let isHealthy: Bool
    private(set) var isCalm = false
    var clients: [SimulatedWatcher] = []
    /// Its story is told: for whoever replays a seed.
    private let isAloud: Bool
    lazy var host = SimulatedOllama(self)

    static let models = ["ant", "bee", "cricket"]
    static let guest = "guest"
    static let jobsMax = 90
    static let eventsMax = 400_000

    init(seed: UInt64, isAloud: Bool = false) {
        self.seed = seed
        self.isAloud = isAloud
        var random = SeededNumbers(seed: seed)
        isHealthy = seed.isMultiple(of: 3)
        var settings = ChatSettings()
        settings.drain.jobsMax = Int.random(in: 1...60, using: &random)
        settings.drain.timeMax = .seconds(Int.random(in: 3...120, using: &random))
        settings.drain.waitMax = .seconds(Int.random(in: 20...40, using: &random))
        settings.drain.guestSlice = .seconds(Int.random(in: 1...4, using: &random))
        settings.keepAliveSeconds = Int.random(in: 8...30, using: &random)
        settings.expiryMargin = .seconds(2)
        settings.silenceMax = .seconds(8)
        settings.goneMax = .seconds(3)
        settings.retryLongest = .seconds(4)
        settings.probeLongest = .seconds(3)
        settings.piecesAtHand = Int.random(in: 4...64, using: &random)
        settings.piecesPerPage = Int.random(in: 2...9, using: &random)
        settings.guestOverstayMax = .seconds(5)
        self.settings = settings
        self.random = random
    }

    var now: Duration { agenda.now }
    var unixMs: Int64 { 1_700_000_000_000 + Int64(now / .milliseconds(1)) }

    func run() throws {
        do {
            start()
            planClients()
            try go(until: .seconds(300))
            isCalm = true
            host.restart()
            if server == nil { start() }
            server?.deliver(.slotGivenBack)
            try go(until: .seconds(3_600)) { self.isDone }
            try witness.checkEnd(of: self)
        } catch let breach as ChatBreach {
            throw ChatBreach("\(breach) [\(now); replay with MOULT_SEED=\(seed)]")
        }
    }

    private var isDone: Bool {
        server != nil && jobs.unfinished.isEmpty && clients.allSatisfy(\.isOver)
    }

    private func go(until end: Duration, or isDone: () -> Bool = { false }) throws {
        var events = 0
        while now < end, !isDone(), let next = agenda.next() {
            try next()
            try server?.wind()
            events += 1
            if events > Self.eventsMax { throw ChatBreach("it goes round in circles: \(state)") }
        }
    }

    func tell(_ text: @autoclosure () -> String) {
        if isAloud { print("\(now): \(text())") }
    }

    var state: String { server.map { "\($0.machine.state)" } ?? "down" }
}

// Chance and time.
extension ChatWorld {
    func happens(_ likelihood: Double) -> Bool {
        likelihood > 0 && Double.random(in: 0..<1, using: &random) < likelihood
    }

    /// A fault, while there are any.
    func mayFail(_ likelihood: Double) -> Bool { !isHealthy && !isCalm && happens(likelihood) }

    func some(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    func plan(at moment: Duration, _ body: @escaping () throws -> Void) {
        agenda.plan(at: moment, body)
    }

    func after(_ milliseconds: Int, _ body: @escaping () throws -> Void) {
        plan(at: now + .milliseconds(milliseconds), body)
    }

    func afterMicroseconds(_ microseconds: Int, _ body: @escaping () throws -> Void) {
        plan(at: now + .microseconds(microseconds), body)
    }

    var loadTime: Int { some(300...1_200) }
}

// The server's lives.
extension ChatWorld {
    func start() {
        guard server == nil else { return }
        lives += 1
        let server = ChatServer(self, life: lives)
        self.server = server
        server.start()
    }

    /// Its requests are cut off; the host notices at the next token.
    func crash() {
        server = nil
        for generation in host.generations.values { generation.isConnected = false }
        after(some(1...3_000)) { self.start() }
    }
}
