// From grpc/health/v1/health.proto. Made by proto/generate. Never edited.

import CMessages

extension HealthV1 {
    /// The proto message `grpc.health.v1.HealthCheckRequest`.
    public struct HealthCheckRequest: WireMessage {
        /// What is asked about: "" or "readiness", whether the store can commit; "liveness",
        /// whether the server's loops tick; the full name of a service, as readiness.
        ///
        /// Anything else: NOT_FOUND (of Watch: SERVICE_UNKNOWN).
        public var service: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(service: String = "") {
            self.service = service
        }
    }
}

extension HealthV1.HealthCheckRequest: CStructured {
    /// The full proto name.
    public static let fullName = "grpc.health.v1.HealthCheckRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Grpc__Health__V1__HealthCheckRequest>) {
        grpc__health__v1__health_check_request__init(target)
    }

    init(_ source: UnsafePointer<Grpc__Health__V1__HealthCheckRequest>) throws(UnpackFault) {
        self.service = try String(unpacked: source.pointee.service)
    }

    func write(
        to target: UnsafeMutablePointer<Grpc__Health__V1__HealthCheckRequest>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.service.isEmpty {
            target.pointee.service =
                try arena.text(self.service, of: "grpc.health.v1.HealthCheckRequest.service")
        }
    }
}
