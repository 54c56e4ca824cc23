/// What a caller sends beside its request: pairs of a key and a value.
///
/// A key may stand more than once. Keys are lower case; they are made so on receipt.
package struct Metadata: Hashable, Sendable {
    package private(set) var entries: [(key: String, value: String)]

    package static let empty = Metadata()

    package init(_ entries: [(key: String, value: String)] = []) {
        self.entries = entries.map { (key: $0.key.lowercased(), value: $0.value) }
    }

    package var isEmpty: Bool { entries.isEmpty }

    /// The first value of `key`, which is lower case.
    package subscript(key: String) -> String? {
        entries.first { $0.key == key }?.value
    }

    /// All values of `key`, which is lower case, in the order they were sent.
    package func values(of key: String) -> [String] {
        entries.filter { $0.key == key }.map(\.value)
    }

    package static func == (one: Metadata, other: Metadata) -> Bool {
        one.entries.elementsEqual(other.entries) { $0.key == $1.key && $0.value == $1.value }
    }

    package func hash(into hasher: inout Hasher) {
        for entry in entries {
            hasher.combine(entry.key)
            hasher.combine(entry.value)
        }
    }
}
