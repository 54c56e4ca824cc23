import Channels
import TestSupport
import Testing

@Suite struct ModelJobStoreTests {
    @Test(arguments: JobConformance.all)
    func `the job store in memory keeps its port's word`(
        _ promise: JobConformance.Case
    ) async throws {
        try await promise.check { ModelJobStore() }
    }
}
