/// A promise that did not hold.
struct Breach: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    func told(of seed: UInt64, step: Int, at now: Duration) -> Breach {
        Breach("\(description) [step \(step), \(now); replay with MOULT_SEED=\(seed)]")
    }
}
