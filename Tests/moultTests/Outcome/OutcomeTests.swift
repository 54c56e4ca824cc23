import Testing

@testable import moult

@Suite struct OutcomeTests {
    @Test func `the numbers that scripts rely on do not change`() {
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 3, 4, 64, 130, 141, 143])
    }

    @Test func `every exit status is explained on a line of its own`() {
        let lines = ExitStatus.table.split(separator: "\n")
        #expect(lines.count == ExitStatus.allCases.count)
        #expect(lines.contains("    4  no server answers"))
    }

    @Test func `a failure is one line: what was wrong, and what to do`() {
        let failure = CommandFailure(
            "No server answers at tcp://127.0.0.1:7420",
            remedy: "Start one with:\n  moult serve",
            exitStatus: .unavailable
        )
        #expect(
            failure.line(on: .pipe)
                == "moult: No server answers at tcp://127.0.0.1:7420. "
                + "Start one with: moult serve."
        )
    }

    @Test func `a failure with nothing to do about it is one sentence`() {
        #expect(CommandFailure("It failed.").line(on: .pipe) == "moult: It failed.")
    }
}
