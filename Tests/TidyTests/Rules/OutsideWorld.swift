import Testing

/// Clock, randomness and sleep are parameters everywhere but at the edges.
///
/// What can be replayed by its seed is only what asks nothing of the machine.
struct OutsideWorld: FileRule {
    /// Where the program meets the machine.
    static let edges: Set<String> = [
        "moult", "MoultServer", "MoultClient", "RPCServer", "SQLiteStore", "LexicalEmbedder",
        "Curl",
    ]

    static let clocks = [
        "Date()", "Date.now", "ContinuousClock()", "ContinuousClock.now", "SuspendingClock()",
        "SuspendingClock.now", "NIODeadline.now", "DispatchTime.now", "clock_gettime",
        "gettimeofday", "time(nil)",
    ]
    static let randomness = [
        ".random(", "SystemRandomNumberGenerator", "arc4random", "getrandom", "UUID()",
        ".shuffled()", ".randomElement()",
    ]
    static let sleeps = ["Task.sleep", "Thread.sleep", "usleep", "nanosleep"]

    func applies(to file: SourceFile) -> Bool {
        guard let target = file.target else { return false }
        return !Self.edges.contains(target)
    }

    func findings(in file: SourceFile) -> [Finding] {
        file.parts.code.enumerated().flatMap { offset, line in
            (Self.clocks + Self.randomness + Self.sleeps).filter { line.containsWord($0) }.map {
                Finding(file.path, line: offset + 1, "\($0) is the edge's: take a parameter")
            }
        }
    }
}

@Suite struct OutsideWorldTests {
    @Test func `clock, randomness and sleep are used only at the edges`() throws {
        let project = try Project.current.get()
        expectNone(OutsideWorld().findings(in: project.files))
    }

    @Test(arguments: OutsideWorld.clocks + OutsideWorld.randomness + OutsideWorld.sleeps)
    func `a use away from the edges is found`(use: String) {
        let text = "let value = \(use)\n"
        let rule = OutsideWorld()
        #expect(!rule.findings(inSample: text, at: "Sources/Memory/Healer.swift").isEmpty)
        #expect(rule.findings(inSample: text, at: "Sources/RPCServer/Server.swift").isEmpty)
    }

    @Test func `a clock that is a parameter is none`() {
        let text = "try await clock.sleep(for: pause)\nlet now = clock.now\n"
        #expect(OutsideWorld().findings(inSample: text, at: "Sources/Memory/A.swift").isEmpty)
    }
}
