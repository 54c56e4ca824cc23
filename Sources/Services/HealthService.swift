internal import Messages
package import RPC

/// grpc.health.v1.Health.
///
/// Readiness tells whether the store can commit, liveness whether this answers at all; neither
/// ever depends on a model provider.
package struct HealthService: Sendable {
    private let board: HealthBoard
    private let services: Set<String>

    /// - Parameter services: the full names of the services whose health is the server's.
    package init(_ board: HealthBoard, services: Set<String>) {
        self.board = board
        self.services = services
    }

    package var table: ServiceTable {
        ServiceTable { table in
            table.inline(HealthV1.HealthMethods.check) { request, _ in
                guard let subject = Subject(request.service, services) else {
                    throw RPCStatus(
                        .notFound,
                        "There is no service \"\(request.service)\" here whose health could be "
                            + "asked; \"\" asks for the server's.",
                        reason: .notFound,
                        subject: request.service
                    )
                }
                return HealthV1.HealthCheckResponse(status: subject.status(board.readiness))
            }
            table.serverStream(HealthV1.HealthMethods.watch) { request, writer, _ in
                try await watch(request.service, writer)
            }
        }
    }

    private func watch(
        _ service: String,
        _ writer: StreamWriter<HealthV1.HealthCheckResponse>
    ) async throws {
        let subject = Subject(service, services)
        var version: UInt64 = 0
        while true {
            let (readiness, now) = await board.next(after: version)
            try Task.checkCancellation()
            version = now
            let status = subject?.status(readiness) ?? .serviceUnknown
            try writer.sendLatest(HealthV1.HealthCheckResponse(status: status))
        }
    }

    private enum Subject {
        case readiness
        case liveness

        init?(_ service: String, _ services: Set<String>) {
            switch service {
            case "", "readiness": self = .readiness
            case "liveness": self = .liveness
            default:
                guard services.contains(service) else { return nil }
                self = .readiness
            }
        }

        func status(
            _ readiness: HealthBoard.Readiness
        ) -> HealthV1.HealthCheckResponse.ServingStatus {
            switch (self, readiness) {
            case (.liveness, _), (.readiness, .serving): .serving
            case (.readiness, .notServing), (.readiness, .draining): .notServing
            }
        }
    }
}
