// From grpc/health/v1/health.proto. Made by proto/generate. Never edited.

import CMessages

extension HealthV1 {
    /// The proto message `grpc.health.v1.HealthCheckResponse`.
    public struct HealthCheckResponse: WireMessage {
        /// The proto enum `grpc.health.v1.HealthCheckResponse.ServingStatus`.
        public enum ServingStatus: WireEnum {
            /// The value 0.
            case unknown
            /// The value 1.
            case serving
            /// The value 2.
            case notServing
            /// Sent by Watch only.
            case serviceUnknown
            /// A value that this version does not know.
            case unrecognized(Int32)

            /// The case of this number; every number has one.
            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .unknown
                case 1: self = .serving
                case 2: self = .notServing
                case 3: self = .serviceUnknown
                default: self = .unrecognized(rawValue)
                }
            }

            /// The number on the wire.
            public var rawValue: Int32 {
                switch self {
                case .unknown: 0
                case .serving: 1
                case .notServing: 2
                case .serviceUnknown: 3
                case .unrecognized(let rawValue): rawValue
                }
            }
        }

        /// The field `status`, number 1.
        public var status: HealthV1.HealthCheckResponse.ServingStatus = .unknown

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(status: HealthV1.HealthCheckResponse.ServingStatus = .unknown) {
            self.status = status
        }
    }
}

extension HealthV1.HealthCheckResponse: CStructured {
    /// The full proto name.
    public static let fullName = "grpc.health.v1.HealthCheckResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Grpc__Health__V1__HealthCheckResponse>) {
        grpc__health__v1__health_check_response__init(target)
    }

    init(_ source: UnsafePointer<Grpc__Health__V1__HealthCheckResponse>) throws(UnpackFault) {
        self.status =
            HealthV1.HealthCheckResponse.ServingStatus(unpacked: source.pointee.status.rawValue)
    }

    func write(
        to target: UnsafeMutablePointer<Grpc__Health__V1__HealthCheckResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.status =
            Grpc__Health__V1__HealthCheckResponse__ServingStatus(rawValue: self.status.packable)
    }
}
