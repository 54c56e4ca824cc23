internal import JSONText

/// The JSON object that a request carries.
///
/// The model goes first, and the same call has the same bytes each time.
struct RequestBody {
    private var members = JSONObject()

    init(model: String) {
        members["model"] = .string(model)
    }

    var bytes: [UInt8] { JSONValue.object(members).bytes }

    subscript(name: String) -> JSONValue? {
        get { members[name] }
        set { members[name] = newValue }
    }

    /// The same for the request that warms a model and for those that use it.
    mutating func set(_ options: OllamaOptions?) {
        members["options"] = options.map { .object($0.object) }
    }
}
