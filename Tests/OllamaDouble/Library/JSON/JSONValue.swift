/// JSON of any shape: what a client may put into `tools`, `format` and `options`.
package enum JSONValue: Codable, Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let fields): try container.encode(fields)
        }
    }
}

extension JSONValue {
    package subscript(_ name: String) -> JSONValue? {
        if case .object(let fields) = self { fields[name] } else { nil }
    }

    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    package var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// As JSON, fields in alphabetical order.
    func write(to text: inout JSONText) {
        switch self {
        case .null: text.raw("null")
        case .bool(let value): text.raw(value ? "true" : "false")
        case .number(let value):
            text.raw(Int(exactly: value).map(String.init) ?? "\(value)")
        case .string(let value): text.string(value)
        case .array(let values): text.array(values) { $1.write(to: &$0) }
        case .object(let fields):
            text.object { text in
                for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
                    text.field(name) { value.write(to: &$0) }
                }
            }
        }
    }
}
