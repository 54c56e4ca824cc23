import ArgumentParser
import Foundation
import Messages
import MoultServer

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the configuration, the data directory and the server.",
        discussion: """
            Each check says "ok", or what is wrong and what to do. Ends with 1 when one failed.
            """
    )

    @OptionGroup var remote: RemoteOptions
    @OptionGroup(title: "Checked as `moult serve` would read them") var arguments: ServeArguments

    func run() async throws {
        let output = Output(isJSON: remote.json)
        var checks = await arguments.checks()
        checks += await serverChecks()
        for check in checks { show(check, on: output) }
        guard checks.allSatisfy({ $0.problem == nil }) else {
            throw ExitCode(ExitStatus.failed.rawValue)
        }
    }

    private func serverChecks() async -> [DoctorCheck] {
        do {
            let remote = try Remote.connect(
                to: remote.address,
                timeout: remote.patience()
            )
            let health = try await remote.health()
            let stats = try await remote.stats()
            await remote.close()
            return [
                DoctorCheck("server", at: self.remote.address),
                health.status == .serving
                    ? DoctorCheck("readiness", at: "serving")
                    : DoctorCheck(
                        "readiness",
                        problem: "the server says NOT_SERVING",
                        remedy: "Its log says why: it drains, or its store cannot commit."
                    ),
                stats.embedderProblem.isEmpty
                    ? DoctorCheck("embedder", at: stats.activeTarget)
                    : DoctorCheck(
                        "embedder",
                        problem: stats.embedderProblem,
                        remedy: "Writes stay pending until it answers; nothing is lost."
                    ),
            ] + Self.checks(of: stats.conditions)
        } catch {
            let failure = Failure(error, address: remote.address)
            return [DoctorCheck("server", problem: failure.problem, remedy: failure.remedy)]
        }
    }

    /// An embedder that does not answer has a check of its own.
    private static func checks(of conditions: [MoultV1.Condition]) -> [DoctorCheck] {
        conditions.filter { !$0.name.hasPrefix("EMBEDDER_") }.map { condition in
            DoctorCheck(
                condition.name,
                problem: condition.message,
                remedy: "It is so since \(Moment.text(unixMs: condition.sinceUnixMs))."
            )
        }
    }

    private func show(_ check: DoctorCheck, on output: Output) {
        if output.isJSON {
            return output.json(
                CheckView(
                    check: check.name,
                    ok: check.problem == nil,
                    detail: check.detail,
                    problem: check.problem,
                    remedy: check.problem == nil ? nil : check.remedy
                )
            )
        }
        let name = check.name.padded(toColumns: 10)
        if let problem = check.problem {
            let mark = output.answers.painted("failed", .red)
            let failure = CommandFailure(problem, remedy: check.remedy)
            output.line("\(name)  \(mark)  \(failure.sentences)")
        } else {
            output.line("\(name)  \(output.answers.painted("ok", .green))      \(check.detail)")
        }
    }
}

private struct CheckView: Encodable {
    let check: String
    let ok: Bool
    let detail: String
    let problem: String?
    let remedy: String?
}
