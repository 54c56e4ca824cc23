// From ttrpc/ttrpc.proto. Made by proto/generate. Never edited.

import CMessages

extension TTRPC {
    /// Opens a call.
    ///
    /// The data of a frame of type 1.
    public struct Request: WireMessage {
        /// The full proto name of the service, as "moult.v1.Memory".
        public var service: String = ""
        /// The bare name of the method, as "Search".
        public var method: String = ""
        /// The packed request message.
        ///
        /// Absent or empty in the opening of a client stream: no message.
        public var payload: [UInt8] = []
        /// The time the caller allows, relative to the server's receipt.
        ///
        /// 0: none; the server's own maximum applies. Negative: already over.
        public var timeoutNano: Int64 = 0
        /// One entry per value; a key may repeat.
        public var metadata: [TTRPC.KeyValue] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            service: String = "",
            method: String = "",
            payload: [UInt8] = [],
            timeoutNano: Int64 = 0,
            metadata: [TTRPC.KeyValue] = []
        ) {
            self.service = service
            self.method = method
            self.payload = payload
            self.timeoutNano = timeoutNano
            self.metadata = metadata
        }
    }
}

extension TTRPC.Request: CStructured {
    /// The full proto name.
    public static let fullName = "ttrpc.Request"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Ttrpc__Request>) {
        ttrpc__request__init(target)
    }

    init(_ source: UnsafePointer<Ttrpc__Request>) throws(UnpackFault) {
        self.service = try String(unpacked: source.pointee.service)
        self.method = try String(unpacked: source.pointee.method)
        self.payload = [UInt8](unpacked: source.pointee.payload)
        self.timeoutNano = source.pointee.timeout_nano
        self.metadata =
            try .init(unpacked: elements(source.pointee.n_metadata, source.pointee.metadata))
    }

    func write(
        to target: UnsafeMutablePointer<Ttrpc__Request>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.service.isEmpty {
            target.pointee.service = try arena.text(self.service, of: "ttrpc.Request.service")
        }
        if !self.method.isEmpty {
            target.pointee.method = try arena.text(self.method, of: "ttrpc.Request.method")
        }
        target.pointee.payload = try arena.bytes(self.payload)
        target.pointee.timeout_nano = self.timeoutNano
        target.pointee.n_metadata = self.metadata.count
        target.pointee.metadata = try arena.structures(self.metadata)
    }
}
