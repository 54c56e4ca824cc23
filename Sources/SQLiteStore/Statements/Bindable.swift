internal import CSQLite
internal import Channels
internal import Knowledge
internal import Spaces

#if _endian(big)
#error("Vectors are stored as little-endian float32.")
#endif

/// A value that a statement's parameter takes.
///
/// GRDB binds text up to its first NUL (`sqlite3_bind_text` with a count of -1); these bind all of
/// it, and without boxing.
protocol Bindable {
    /// - Returns: SQLite's result code.
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

extension Int64: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement, index, self)
    }
}

extension Int: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement, index, Int64(self))
    }
}

extension Double: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_double(statement, index, self)
    }
}

extension String: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        var text = self
        return text.withUTF8 { utf8 in
            // A null pointer would bind NULL, and an empty text is not that.
            guard let bytes = utf8.baseAddress else {
                return moult_sqlite_bind_text(statement, index, "", 0)
            }
            return bytes.withMemoryRebound(to: CChar.self, capacity: utf8.count) { characters in
                moult_sqlite_bind_text(statement, index, characters, UInt64(utf8.count))
            }
        }
    }
}

extension [UInt8]: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        withUnsafeBytes { bindBlob($0, to: statement, at: index) }
    }
}

/// A vector's floats, as the blob that is stored.
struct FloatBlob: Bindable {
    let values: [Float]

    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        values.withUnsafeBytes { bindBlob($0, to: statement, at: index) }
    }
}

extension Optional: Bindable where Wrapped: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .some(let value): value.bind(to: statement, at: index)
        case .none: sqlite3_bind_null(statement, index)
        }
    }
}

extension Bindable where Self: RawRepresentable, RawValue: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        rawValue.bind(to: statement, at: index)
    }
}

extension ItemID: Bindable {}
extension Revision: Bindable {}
extension SpaceID: Bindable {}
extension Epoch: Bindable {}
extension JobID: Bindable {}
extension JobSequence: Bindable {}
extension JobState: Bindable {}
extension JobFailure: Bindable {}
extension JobPriority: Bindable {}

private func bindBlob(
    _ bytes: UnsafeRawBufferPointer,
    to statement: OpaquePointer,
    at index: Int32
) -> Int32 {
    guard let start = bytes.baseAddress else {
        return sqlite3_bind_zeroblob(statement, index, 0)
    }
    return moult_sqlite_bind_blob(statement, index, start, UInt64(bytes.count))
}
