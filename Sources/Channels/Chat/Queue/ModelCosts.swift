/// What was learnt of the models: how long a change to one takes, and a job of it.
struct ModelCosts: Sendable {
    /// By canonical names, which are those that may be asked for.
    private var records: [String: ModelRecord]

    /// A mean over about so many: what is long ago fades.
    static let memory: Int64 = 20

    init(_ records: [ModelRecord] = []) {
        self.records = Dictionary(
            records.map { (ModelTag.canonical($0.model), $0) }
        ) { $0.loads + $0.jobs < $1.loads + $1.jobs ? $1 : $0 }
    }

    var models: some Sequence<String> { records.keys }

    /// Those of which jobs were run.
    var chatModels: Set<String> { Set(records.values.filter { $0.jobs > 0 }.map(\.model)) }

    /// From the unloading of the model before to the moment that it can be used; nil: not known.
    func change(to model: String) -> Duration? {
        if let record = records[ModelTag.canonical(model)], record.loads > 0 {
            return .nanoseconds(record.loadNanosecondsMean)
        }
        return mean(over: records.values.filter { $0.loads > 0 }.map(\.loadNanosecondsMean))
    }

    /// nil: not known.
    func job(of model: String) -> Duration? {
        if let record = records[ModelTag.canonical(model)], record.jobs > 0 {
            return .nanoseconds(record.jobNanosecondsMean)
        }
        return mean(over: records.values.filter { $0.jobs > 0 }.map(\.jobNanosecondsMean))
    }

    mutating func learnChange(to model: String, took time: Duration) -> ModelRecord {
        let model = ModelTag.canonical(model)
        var record = records[model] ?? ModelRecord(model: model)
        record.loadNanosecondsMean = Self.mean(record.loadNanosecondsMean, record.loads, time)
        record.loads += 1
        records[model] = record
        return record
    }

    mutating func learnJob(of model: String, took time: Duration) -> ModelRecord {
        let model = ModelTag.canonical(model)
        var record = records[model] ?? ModelRecord(model: model)
        record.jobNanosecondsMean = Self.mean(record.jobNanosecondsMean, record.jobs, time)
        record.jobs += 1
        records[model] = record
        return record
    }

    private static func mean(_ mean: Int64, _ count: Int64, _ time: Duration) -> Int64 {
        mean + (Int64(time / .nanoseconds(1)) - mean) / min(count + 1, memory)
    }

    private func mean(over means: [Int64]) -> Duration? {
        means.isEmpty ? nil : .nanoseconds(means.reduce(0, +) / Int64(means.count))
    }
}
