internal import ArgumentParser
internal import Foundation
internal import Knowledge
internal import Logging
internal import Memory
package import Spaces
internal import UnixSignals

extension ServeArguments {
    /// Serves until SIGTERM or SIGINT, or prints the configuration.
    ///
    /// - Parameter adding: embedders beside those that there are.
    package func serve(
        adding: @Sendable (any EmbedderCatalog) -> any EmbedderCatalog = { $0 }
    ) async throws {
        do {
            let settings = try await settings()
            if printConfig { return print(settings.yaml) }
            let logger = logger(settings)
            for variable in settings.unknownVariables {
                logger.warning("the environment has \(variable), which is no setting")
            }
            let server = try await RunningServer.start(settings, adding: adding, logger: logger)
            await server.run(until: await UnixSignalsSequence(trapping: .sigterm, .sigint).stops)
        } catch {
            let line = Data("moult: \(Self.sentence(error))\n".utf8)
            try? FileHandle.standardError.write(contentsOf: line)
            throw ExitCode.failure
        }
    }

    private func logger(_ settings: Settings) -> Logger {
        var logger = Logger(label: "moult") { StreamLogHandler.standardError(label: $0) }
        // The setting is a choice of these.
        logger.logLevel = Logger.Level(rawValue: settings.text(.logLevel)) ?? .info
        return logger
    }

    static func sentence(_ error: any Error) -> String {
        switch error {
        case let error as SettingError: error.message
        case let error as StoreError: error.message
        case let error as MemoryError: error.message
        case let error as EmbedderTargetError: error.message
        default: "\(error)"
        }
    }
}

extension UnixSignalsSequence {
    /// One element a signal.
    fileprivate var stops: some AsyncSequence<Void, Never> & Sendable {
        map { _ in }
    }
}
