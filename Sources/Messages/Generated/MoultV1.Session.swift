// From moult/v1/session.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.AuthenticateRequest`.
    public struct AuthenticateRequest: WireMessage {
        /// The bearer token.
        ///
        /// Empty where none is needed.
        public var token: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(token: String = "") {
            self.token = token
        }
    }
}

extension MoultV1.AuthenticateRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.AuthenticateRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__AuthenticateRequest>) {
        moult__v1__authenticate_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__AuthenticateRequest>) throws(UnpackFault) {
        self.token = try String(unpacked: source.pointee.token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__AuthenticateRequest>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.token.isEmpty {
            target.pointee.token =
                try arena.text(self.token, of: "moult.v1.AuthenticateRequest.token")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.AuthenticateResponse`.
    public struct AuthenticateResponse: WireMessage {
        /// Whether this listener asks for authentication at all.
        public var authenticationRequired: Bool = false
        /// The server's version, as "0.1.0".
        public var serverVersion: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(authenticationRequired: Bool = false, serverVersion: String = "") {
            self.authenticationRequired = authenticationRequired
            self.serverVersion = serverVersion
        }
    }
}

extension MoultV1.AuthenticateResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.AuthenticateResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__AuthenticateResponse>) {
        moult__v1__authenticate_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__AuthenticateResponse>) throws(UnpackFault) {
        self.authenticationRequired = source.pointee.authentication_required != 0
        self.serverVersion = try String(unpacked: source.pointee.server_version)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__AuthenticateResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.authentication_required = self.authenticationRequired ? 1 : 0
        if !self.serverVersion.isEmpty {
            target.pointee.server_version = try arena.text(
                self.serverVersion,
                of: "moult.v1.AuthenticateResponse.server_version"
            )
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.CancelStreamRequest`.
    public struct CancelStreamRequest: WireMessage {
        /// The ttrpc stream id that the caller opened on this connection.
        public var streamID: UInt32 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(streamID: UInt32 = 0) {
            self.streamID = streamID
        }
    }
}

extension MoultV1.CancelStreamRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CancelStreamRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CancelStreamRequest>) {
        moult__v1__cancel_stream_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CancelStreamRequest>) throws(UnpackFault) {
        self.streamID = source.pointee.stream_id
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CancelStreamRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.stream_id = self.streamID
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.CancelStreamResponse`.
    public struct CancelStreamResponse: WireMessage {
        /// False: no stream of that id was in flight.
        public var cancelled: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(cancelled: Bool = false) {
            self.cancelled = cancelled
        }
    }
}

extension MoultV1.CancelStreamResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CancelStreamResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CancelStreamResponse>) {
        moult__v1__cancel_stream_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CancelStreamResponse>) throws(UnpackFault) {
        self.cancelled = source.pointee.cancelled != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CancelStreamResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.cancelled = self.cancelled ? 1 : 0
    }
}

extension MoultV1 {
    /// The methods of `moult.v1.Session`.
    public enum SessionMethods {
        /// The full proto name of the service.
        public static let service = "moult.v1.Session"

        /// Says who the caller is.
        ///
        /// Where the listener asks for no authentication the answer says so, and calling it is not
        /// needed.
        public static let authenticate = WireMethod<
            MoultV1.AuthenticateRequest, MoultV1.AuthenticateResponse
        >(service: service, name: "Authenticate", kind: .unary)

        /// Ends one stream of this connection.
        ///
        /// ttrpc has no cancel of its own. The stream gets a Response with CANCELLED, and nothing
        /// after it.
        public static let cancelStream = WireMethod<
            MoultV1.CancelStreamRequest, MoultV1.CancelStreamResponse
        >(service: service, name: "CancelStream", kind: .unary)

        /// Every method, in the order of the .proto file.
        public static let all: [MethodDescription] = [
            authenticate.description,
            cancelStream.description,
        ]
    }
}
