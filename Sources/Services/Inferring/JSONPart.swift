internal import JSONText
internal import Messages
internal import RPC

/// What the JSON in a field of a request must be.
enum JSONPart: Hashable, Sendable {
    case array
    case object
    /// "json" in quotes, or a schema.
    case format
    /// true, false, or a level in quotes.
    case think

    /// - Throws: INVALID_ARGUMENT with the field.
    func check(_ json: String, named field: String) throws(RPCStatus) {
        let value: JSONValue
        do {
            value = try JSONReader.value(of: Array(json.utf8))
        } catch {
            throw .invalidArgument("\(field): \(error.message) Give \(wanted).", subject: field)
        }
        guard takes(value) else {
            throw .invalidArgument("\(field) is \(value.noun); give \(wanted).", subject: field)
        }
    }

    private func takes(_ value: JSONValue) -> Bool {
        switch self {
        case .array: value.array != nil
        case .object: value.object != nil
        case .format: value.object != nil || value == .string("json")
        case .think: value.bool != nil || value.string != nil
        }
    }

    private var wanted: String {
        switch self {
        case .array: "an array"
        case .object: "an object"
        case .format: "\"json\" in quotes, or a JSON schema"
        case .think: "true, false, or a level in quotes"
        }
    }
}

extension JSONValue {
    fileprivate var noun: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .bool: "true or false"
        case .null: "null"
        }
    }
}
