/// How Ollama reads a model's name.
enum ModelName {
    /// "llama3.2" is "llama3.2:latest".
    static func full(_ name: String) -> String {
        name.contains(":") ? name : name + ":latest"
    }

    /// Letters, digits and "-._" in parts that "/" and one ":" separate.
    static func isValid(_ name: String) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        return !name.isEmpty && parts.count <= 2
            && parts.flatMap { $0.split(separator: "/", omittingEmptySubsequences: false) }
                .allSatisfy { part in
                    !part.isEmpty && part.utf8.allSatisfy(isAllowed)
                }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension ModelName {
    /// As OpenAI names its models.
    static func withoutTag(_ name: String) -> String {
        name.hasSuffix(":latest") ? String(name.dropLast(7)) : name
    }
}
