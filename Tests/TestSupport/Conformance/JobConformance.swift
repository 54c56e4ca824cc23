package import Channels
import Knowledge

/// What every store owes to the port `JobStore`, as cases to be run against each.
///
///     @Test(arguments: JobConformance.all)
///     func `the store keeps its port's word`(_ promise: JobConformance.Case) async throws {
///         try await promise.check { try makeStore() }
///     }
///
/// A case throws a `ConformanceFault` whose sentence says what was owed and what came instead.
package enum JobConformance {
    /// Makes an empty store.
    package typealias MakeStore = @Sendable () async throws -> any JobStore

    /// One promise, told as a sentence, and how to find out whether it is kept.
    package struct Case: Sendable, CustomStringConvertible {
        package let description: String
        private let body: @Sendable (JobsUnderTest) async throws -> Void

        init(
            _ description: String,
            _ body: @escaping @Sendable (JobsUnderTest) async throws -> Void
        ) {
            self.description = description
            self.body = body
        }

        package func check(makeStore: MakeStore) async throws {
            try await body(JobsUnderTest(store: try await makeStore()))
        }
    }

    package static let all: [Case] =
        submitting + keys + queueLimit
        + transitions + cancelling
        + listing + filtering
        + logging + attempts + pruning + hostileTexts + modelRecords
}
