// From grpc/health/v1/health.proto. Made by proto/generate. Never edited.

extension HealthV1 {
    /// The methods of `grpc.health.v1.Health`.
    public enum HealthMethods {
        /// The full proto name of the service.
        public static let service = "grpc.health.v1.Health"

        /// The state now.
        public static let check = WireMethod<
            HealthV1.HealthCheckRequest, HealthV1.HealthCheckResponse
        >(service: service, name: "Check", kind: .unary)

        /// The state now and after every change, and again every 15 s, until the caller ends the
        /// stream.
        public static let watch = WireMethod<
            HealthV1.HealthCheckRequest, HealthV1.HealthCheckResponse
        >(service: service, name: "Watch", kind: .serverStream)

        /// Every method, in the order of the .proto file.
        public static let all: [MethodDescription] = [
            check.description,
            watch.description,
        ]
    }
}
