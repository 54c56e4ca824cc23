package import JSONText

/// The answer of `/api/embed`.
package struct EmbedAnswer: Sendable {
    package private(set) var vectors: [[Float]] = []
    package private(set) var tokens: Int?
    package private(set) var loadTime: Duration?

    /// - Throws: what is wrong with the JSON; a null in place of a number or of a vector is.
    package init(_ bytes: [UInt8]) throws(JSONError) {
        var reader = try JSONReader(bytes)
        try reader.object { name, reader throws(JSONError) in
            switch name {
            case "embeddings": try readVectors(&reader)
            case "prompt_eval_count": tokens = try reader.int()
            case "load_duration": loadTime = .nanoseconds(try reader.int())
            default: try reader.skip()
            }
        }
        try reader.end()
    }

    private mutating func readVectors(_ reader: inout JSONReader) throws(JSONError) {
        vectors.removeAll()
        try reader.array { reader throws(JSONError) in
            var vector: [Float] = []
            vector.reserveCapacity(vectors.last?.count ?? 0)
            _ = try reader.floats(into: &vector)
            vectors.append(vector)
        }
    }
}
