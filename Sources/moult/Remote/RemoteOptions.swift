import ArgumentParser
import Foundation
import MoultClient

/// Which server, and how its answers are shown.
struct RemoteOptions: ParsableArguments {
    static let standardAddress = "tcp://127.0.0.1:7420"
    static let timeoutSecondsStandard = 60.0
    /// A day.
    static let timeoutSecondsMax = 86_400.0

    @Option(
        help: ArgumentHelp(
            "The server: tcp://HOST:PORT or unix:///PATH (or MOULT_SERVER).",
            valueName: "address"
        )
    )
    var server: String?

    @Option(help: "How long a call may take, in seconds; 60 unless a command says otherwise.")
    var timeout: Double?

    @Flag(help: "Print JSON, one object a line, with the fields of the proto.")
    var json = false

    func validate() throws {
        guard let timeout else { return }
        guard timeout > 0, timeout <= Self.timeoutSecondsMax else {
            throw ValidationError("--timeout must be above 0 and at most 86,400 seconds")
        }
    }

    var address: String {
        let variable = ProcessInfo.processInfo.environment["MOULT_SERVER"] ?? ""
        return server ?? (variable.isEmpty ? Self.standardAddress : variable)
    }

    /// What a call may take, where the user does not say.
    func patience(_ standard: Double = timeoutSecondsStandard) -> Duration {
        .seconds(timeout ?? standard)
    }

    /// Connects, runs `work` and ends the program with the exit status that its errors stand for.
    func run(
        patience standard: Double = timeoutSecondsStandard,
        _ work: (Remote) async throws -> Void
    ) async throws {
        let output = Output(isJSON: json)
        do {
            let remote = try Remote.connect(
                to: address,
                timeout: patience(standard),
                output: output
            )
            try await work(remote)
            await remote.close()
        } catch let code as ExitStatus {
            throw ExitCode(code.rawValue)
        } catch {
            let failure = Failure(error, address: address)
            output.complain(failure.problem, remedy: failure.remedy)
            throw ExitCode(failure.exitStatus.rawValue)
        }
    }
}

/// A command that was carried out, and did not come to a full success.
extension ExitStatus: Error {}
