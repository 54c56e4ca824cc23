// From moult/v1/session.proto. Made by proto/generate. Never edited.

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
