import Testing

@testable import Messages

struct EnvelopeTests {
    private let request = TTRPC.Request(
        service: "moult.v1.Memory",
        method: "Search",
        payload: [1, 2, 3],
        timeoutNano: -5,
        metadata: [
            TTRPC.KeyValue(key: "traceparent", value: "00-ab"), TTRPC.KeyValue(key: "k", value: ""),
        ]
    )

    @Test func `a request is seen as it was sent`() throws {
        let arena = Arena()
        try request.packed().withUnsafeBytes { bytes in
            try arena.withScope {
                let view = try TTRPC.RequestView(of: bytes, in: arena)
                #expect(Array(view.service) == Array("moult.v1.Memory".utf8))
                #expect(Array(view.method) == Array("Search".utf8))
                #expect(Array(view.payload) == [1, 2, 3])
                #expect(view.timeoutNanoseconds == -5)
                #expect(view.metadataCount == 2)
                #expect(Array(view.metadataEntry(at: 0).key) == Array("traceparent".utf8))
                #expect(Array(view.metadataEntry(at: 0).value) == Array("00-ab".utf8))
                #expect(view.metadataEntry(at: 1).value.isEmpty)
            }
        }
        #expect(arena.usedBytes == 0)
    }

    @Test func `an empty request is seen as empty`() throws {
        let arena = Arena()
        try arena.withScope {
            let view = try TTRPC.RequestView(
                of: UnsafeRawBufferPointer(start: nil, count: 0),
                in: arena
            )
            #expect(view.service.isEmpty)
            #expect(view.payload.isEmpty)
            #expect(view.metadataCount == 0)
        }
    }

    @Test func `the view has passed the pre-scan`() {
        let arena = Arena()
        let bytes = WireBytes.text(1, "a\0b")
        #expect(throws: UnpackFault.self) {
            try bytes.withUnsafeBytes { bytes in
                try arena.withScope { _ = try TTRPC.RequestView(of: bytes, in: arena) }
            }
        }
    }

    @Test func `a payload is unpacked while its envelope is looked at`() throws {
        let health = try HealthV1.HealthCheckRequest(service: "liveness").packed()
        let envelope = try TTRPC.Request(service: "s", method: "m", payload: health).packed()
        let arena = Arena(firstBlockBytes: 64)
        try envelope.withUnsafeBytes { bytes in
            try arena.withScope {
                let view = try TTRPC.RequestView(of: bytes, in: arena)
                let inner = try HealthV1.HealthCheckRequest(unpacking: view.payload, arena: arena)
                #expect(inner.service == "liveness")
                #expect(Array(view.method) == Array("m".utf8))
            }
        }
    }

    @Test func `an answer's envelope is written around its payload`() throws {
        let arena = Arena()
        let payload: [UInt8] = [9, 8, 7]
        let written = try payload.withUnsafeBytes { payload in
            try arena.withScope {
                let prepared = try TTRPC.Response.prepared(payload: payload, in: arena)
                var target = [UInt8](repeating: 0, count: prepared.count)
                target.withUnsafeMutableBytes { prepared.write(to: $0) }
                return target
            }
        }
        #expect(try written == TTRPC.Response(payload: payload).packed())
    }

    @Test func `a message takes 4 MiB packed, and not one byte more`() throws {
        let room = PreparedMessage.bytesMax - 5
        let most = TTRPC.Response(payload: [UInt8](repeating: 1, count: room))
        #expect(try most.packed().count == PreparedMessage.bytesMax)
        let tooMuch = TTRPC.Response(payload: [UInt8](repeating: 1, count: room + 1))
        let fault = try #require(throws: PackFault.self) { try tooMuch.packed() }
        #expect(fault.code == .tooLarge)
        #expect(fault.message.contains("4194305 bytes; a frame holds 4194304"))
    }

    @Test func `a text that holds a NUL is not packed`() throws {
        let items = [MoultV1.ItemDraft(key: "good"), MoultV1.ItemDraft(key: "admin\0evil")]
        let fault = try #require(throws: PackFault.self) {
            try MoultV1.IngestRequest(items: items).packed()
        }
        #expect(fault.code == .invalid)
        #expect(fault.message.contains("moult.v1.ItemDraft.key holds a NUL"))
    }

    @Test func `the parts of a message that is packed take a bounded room`() {
        let empty = [MoultV1.MetadataEntry](repeating: .init(), count: 800_000)
        let fault = #expect(throws: PackFault.self) {
            try MoultV1.ItemFilter(metadata: empty).packed()
        }
        #expect(fault?.code == .tooLarge)
    }

    @Test func `methods are listed as the schema has them`() {
        #expect(MoultV1.MemoryMethods.service == "moult.v1.Memory")
        #expect(MoultV1.MemoryMethods.search.name == "Search")
        #expect(MoultV1.MemoryMethods.ingestStream.kind == .bidirectional)
        #expect(MoultV1.MigrationMethods.watch.kind == .serverStream)
        #expect(MoultV1.MemoryMethods.all.count == 10)
        #expect(HealthV1.HealthMethods.all.map(\.name) == ["Check", "Watch"])
    }
}
