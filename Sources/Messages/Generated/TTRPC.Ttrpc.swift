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

extension TTRPC {
    /// Ends a unary call, or a stream that failed.
    ///
    /// The data of a frame of type 2.
    public struct Response: WireMessage {
        /// Absent for OK.
        public var status: TTRPC.Status?
        /// The field `payload`, number 2.
        public var payload: [UInt8] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(status: TTRPC.Status? = nil, payload: [UInt8] = []) {
            self.status = status
            self.payload = payload
        }
    }
}

extension TTRPC.Response: CStructured {
    /// The full proto name.
    public static let fullName = "ttrpc.Response"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Ttrpc__Response>) {
        ttrpc__response__init(target)
    }

    init(_ source: UnsafePointer<Ttrpc__Response>) throws(UnpackFault) {
        self.status = try TTRPC.Status.unpacked(source.pointee.status)
        self.payload = [UInt8](unpacked: source.pointee.payload)
    }

    func write(
        to target: UnsafeMutablePointer<Ttrpc__Response>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.status = try arena.structure(self.status)
        target.pointee.payload = try arena.bytes(self.payload)
    }
}

extension TTRPC {
    /// google.rpc.Status.
    public struct Status: WireMessage {
        /// A code of google.rpc.Code.
        public var code: Int32 = 0
        /// One sentence that says what was wrong, with the value, and what to do.
        public var message: String = ""
        /// Moult puts one moult.v1.ErrorDetail here.
        public var details: [TTRPC.AnyMessage] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(code: Int32 = 0, message: String = "", details: [TTRPC.AnyMessage] = []) {
            self.code = code
            self.message = message
            self.details = details
        }
    }
}

extension TTRPC.Status: CStructured {
    /// The full proto name.
    public static let fullName = "ttrpc.Status"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Ttrpc__Status>) {
        ttrpc__status__init(target)
    }

    init(_ source: UnsafePointer<Ttrpc__Status>) throws(UnpackFault) {
        self.code = source.pointee.code
        self.message = try String(unpacked: source.pointee.message)
        self.details =
            try .init(unpacked: elements(source.pointee.n_details, source.pointee.details))
    }

    func write(
        to target: UnsafeMutablePointer<Ttrpc__Status>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.code = self.code
        if !self.message.isEmpty {
            target.pointee.message = try arena.text(self.message, of: "ttrpc.Status.message")
        }
        target.pointee.n_details = self.details.count
        target.pointee.details = try arena.structures(self.details)
    }
}

extension TTRPC {
    /// google.protobuf.Any.
    public struct AnyMessage: WireMessage {
        /// "type.googleapis.com/" and the full name of the message in `value`.
        public var typeURL: String = ""
        /// The field `value`, number 2.
        public var value: [UInt8] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(typeURL: String = "", value: [UInt8] = []) {
            self.typeURL = typeURL
            self.value = value
        }
    }
}

extension TTRPC.AnyMessage: CStructured {
    /// The full proto name.
    public static let fullName = "ttrpc.Any"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Ttrpc__Any>) {
        ttrpc__any__init(target)
    }

    init(_ source: UnsafePointer<Ttrpc__Any>) throws(UnpackFault) {
        self.typeURL = try String(unpacked: source.pointee.type_url)
        self.value = [UInt8](unpacked: source.pointee.value)
    }

    func write(
        to target: UnsafeMutablePointer<Ttrpc__Any>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.typeURL.isEmpty {
            target.pointee.type_url = try arena.text(self.typeURL, of: "ttrpc.Any.type_url")
        }
        target.pointee.value = try arena.bytes(self.value)
    }
}

extension TTRPC {
    /// The proto message `ttrpc.KeyValue`.
    public struct KeyValue: WireMessage {
        /// The field `key`, number 1.
        public var key: String = ""
        /// The field `value`, number 2.
        public var value: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(key: String = "", value: String = "") {
            self.key = key
            self.value = value
        }
    }
}

extension TTRPC.KeyValue: CStructured {
    /// The full proto name.
    public static let fullName = "ttrpc.KeyValue"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Ttrpc__KeyValue>) {
        ttrpc__key_value__init(target)
    }

    init(_ source: UnsafePointer<Ttrpc__KeyValue>) throws(UnpackFault) {
        self.key = try String(unpacked: source.pointee.key)
        self.value = try String(unpacked: source.pointee.value)
    }

    func write(
        to target: UnsafeMutablePointer<Ttrpc__KeyValue>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "ttrpc.KeyValue.key")
        }
        if !self.value.isEmpty {
            target.pointee.value = try arena.text(self.value, of: "ttrpc.KeyValue.value")
        }
    }
}
