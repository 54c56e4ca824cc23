import Knowledge
import Memory
import Migration
import Spaces
import TestSupport
import Testing

@testable import SQLiteStore

struct ConformanceTests {
    let directory = TemporaryDirectory()

    @Test(arguments: StoreConformance.all)
    func `the SQLite store keeps what every store owes`(
        _ promise: StoreConformance.Case
    ) async throws {
        var settings = StoreSettings()
        settings.answersKeptMax = 5
        try await promise.check(answersKeptMax: 5) { [settings, directory] observers in
            let store = try directory.open(settings)
            for observer in observers { store.add(observer: observer) }
            return store
        }
    }
}
