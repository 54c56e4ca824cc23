import Channels
import Knowledge
import Testing

@testable import SQLiteStore

struct JobLogTests {
    let directory = TemporaryDirectory()

    private func running() async throws -> (store: SQLiteStore, id: JobID) {
        let store = try directory.open()
        let id = try await store.submitted(1)[0]
        _ = try await store.begin(id, atUnixMs: 2)
        return (store, id)
    }

    private func rowSizes(in store: SQLiteStore) async throws -> [Int] {
        try await store.readers.read { db in
            try db.all("SELECT length(pieces) FROM job_pieces ORDER BY job, last") { $0.int(0) }
        }
    }

    @Test func `what is appended together shares a row, and a token takes few bytes`()
        async throws
    {
        let (store, id) = try await running()
        try await store.append(.told(1...5), to: id)
        try await store.append(.told(6...9), to: id)
        #expect(try await rowSizes(in: store) == [5 * 7, 4 * 7])
        #expect(try await store.log(of: id) == .told(1...9))
    }

    @Test(arguments: [(0, [1]), (1, [1, 1])])
    func `a row takes its bound, and one byte more begins another`(
        excess: Int,
        rows: [Int]
    ) async throws {
        let (store, id) = try await running()
        let half = JobLog.rowBytesMax / 2
        let pieces = zip([JobPiece].told(1...2), [half, half + excess]).map { entry, count in
            let content = String(repeating: "x", count: count)
            return JobPiece(sequence: entry.sequence, piece: ChatPiece(content: content))
        }
        try await store.append(pieces, to: id)
        #expect(try await rowSizes(in: store).count == rows.count)
        #expect(try await store.log(of: id) == pieces)
        let second = try await store.pieces(of: id, after: pieces[0].sequence, limit: 9)
        #expect(second == [pieces[1]])
    }

    @Test func `a piece above the bound is alone in its row`() async throws {
        let (store, id) = try await running()
        var pieces = [JobPiece].told(1...3)
        let long = String(repeating: "x", count: JobLog.rowBytesMax + 1)
        pieces[1] = JobPiece(sequence: pieces[1].sequence, piece: ChatPiece(thinking: long))
        try await store.append(pieces, to: id)
        #expect(try await rowSizes(in: store).count == 3)
        #expect(try await store.log(of: id) == pieces)
    }

    @Test func `a row that was cut or turned is refused, whatever it holds`() throws {
        let pieces = [JobPiece].told(1...200)
        let last = pieces[199].sequence
        let bytes = PieceBlob.encode(pieces)
        #expect(try bytes.withUnsafeBytes { try PieceBlob.decode($0, through: last) } == pieces)
        var refused = 0
        for count in 1..<bytes.count {
            let cut = Array(bytes.prefix(count))
            if (try? cut.withUnsafeBytes { try PieceBlob.decode($0, through: last) }) == nil {
                refused += 1
            }
        }
        #expect(refused == bytes.count - 200)
    }

    @Test(
        arguments: [
            [0x80], [0, 1], [0, 1, 0xFF, 0, 0, 0], [0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
            [UInt8](repeating: 0xFF, count: 11),
            [0] + [UInt8](repeating: 0xFF, count: 9) + [0x7F],
        ] as [[UInt8]]
    )
    func `bytes that no log has are damage, not a crash`(bytes: [UInt8]) {
        let error = #expect(throws: StoreError.self) {
            try bytes.withUnsafeBytes {
                try PieceBlob.decode($0, through: JobSequence(rawValue: 1))
            }
        }
        #expect(error?.code == .damaged)
    }
}
