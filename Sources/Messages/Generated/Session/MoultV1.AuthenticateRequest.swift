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
