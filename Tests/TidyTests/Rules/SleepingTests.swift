import Testing

/// A test waits on a signal; it never sleeps.
struct SleepingTests: FileRule {
    static let sleeps = [
        "Task.sleep", "Thread.sleep", "ContinuousClock().sleep", "SuspendingClock().sleep",
        "usleep(", "nanosleep(", " sleep(", "time.sleep(", "thread::sleep(",
    ]

    func applies(to file: SourceFile) -> Bool { file.isTest }

    func findings(in file: SourceFile) -> [Finding] {
        file.parts.code.enumerated().flatMap { offset, line in
            Self.sleeps.filter { line.containsWord($0) && !line.contains("func sleep(") }.map {
                Finding(file.path, line: offset + 1, "\($0): wait on a signal")
            }
        }
    }
}

@Suite struct SleepingTestsTests {
    @Test func `no test sleeps`() throws {
        expectNone(SleepingTests().findings(in: try Project.current.get().files))
    }

    @Test(arguments: SleepingTests.sleeps)
    func `a sleep in a test is found`(sleep: String) {
        let text = "    \(sleep)(1)\n"
        let rule = SleepingTests()
        #expect(!rule.findings(inSample: text, at: "Tests/FramesTests/A.swift").isEmpty)
    }

    @Test func `a clock that is moved by hand may be slept on`() {
        let text = "    func sleep(until: Int) {}\n    try await clock.sleep(for: pause)\n"
        #expect(SleepingTests().findings(inSample: text, at: "Tests/A/B.swift").isEmpty)
    }
}
