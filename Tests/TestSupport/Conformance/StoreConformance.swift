import Knowledge
package import Memory
package import Migration
package import Spaces

/// What every store owes to the ports `MemoryStore` and `MigrationStore`, as cases to be run
/// against each.
///
///     @Test(arguments: StoreConformance.all)
///     func `the store keeps its ports' word`(_ promise: StoreConformance.Case) async throws {
///         try await promise.check { observers in try makeStore(observers) }
///     }
///
/// A case throws a `ConformanceFault` whose sentence says what was owed and what came instead.
package enum StoreConformance {
    /// Makes an empty store that tells `observers` of its commits.
    package typealias MakeStore =
        @Sendable (_ observers: [any CommitObserver]) async throws
        -> any MemoryStore & MigrationStore

    /// One promise, told as a sentence, and how to find out whether it is kept.
    package struct Case: Sendable, CustomStringConvertible {
        package let description: String
        private let body: @Sendable (StoreUnderTest) async throws -> Void

        init(
            _ description: String,
            _ body: @escaping @Sendable (StoreUnderTest) async throws -> Void
        ) {
            self.description = description
            self.body = body
        }

        /// - Parameter answersKeptMax: the bound on idempotent answers that the stores have.
        package func check(
            answersKeptMax: Int = IdempotencyClaim.keptMax,
            makeStore: MakeStore
        ) async throws {
            try await body(StoreUnderTest(answersKeptMax: answersKeptMax, makeStore: makeStore))
        }
    }

    package static let all: [Case] =
        reading + words + ingesting + deleting + answering
        + vectorCases + backlogCases + commitCases
        + starting + recording + flipping + ending + pruning
        + quarantining + releasing + retrying + quarantineCounting
        + canaryCases + queryCases + exporting + forms
        + tuning + spending + adopting + rollingBack
}

/// A promise that a store did not keep.
package struct ConformanceFault: Error, CustomStringConvertible {
    package let description: String
}

/// Throws unless `actual` is `expected`.
func owe<Value: Equatable>(
    _ what: String,
    _ actual: Value,
    _ expected: Value,
    file: String = #fileID,
    line: Int = #line
) throws(ConformanceFault) {
    guard actual != expected else { return }
    throw ConformanceFault(
        description: "\(what): \(expected) is owed, \(actual) came (\(file):\(line))"
    )
}

/// What `value` holds; throws if that is nothing.
func owed<Value>(
    _ what: String,
    _ value: Value?,
    file: String = #fileID,
    line: Int = #line
) throws(ConformanceFault) -> Value {
    guard let value else {
        throw ConformanceFault(description: "\(what) is owed, nothing came (\(file):\(line))")
    }
    return value
}

/// Throws unless `call` throws a `StoreError` of `code`.
func oweError(
    _ code: StoreError.Code,
    from what: String,
    file: String = #fileID,
    line: Int = #line,
    _ call: () async throws -> Void
) async throws(ConformanceFault) {
    var outcome = "nothing was thrown"
    do {
        try await call()
    } catch let error as StoreError where error.code == code {
        return
    } catch {
        outcome = "\(error) was thrown"
    }
    throw ConformanceFault(
        description: "\(what): an error \(code) is owed, \(outcome) (\(file):\(line))"
    )
}
