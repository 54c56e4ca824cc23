// From moult/v1/session.proto. Made by proto/generate. Never edited.

import CMessages

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
