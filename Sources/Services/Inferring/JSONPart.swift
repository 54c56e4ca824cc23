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
        let kind: JSONCheck.Kind
        do {
            kind = try JSONCheck.kind(of: json)
        } catch {
            throw .invalidArgument(
                "\(field) is not JSON: \(error.problem); give \(wanted).",
                subject: field
            )
        }
        guard takes(kind, json) else {
            throw .invalidArgument("\(field) is \(kind.noun); give \(wanted).", subject: field)
        }
    }

    private func takes(_ kind: JSONCheck.Kind, _ json: String) -> Bool {
        switch self {
        case .array: kind == .array
        case .object: kind == .object
        case .format: kind == .object || json.utf8.trimmed.elementsEqual(#""json""#.utf8)
        case .think: kind == .boolean || kind == .string
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

extension JSONCheck.Kind {
    fileprivate var noun: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        }
    }
}
