/// A JSON text as a value.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    package static func int(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

    /// The value of an object's member; nil: there is none, or this is no object.
    package subscript(name: String) -> JSONValue? {
        if case .object(let object) = self { object[name] } else { nil }
    }

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// A number without a fraction that fits.
    package var int: Int? {
        if case .number(let number) = self { number.int } else { nil }
    }

    package var double: Double? {
        if case .number(let number) = self { number.double } else { nil }
    }

    package var array: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }

    package var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }
}

/// The members of an object, in the order of the text.
package struct JSONObject: Sendable, Hashable {
    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: JSONValue
    }

    package private(set) var members: [Member] = []

    package init() {}

    /// Of a name that stands twice, the last counts, as nearly every reader has it.
    ///
    /// Setting changes the member where it stands, or adds it at the end; nil takes it out.
    package subscript(name: String) -> JSONValue? {
        get { members.last { $0.name == name }?.value }
        set {
            let index = members.lastIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (_?, nil): members.removeAll { $0.name == name }
            case (nil, nil): break
            }
        }
    }

    mutating func append(_ name: String, _ value: JSONValue) {
        members.append(Member(name: name, value: value))
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map { Member(name: $0.0, value: $0.1) }
    }
}

/// A number as it was written, so that what is passed on is what came.
package struct JSONNumber: Sendable, Hashable {
    package let text: String

    package init(_ value: Int) {
        text = String(value)
    }

    /// nil: JSON cannot write what is not finite.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = "\(value)"
    }

    /// - Parameter text: by JSON's grammar.
    init(grammatical text: String) {
        self.text = text
    }

    /// nil: it has a fraction, or does not fit.
    package var int: Int? { Int(text) ?? double.flatMap { Int(exactly: $0) } }

    /// nil: it is out of a double's range.
    package var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
}
