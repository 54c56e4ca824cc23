internal import JSONText

/// The body of a request for vectors.
struct VectorsBody {
    var model: String
    var texts: ArraySlice<String>
    /// Said only where it is configured: some models take none.
    var dimensions: Int?
    /// A quarter of the bytes; false for a server that does not know it.
    var asksForBase64 = true

    var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("model", .string(model))
            json.member("input") { json in
                json.array { json in
                    for text in texts { json.string(text) }
                }
            }
            if asksForBase64 { json.member("encoding_format", .string("base64")) }
            if let dimensions { json.member("dimensions", .int(dimensions)) }
        }
        return json.bytes
    }
}
