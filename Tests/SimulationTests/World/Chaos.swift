import Migration
import TestSupport

/// How much trouble a run has.
struct Chaos {
    /// What the clients do before the troubles end.
    var actions = 60
    /// Between two things that a client does.
    var pace: Duration
    /// How likely a crash is before each thing that happens.
    var crash: Double
    /// The same while the migration is in one phase.
    var crashWithin: (phase: Phase, likelihood: Double)?
    /// The same while money is on its way to the store.
    var crashWithMoney: Double
    var crashesMax: Int
    /// How likely somebody cancels before each thing that happens in a hand-over.
    var cancelInHandOver: Double
    /// How likely a commit meets a full disk.
    var diskFull: Double
    /// How likely a read of the migration's fails.
    var readFails: Double
    /// How likely the hook refuses.
    var hookRefuses: Double
    /// How likely an operator, and not a client, does the next thing.
    var operators: Double
    /// Some texts are refused by one of the targets.
    var isPoisoned: Bool
    /// The third target costs money.
    var isPriced: Bool
    /// Every comparison says *go*.
    var isGood = false
    /// Spells of bad answers or none.
    var troublesMax = 4

    init(by random: inout SeededNumbers) {
        func one<Value>(_ of: [Value], _ otherwise: Value) -> Value {
            of.randomElement(using: &random) ?? otherwise
        }
        crash = one([0, 0.001, 0.005], 0)
        let phases: [Phase?] = [
            nil, .planned, .backfilling, .indexing, .evaluating, .holding, .handingOver,
            .handingOver, .paused,
        ]
        crashWithin = one(phases, nil).map { ($0, one([0.02, 0.08], 0.02)) }
        crashWithMoney = one([0, 0, 0.02], 0)
        crashesMax = Int.random(in: 1...4, using: &random)
        cancelInHandOver = one([0, 0, 0, 0.01, 0.04], 0)
        diskFull = one([0, 0, 0.03], 0)
        readFails = one([0, 0, 0.02], 0)
        hookRefuses = one([0, 0, 0.5], 0)
        operators = one([0.05, 0.15, 0.3], 0.15)
        pace = .milliseconds(one([4, 15, 60], 15))
        isPoisoned = Int.random(in: 0..<3, using: &random) == 0
        isPriced = Bool.random(using: &random)
    }

    /// No trouble, and writes without a pause: several are in flight at any moment.
    static let steadyWrites = Chaos(pace: .milliseconds(4))

    private init(pace: Duration) {
        self.pace = pace
        crash = 0
        crashWithMoney = 0
        crashesMax = 0
        cancelInHandOver = 0
        diskFull = 0
        readFails = 0
        hookRefuses = 0
        operators = 0
        isPoisoned = false
        isPriced = false
        isGood = true
        troublesMax = 0
    }
}

extension MigrationLimits {
    /// Much happens in little time.
    init(by random: inout SeededNumbers) {
        self.init()
        func milliseconds(_ choices: [Int]) -> Duration {
            .milliseconds(choices.randomElement(using: &random) ?? 1_000)
        }
        embedTimeout = .seconds(5)
        backoffFirst = milliseconds([50, 300, 1_000])
        backoffMax = .seconds(4)
        deniedRetry = milliseconds([300, 2_000])
        canaryEvery = milliseconds([300, 1_000, 300_000])
        driftRecheck = milliseconds([100, 1_000])
        hookRetry = milliseconds([50, 500])
        holdPoll = milliseconds([30, 200, 1_000])
        loadLook = .milliseconds(200)
        diskFullRetry = milliseconds([100, 1_000])
        countRefresh = milliseconds([100, 1_000, 10_000])
        adoptedPage = 2
        freshPoll = milliseconds([20, 500])
        freshBatchItems = 3
    }
}
