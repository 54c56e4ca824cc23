internal import Foundation

/// `GET /v1/models`.
struct TranslatedModelList: TranslatedWording {
    func translation(of answer: JSONValue) -> JSONText {
        .object {
            $0.field("object", "list")
            $0.field("data") { json in
                json.array(answer["models"]?.elements ?? []) { json, model in
                    json.model(model["model"]?.text ?? "", model["modified_at"])
                }
            }
        }
    }
}

/// `GET /v1/models/NAME`.
struct TranslatedModel: TranslatedWording {
    let name: String

    func translation(of answer: JSONValue) -> JSONText {
        var text = JSONText()
        text.model(name, answer["modified_at"])
        return text
    }
}

extension JSONText {
    fileprivate mutating func model(_ name: String, _ modifiedAt: JSONValue?) {
        let parts = name.split(separator: "/")
        object {
            $0.field("id", name)
            $0.field("object", "model")
            $0.field("created", modifiedAt?.unixSeconds ?? 0)
            $0.field("owned_by", parts.count > 1 ? String(parts[parts.count - 2]) : "library")
        }
    }
}

extension JSONValue {
    /// Of a time as Go writes it.
    var unixSeconds: Int? {
        guard let text, let second = text.split(separator: ".").first else { return nil }
        return (try? Date("\(second)Z", strategy: .iso8601)).map { Int($0.timeIntervalSince1970) }
    }
}
