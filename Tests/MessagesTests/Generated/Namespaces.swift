// Made by proto/generate. Never edited.

@testable import Messages

/// The messages of the proto package `moult.test.v1`.
enum TestV1 {
    /// Every message, in the order of the .proto files.
    static let messages: [any WireMessage.Type] = [
        TestV1.Singular.self,
        TestV1.Repeated.self,
        TestV1.Choice.self,
        TestV1.Choice.Leaf.self,
        TestV1.Node.self,
    ]
}
