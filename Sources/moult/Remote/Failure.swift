import Messages
import MoultClient

/// An error as the user of a command is told of it.
struct Failure {
    let exitStatus: ExitStatus
    let problem: String
    let remedy: String

    init(_ error: any Error, address: String) {
        switch error {
        case let failure as CommandFailure:
            exitStatus = failure.exitStatus
            problem = failure.problem
            remedy = failure.remedy
        case let error as MoultError where error.code == .unavailable && error.reason == .unspecified:
            exitStatus = .unavailable
            problem = error.message
            remedy = "Start one with `moult serve`, or name another with --server."
        case let error as MoultError:
            exitStatus = error.code == .notFound ? .incomplete : .failed
            problem = error.message
            remedy = ""
        case is CancellationError:
            exitStatus = .interrupted
            problem = "Interrupted"
            remedy = ""
        default:
            exitStatus = .failed
            problem = "\(error)"
            remedy = ""
        }
    }

    var failure: CommandFailure { CommandFailure(problem, remedy: remedy, exitStatus: exitStatus) }
}
