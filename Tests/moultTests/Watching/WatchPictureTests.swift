import Messages
import Testing

@testable import moult

@Suite struct WatchPictureTests {
    private func terminal(_ columns: Int) -> Terminal {
        Terminal(isTerminal: true, windowColumns: columns, environment: ["NO_COLOR": "1"])
    }

    private var progress: MoultV1.MigrationProgress {
        MoultV1.MigrationProgress(
            total: 5_003,
            embedded: 2_900,
            missing: 2_100,
            itemsPerSecond: 312,
            etaMs: 7_000,
            atUnixMs: 200_000,
            quarantined: 3,
            brake: .rate,
            brakeMessage: "at most 312 items a second are asked for",
            brakeSinceUnixMs: 77_000,
            arrivalsPerSecond: 12,
            etaMsMin: 6_000,
            etaMsMax: 9_000,
            tokens: 61_234,
            spentMicros: 1_230_000
        )
    }

    private var picture: WatchPicture {
        var picture = WatchPicture()
        picture.take(
            MoultV1.MigrationStatus(
                epoch: 3,
                target: "builtin:lexical@1024",
                phase: .backfilling,
                knobs: MoultV1.Knobs(budget: .spendMicrosMax(12_500_000)),
                evaluation: MoultV1.Evaluation(verdict: .go, message: "Go: overlap 0.91"),
                currency: "USD"
            )
        )
        picture.take(progress)
        return picture
    }

    @Test func `it says how far, how fast, how long, why no faster, and what it costs`() {
        #expect(
            picture.lines(on: terminal(80)) == [
                "epoch 3  builtin:lexical@1024",
                "backfilling  ━━━━━━━━━━━━━━━━━━━━━━━─────────────────   58 %  2,900/5,000",
                "  rate       312/s, 12/s arriving",
                "  left       7 s (6 s to 9 s)",
                "  brake      rate for 2 min 3 s: at most 312 items a second are asked for",
                "  quarantine 3",
                "  spent      1.23 of 12.50 USD, 61,234 tokens",
                "  verdict    Go: overlap 0.91",
            ]
        )
    }

    @Test func `the rate's history stands beside it`() {
        var picture = self.picture
        var next = progress
        next.atUnixMs += 3_000
        next.itemsPerSecond = 156
        picture.take(next)
        #expect(picture.lines(on: terminal(80))[2] == "  rate       156/s, 12/s arriving  █▅")
    }

    @Test(arguments: [1, 5, 12, 13, 14, 20, 40, 79])
    func `every line is narrower than the terminal`(columns: Int) {
        for line in picture.lines(on: terminal(columns)) { #expect(line.columns < max(2, columns)) }
    }

    @Test func `the end leaves the bar alone`() {
        var picture = self.picture
        picture.take(MoultV1.PhaseChange(epoch: 3, from: .handingOver, to: .finished))
        #expect(picture.lines(on: terminal(80)).count == 1)
    }

    @Test func `what diverges says so instead of a time`() {
        var picture = self.picture
        var fresh = progress
        fresh.diverges = true
        fresh.etaMessage = "it will not converge: slow the writes down"
        picture.take(fresh)
        #expect(
            picture.lines(on: terminal(80))[3]
                == "  left       it will not converge: slow the writes down"
        )
    }
}

@Suite struct WatchLogTests {
    @Test func `a pipe is told of progress at most every ten seconds`() {
        var log = WatchLog()
        var told: [Int64] = []
        for second in Int64(1_000)...1_025 {
            let progress = MoultV1.MigrationProgress(total: 10, atUnixMs: second * 1_000)
            if log.line(for: progress, phase: .backfilling) != nil { told.append(second) }
        }
        #expect(told == [1_000, 1_010, 1_020])
    }

    @Test func `a change is one line whatever its reason holds`() {
        let sentence = WatchLog.sentence(
            MoultV1.PhaseChange(from: .backfilling, to: .paused, reason: "two\nlines\u{1B}[2J")
        )
        #expect(sentence.hasSuffix("  backfilling → paused: two lines[2J"))
        #expect(!sentence.contains("\n"))
    }
}
