internal import Foundation
internal import Glibc
internal import Synchronization

/// One run of a program of the operator's: no shell, no descriptor of the server's but the three
/// standard ones.
///
/// What it may read stands in a file without a name, so that nobody waits for it to be read; what
/// it writes is read up to a bound. It is watched by a thread of its own.
struct ProgramRun: Sendable {
    enum Ending: Sendable, Hashable {
        /// With its exit status.
        case exited(Int32)
        /// By this signal.
        case killed(Int32)
        case timedOut
        /// Whoever waited for it was cancelled.
        case cancelled
        /// Why.
        case notStarted(String)
    }

    struct Result: Sendable, Hashable {
        let ending: Ending
        /// The end of what it wrote to standard output and standard error, as one.
        let output: [UInt8]
    }

    let path: String
    let environment: [String: String]
    let input: [UInt8]
    let timeout: Duration

    /// What is kept of the output.
    static let outputBytesMax = 8 << 10

    func run() async -> Result {
        let order = KillOrder()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let thread = Thread { continuation.resume(returning: follow(order)) }
                thread.name = "program"
                thread.start()
            }
        } onCancel: {
            order.give()
        }
    }

    /// Starts the program, and returns when it has ended.
    private func follow(_ order: KillOrder) -> Result {
        do throws(StartFault) {
            let program = try StartedProgram.start(path, environment: environment, input: input)
            return program.follow(until: .now + timeout) { order.isGiven }
        } catch {
            return Result(ending: .notStarted(error.sentence), output: [])
        }
    }

    /// Given once, by whoever waits no more.
    private final class KillOrder: Sendable {
        private let given = Atomic(false)

        var isGiven: Bool { given.load(ordering: .relaxed) }

        func give() { given.store(true, ordering: .relaxed) }
    }
}

/// Why a program was not started.
struct StartFault: Error {
    let sentence: String

    init(_ what: String, _ code: Int32) {
        sentence = "\(what): \(String(cString: strerror(code)))"
    }
}
