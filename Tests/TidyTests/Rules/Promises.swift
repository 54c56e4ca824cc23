import Testing

/// Every test that the architecture names as holding a promise exists.
struct Promises {
    func findings(in tests: [SourceFile], page: ArchitecturePage) -> [Finding] {
        let names = Set(tests.filter(\.isSwift).flatMap(\.tests).map(\.name))
        return page.promises.flatMap { promise in
            promise.tests.filter { !names.contains($0) }.map {
                Finding("docs/architecture.md", "promise \(promise.number): no test “\($0)”")
            }
        }
    }
}

@Suite struct PromisesTests {
    private let page = ArchitecturePage(
        """
        | promise | test | the edit that it was seen to catch |
        |---|---|---|
        | 2 | `a page token of a gone epoch is refused` | the check left out |
        """
    )

    @Test func `every test that a promise names exists`() throws {
        let project = try Project.current.get()
        expectNone(Promises().findings(in: project.tests, page: project.architecture))
    }

    @Test func `a promise whose test is gone is found`() {
        #expect(Promises().findings(in: [], page: page).count == 1)
        let test = SourceFile(
            path: "Tests/MemoryTests/SearchTests.swift",
            text: "@Test func `a page token of a gone epoch is refused`() {}\n"
        )
        #expect(Promises().findings(in: [test], page: page).isEmpty)
    }
}
