import CMessages
import CProtobufC
import CUnpack

// The envelope of every call, without a Swift value for it: a server finds its method by bytes and
// hands the payload on, so Strings and arrays would be made only to be thrown away.

extension TTRPC {
    /// An unpacked `ttrpc.Request` that is looked at where it lies.
    ///
    /// Good until the arena's scope in which it was unpacked ends; what it gives are pointers into
    /// that scope.
    package struct RequestView: ~Copyable {
        private let request: UnsafePointer<Ttrpc__Request>

        /// Unpacks into the arena's present scope, with the pre-scan before it.
        package init(
            of bytes: UnsafeRawBufferPointer,
            in arena: Arena,
            limits: UnpackLimits = .standard
        ) throws(UnpackFault) {
            request = try arena.unpack(bytes, as: Request.coding.descriptor, limits)
                .assumingMemoryBound(to: Ttrpc__Request.self)
        }

        /// The full proto name of the service, as UTF-8.
        package var service: UnsafeRawBufferPointer { text(request.pointee.service) }

        /// The bare name of the method, as UTF-8.
        package var method: UnsafeRawBufferPointer { text(request.pointee.method) }

        /// The packed request message.
        package var payload: UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(start: request.pointee.payload.data, count: payloadCount)
        }

        /// The time the caller allows; 0: none; negative: already over.
        package var timeoutNanoseconds: Int64 { request.pointee.timeout_nano }

        /// How many metadata entries there are.
        package var metadataCount: Int { request.pointee.n_metadata }

        private var payloadCount: Int { request.pointee.payload.len }

        /// The metadata entry at `index`, from 0, as UTF-8.
        package func metadataEntry(
            at index: Int
        ) -> (key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
            precondition((0..<metadataCount).contains(index), "no metadata entry \(index)")
            guard let entry = request.pointee.metadata[index] else { return (text(nil), text(nil)) }
            return (text(entry.pointee.key), text(entry.pointee.value))
        }

        private func text(_ start: UnsafePointer<CChar>?) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(start: start, count: start.map { moult_text_length($0) } ?? 0)
        }
    }
}

extension TTRPC.Response {
    /// The envelope of a successful answer, around bytes that stay where they are.
    ///
    /// They are copied once, when the envelope is written; until then they must stay there.
    package static func prepared(
        payload: UnsafeRawBufferPointer,
        in arena: Arena
    ) throws(PackFault) -> PreparedMessage {
        let response = try arena.allocate(1, of: Ttrpc__Response.self)
        makeEmpty(response)
        response.pointee.payload.len = payload.count
        // protobuf-c declares the bytes mutable, and only reads them when it packs.
        response.pointee.payload.data = UnsafeMutablePointer(
            mutating: payload.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
        return try response.withMemoryRebound(to: ProtobufCMessage.self, capacity: 1) {
            response throws(PackFault) in
            try PreparedMessage(response)
        }
    }
}
