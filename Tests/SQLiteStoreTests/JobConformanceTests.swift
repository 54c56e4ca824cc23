import Channels
import TestSupport
import Testing

@testable import SQLiteStore

struct JobConformanceTests {
    let directory = TemporaryDirectory()

    @Test(arguments: JobConformance.all)
    func `the SQLite store keeps what every job store owes`(
        _ promise: JobConformance.Case
    ) async throws {
        try await promise.check { [directory] in try directory.open() }
    }
}
