import Foundation
import Messages
import MoultClient
import Testing

extension IntegrationTests {
    /// A file system of a few MiB, which fills up.
    @Suite struct FullDiskTests {
        @Test func `a full disk is said clearly, harms nothing, and passes with new room`()
            async throws
        {
            try await SmallDisk.with(mebibytes: 12) { disk in
                try await TestServer.run(directory: disk.path) { server in
                    try await server.fill("item", 50)
                    try disk.fill(leaving: 512 << 10)
                    let stored = try await Self.fillUp(server)
                    print("the disk was full after \(stored.count) items more")

                    // What reads goes on.
                    #expect(try await server.item("item7")?.text == "a text of item7")
                    #expect(try await server.isFoundByWords("item7", "item7"))
                    #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                    #expect(try await server.isFoundByMeaning("item8", "a text of item8"))

                    try disk.makeRoom()
                    try await eventually("writes go on") {
                        let outcome = try await server.put(["after": "after the flood"]).first
                        return outcome?.status == .embedded
                    }
                    for key in stored { #expect(try await server.item(key) != nil) }
                    try await server.waitUntilHealed()
                    #expect(try await server.isFoundByMeaning("after", "after the flood"))
                    try await server.terminate()
                    #expect(try await server.integrityAtRest() == "ok")
                    try await server.start()
                    #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                }
            }
        }

        /// Writes until the disk is full.
        ///
        /// - Returns: the keys that were acknowledged.
        private static func fillUp(_ server: TestServer) async throws -> [String] {
            var stored: [String] = []
            let text = String(repeating: "many words that fill a disk ", count: 2_000)
            while stored.count < 1_000 {
                let key = "big\(stored.count)"
                let outcome: MoultV1.IngestOutcome
                do {
                    outcome = try #require(try await server.put([key: text + key]).first)
                } catch let error as MoultError {
                    #expect(error.code == .resourceExhausted)
                    #expect(error.reason == .diskFull)
                    return stored
                }
                guard outcome.status == .refused else {
                    stored.append(key)
                    continue
                }
                #expect(outcome.code == MoultError.Code.resourceExhausted.rawValue)
                #expect(outcome.reason == .diskFull)
                #expect(outcome.retryable)
                #expect(!outcome.message.isEmpty)
                return stored
            }
            throw TestFailure("the disk does not get full")
        }

        /// Without a reserve, and with one that live writes may use and a backfill may not.
        @Test(arguments: [0, 3 << 20])
        func `a migration waits for room, says so, and goes on when there is some`(
            reserve: Int
        ) async throws {
            try await SmallDisk.with(mebibytes: 20) { disk in
                let settings = ["store.diskReserveBytes=\(reserve)"]
                try await TestServer.run(settings: settings, directory: disk.path) { server in
                    try await server.fill("item", 500)
                    try disk.fill(leaving: reserve + (256 << 10))
                    // 500 vectors of 1,024 floats are 2 MiB.
                    let epoch = try await server.migrate(to: "fault:@1024", batchItems: 16)
                    // Not from Watch: its changes are stored, for which there may be no room.
                    try await eventually("the migration is paused") {
                        try await server.migration(epoch).phase == .paused
                    }
                    let reason = try await server.migration(epoch).reason
                    print("paused with a reserve of \(reserve): \(reason)")
                    #expect(reason.contains("room") || reason.contains("disk"))
                    #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                    if reserve > 0 {
                        let outcome = try await server.put(["live": "a live write"]).first
                        #expect(outcome?.status == .embedded)
                    }
                    try disk.makeRoom()
                    try await server.finish(epoch)
                    #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                    #expect(
                        try await server.put(["after": "room again"]).first?.status == .embedded
                    )
                    try await server.terminate()
                    #expect(try await server.integrityAtRest() == "ok")
                }
            }
        }
    }
}

/// A small file system of its own, with ballast to take its room and to give it back.
struct SmallDisk {
    let path: String

    private var ballast: String { path + "/ballast" }

    /// Mounts one, which takes root, and unmounts it in the end.
    static func with(
        mebibytes: Int,
        _ body: (SmallDisk) async throws -> Void
    ) async throws {
        var template = Array("/tmp/moult-disk-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestFailure("no temporary directory") }
        let path = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        let mount = try await Command.run(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=\(mebibytes)m",
            "moult-test",
            path
        )
        guard mount.code == 0 else {
            throw TestFailure(
                "a small disk could not be mounted at \(path): \(mount.output). Run this test as "
                    + "root, where mounting is allowed."
            )
        }
        let result: Result<Void, any Error>
        do { result = .success(try await body(SmallDisk(path: path))) } catch {
            result = .failure(error)
        }
        let unmount = try await Command.run("umount", path)
        #expect(unmount.code == 0, "\(unmount.output)")
        try result.get()
    }

    /// Takes the room but for so many bytes.
    func fill(leaving free: Int) throws {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: path)
        let now = try #require(attributes[.systemFreeSize] as? Int)
        try Data(count: max(0, now - free)).write(to: URL(fileURLWithPath: ballast))
    }

    func makeRoom() throws {
        try FileManager.default.removeItem(atPath: ballast)
    }
}
