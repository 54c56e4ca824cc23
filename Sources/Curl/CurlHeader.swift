/// One line of a request's or an answer's head.
package struct CurlHeader: Sendable, Hashable {
    package let name: String
    package let value: String
    /// The value appears in no description and in no error.
    package let isSecret: Bool

    package init(_ name: String, _ value: String, isSecret: Bool = false) {
        self.name = name
        self.value = value
        self.isSecret = isSecret
    }
}

extension CurlHeader: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(name): \(isSecret ? "…" : value)" }
    package var debugDescription: String { description }
    /// Without children, for `dump` and for tests that show what they compare.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Headers in the order in which they came; names are compared without regard to case.
package struct CurlHeaders: Sendable, Hashable {
    package private(set) var all: [CurlHeader]

    package init(_ all: [CurlHeader] = []) {
        self.all = all
    }

    /// The first value of `name`.
    package subscript(name: String) -> String? {
        all.first { $0.name.isSameHeader(as: name) }?.value
    }

    /// Every value of `name`.
    package func values(of name: String) -> [String] {
        all.filter { $0.name.isSameHeader(as: name) }.map(\.value)
    }

    mutating func append(_ header: CurlHeader) {
        all.append(header)
    }
}

extension String {
    /// In ASCII: a header's name has no other letters.
    func isSameHeader(as other: String) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }
}

extension UInt8 {
    fileprivate var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
