/// One event of a stream, as the HTML standard has it (section 9.2).
struct ServerSentEvent {
    var id: String?
    var name: String?
    /// Without a line end.
    var data: [UInt8]

    init(id: String? = nil, name: String? = nil, data: [UInt8]) {
        self.id = id
        self.name = name
        self.data = data
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        if let id { bytes += "id: \(id)\n".utf8 }
        if let name { bytes += "event: \(name)\n".utf8 }
        return bytes + "data: ".utf8 + data + "\n\n".utf8
    }
}
