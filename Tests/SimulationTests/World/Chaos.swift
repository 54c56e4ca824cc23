import TestSupport

/// How much trouble a run has.
struct Chaos {
    /// What the clients do before the troubles end.
    var actions = 40
    /// Between two things that a client does.
    var pace: Duration
    /// How likely a crash is before each thing that happens.
    var crash: Double
    /// The same while a hand-over is under way.
    var crashInHandOver: Double
    var crashesMax: Int
    /// How likely somebody cancels before each thing that happens in a hand-over.
    var cancelInHandOver: Double
    /// How likely a commit meets a full disk.
    var diskFull: Double
    /// Some texts are refused by one of the targets.
    var isPoisoned: Bool
    /// Spells of bad answers or none.
    var troublesMax = 3

    init(by random: inout SeededNumbers) {
        crash = [0, 0.002, 0.008].randomElement(using: &random) ?? 0
        crashInHandOver = [0, 0.02, 0.08].randomElement(using: &random) ?? 0
        crashesMax = Int.random(in: 1...4, using: &random)
        cancelInHandOver = [0, 0, 0.01, 0.04].randomElement(using: &random) ?? 0
        diskFull = [0, 0, 0.03].randomElement(using: &random) ?? 0
        pace = .milliseconds([4, 15, 60].randomElement(using: &random) ?? 15)
        isPoisoned = Int.random(in: 0..<4, using: &random) == 0
    }

    /// No trouble, and writes without a pause: several are in flight at any moment.
    static let steadyWrites = Chaos(pace: .milliseconds(4))

    private init(pace: Duration) {
        self.pace = pace
        crash = 0
        crashInHandOver = 0
        crashesMax = 0
        cancelInHandOver = 0
        diskFull = 0
        isPoisoned = false
        troublesMax = 0
    }
}
