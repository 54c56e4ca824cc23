import Testing

/// `Package.swift` says of each target what `docs/architecture.md` says, in the same order.
struct ManifestTable {
    private let path = "Package.swift"

    func findings(in manifest: PackageManifest, against page: ArchitecturePage) -> [Finding] {
        missing(in: manifest, against: page)
            + differences(in: manifest, against: page)
            + backwards(in: manifest)
    }

    private func missing(
        in manifest: PackageManifest,
        against page: ArchitecturePage
    ) -> [Finding] {
        let targets = manifest.ownTargets.map(\.name)
        let rows = page.rows.map(\.target)
        let withoutRow = Set(targets).subtracting(rows).sorted()
        let withoutTarget = Set(rows).subtracting(targets).sorted()
        var findings = withoutRow.map { Finding(path, "\($0) has no row in docs/architecture.md") }
        findings += withoutTarget.map { Finding(path, "\($0) has a row, and is no target") }
        if findings.isEmpty, targets != rows {
            findings.append(Finding(path, "the targets stand in another order than the rows"))
        }
        return findings
    }

    private func differences(
        in manifest: PackageManifest,
        against page: ArchitecturePage
    ) -> [Finding] {
        manifest.ownTargets.flatMap { target in
            let sees = Set(page.row(of: target.name)?.sees ?? target.dependencies)
            let depends = Set(target.dependencies)
            return depends.subtracting(sees).sorted()
                .map { Finding(path, "\(target.name) depends on \($0), which its row lacks") }
                + sees.subtracting(depends).sorted()
                .map { Finding(path, "\(target.name) does not depend on \($0), as its row says") }
        }
    }

    /// A target depends only on targets above it.
    private func backwards(in manifest: PackageManifest) -> [Finding] {
        let names = manifest.targets.map(\.name)
        return manifest.targets.enumerated().flatMap { offset, target in
            target.dependencies.filter { names[offset...].contains($0) }.map {
                Finding(path, "\(target.name) depends on \($0), which stands below it")
            }
        }
    }
}

@Suite struct ManifestTableTests {
    private let page = ArchitecturePage(
        """
        | target | what it holds | sees |
        |---|---|---|
        | `Knowledge` | items | – |
        | `Frames` | frames | `NIOCore` |
        """
    )

    private func findings(inTargets text: String) -> [String] {
        ManifestTable().findings(in: PackageManifest(text), against: page).map(\.message)
    }

    @Test func `Package.swift agrees with the table`() throws {
        let project = try Project.current.get()
        #expect(project.manifest.ownTargets.count > 10, "The targets were not read.")
        expectNone(
            ManifestTable().findings(in: project.manifest, against: project.architecture)
        )
    }

    @Test func `a manifest that agrees has no findings`() {
        let found = findings(
            inTargets: """
                .target(name: "Knowledge"),
                .target(
                    name: "Frames",
                    dependencies: [.product(name: "NIOCore", package: "swift-nio")]
                ),
                .testTarget(name: "FramesTests", dependencies: ["Frames"]),
                """
        )
        #expect(found.isEmpty)
    }

    @Test func `a dependency more and one less are found`() {
        let found = findings(
            inTargets: """
                .target(name: "Knowledge"),
                .target(name: "Frames", dependencies: ["Knowledge"]),
                """
        )
        #expect(
            found == [
                "Frames depends on Knowledge, which its row lacks",
                "Frames does not depend on NIOCore, as its row says",
            ]
        )
    }

    @Test func `a target without a row and a row without a target are found`() {
        let found = findings(inTargets: #".target(name: "Knowledge"), .target(name: "Extra")"#)
        #expect(
            found == [
                "Extra has no row in docs/architecture.md", "Frames has a row, and is no target",
            ]
        )
    }

    @Test func `a target below the one that depends on it is found`() {
        let found = findings(
            inTargets: """
                .target(name: "Frames", dependencies: ["NIOCore", "Knowledge"]),
                .target(name: "Knowledge"),
                """
        )
        #expect(found.contains("Frames depends on Knowledge, which stands below it"))
        #expect(found.contains("the targets stand in another order than the rows"))
    }
}
