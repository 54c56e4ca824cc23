internal import JSONText

/// The answer to a request for vectors.
struct VectorsAnswer {
    /// One for each text, in their order.
    let vectors: [[Float]]
    /// What the provider counted; nil: it does not say.
    let tokens: Int?

    struct Fault: Error, Equatable {
        /// A part of a sentence: what is wrong.
        let what: String
    }

    init(_ bytes: [UInt8], texts count: Int, bytesMax: Int) throws(Fault) {
        var reading = Reading(count: count)
        do throws(JSONError) {
            var limits = JSONLimits()
            limits.bytesMax = bytesMax
            var reader = try JSONReader(bytes, limits: limits)
            try reading.read(&reader)
            try reader.end()
        } catch {
            throw Fault(what: error.message)
        }
        vectors = try reading.placed()
        tokens = reading.tokens
    }
}

/// An answer on its way from JSON.
private struct Reading {
    private let count: Int
    private var vectors: [[Float]?]
    private(set) var tokens: Int?
    private var itemCount = 0
    private var fault: String?

    init(count: Int) {
        self.count = count
        vectors = Array(repeating: nil, count: count)
    }

    mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        try reader.object { name, reader throws(JSONError) in
            switch name {
            case "data":
                try reader.array { reader throws(JSONError) in try readItem(&reader) }
            case "usage" where try reader.next() == .object:
                try readUsage(&reader)
            default:
                try reader.skip()
            }
        }
    }

    /// Each vector at the place of its text, every place taken.
    func placed() throws(VectorsAnswer.Fault) -> [[Float]] {
        if let fault { throw VectorsAnswer.Fault(what: fault) }
        let placed = vectors.compactMap(\.self)
        guard placed.count == count else {
            throw VectorsAnswer.Fault(what: "\(placed.count) vectors came for \(count) texts")
        }
        return placed
    }

    /// The index may come before the vector or behind it, or be left out.
    private mutating func readItem(_ reader: inout JSONReader) throws(JSONError) {
        var index: Int?
        var vector: [Float] = []
        try reader.object { name, reader throws(JSONError) in
            switch name {
            case "index": index = try reader.int()
            case "embedding": try readVector(&reader, into: &vector)
            default: try reader.skip()
            }
        }
        place(vector, at: index ?? itemCount)
        itemCount += 1
    }

    /// Base64, or numbers from a server that knows no other format.
    private mutating func readVector(
        _ reader: inout JSONReader,
        into vector: inout [Float]
    ) throws(JSONError) {
        guard try reader.next() == .string else {
            vector.reserveCapacity(vectors.first??.count ?? 0)
            _ = try reader.floats(into: &vector)
            return
        }
        let decoded = try reader.withStringBytes { Base64Floats.decode($0) }
        if let decoded { vector = decoded } else { fault = "a vector is no base64 of floats" }
    }

    private mutating func place(_ vector: [Float], at index: Int) {
        guard vectors.indices.contains(index) else {
            fault = "a vector of index \(index) came for \(count) texts"
            return
        }
        if vectors[index] != nil { fault = "two vectors of index \(index) came" }
        vectors[index] = vector
    }

    private mutating func readUsage(_ reader: inout JSONReader) throws(JSONError) {
        try reader.object { name, reader throws(JSONError) in
            if name == "prompt_tokens", try reader.next() == .number {
                tokens = try reader.number().int
            } else {
                try reader.skip()
            }
        }
    }
}
