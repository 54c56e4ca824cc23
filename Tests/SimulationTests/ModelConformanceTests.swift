import TestSupport
import Testing

struct ModelConformanceTests {
    @Test(arguments: StoreConformance.all)
    func `the model store keeps the word of its ports`(
        _ promise: StoreConformance.Case
    ) async throws {
        try await promise.check(answersKeptMax: 100_000) { observers in
            ModelMemoryStore(observers: observers)
        }
    }
}
