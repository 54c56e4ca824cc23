internal import CSQLite
internal import Knowledge

/// The row that a statement stands on.
///
/// Valid only inside the closure it is handed to.
struct Row {
    let statement: OpaquePointer

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(statement, column) == SQLITE_NULL
    }

    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(statement, column)
    }

    func int(_ column: Int32) -> Int {
        Int(sqlite3_column_int64(statement, column))
    }

    func double(_ column: Int32) -> Double {
        sqlite3_column_double(statement, column)
    }

    /// - Throws: `StoreError.damaged` for what is not UTF-8: only UTF-8 was ever bound.
    func text(_ column: Int32) throws -> String {
        guard let bytes = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        let utf8 = UnsafeBufferPointer(start: bytes, count: count)
        guard let text = String(validating: utf8, as: UTF8.self) else {
            throw StoreError(.damaged, "A stored text is not UTF-8; restore the store's backup.")
        }
        return text
    }

    /// Runs `body` on the bytes of a text or blob.
    func withBytes<Result>(
        _ column: Int32,
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        let start = sqlite3_column_blob(statement, column)
        let count = Int(sqlite3_column_bytes(statement, column))
        return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    func floats(_ column: Int32) -> [Float] {
        withBytes(column) { bytes in
            [Float](unsafeUninitializedCapacity: bytes.count / MemoryLayout<Float>.size) {
                floats,
                count in
                count = bytes.count / MemoryLayout<Float>.size
                UnsafeMutableRawBufferPointer(floats).copyMemory(
                    from: UnsafeRawBufferPointer(
                        rebasing: bytes.prefix(count * MemoryLayout<Float>.size)
                    )
                )
            }
        }
    }

    func id(_ column: Int32) -> ItemID { ItemID(rawValue: integer(column)) }

    func revision(_ column: Int32) -> Revision { Revision(rawValue: integer(column)) }
}
