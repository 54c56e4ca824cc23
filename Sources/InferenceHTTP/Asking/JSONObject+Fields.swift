import JSONText

/// A request's fields, each of the type that it has to have; null is as good as absent.
extension JSONObject {
    func text(at name: String) throws(Refusal) -> String? {
        try field(name, "a text", \.string)
    }

    func flag(at name: String) throws(Refusal) -> Bool? {
        try field(name, "true or false", \.bool)
    }

    func whole(at name: String) throws(Refusal) -> Int? {
        try field(name, "a whole number", \.int)
    }

    func list(at name: String) throws(Refusal) -> [JSONValue]? {
        try field(name, "a list", \.array)
    }

    func object(at name: String) throws(Refusal) -> JSONObject? {
        try field(name, "an object", \.object)
    }

    /// Whatever stands there, but null.
    func given(_ name: String) -> JSONValue? {
        self[name].flatMap { $0 == .null ? nil : $0 }
    }

    private func field<Value>(
        _ name: String,
        _ type: String,
        _ value: (JSONValue) -> Value?
    ) throws(Refusal) -> Value? {
        guard let given = given(name) else { return nil }
        guard let value = value(given) else {
            throw Refusal(.invalid, "\"\(name)\" has to be \(type).", field: name)
        }
        return value
    }

    /// The model's name.
    func model() throws(Refusal) -> String {
        guard let model = try text(at: "model"), !model.isEmpty else {
            throw Refusal(.invalid, "model is required", field: "model")
        }
        return model
    }

    /// Those of `names` that stand here, under the names that they are to have elsewhere.
    mutating func take(_ names: [(from: String, to: String)], of other: JSONObject) {
        for name in names {
            if let value = other.given(name.from) { self[name.to] = value }
        }
    }
}
