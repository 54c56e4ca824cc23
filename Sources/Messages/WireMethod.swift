/// Who sends how many messages in a call.
public enum CallKind: Sendable, Hashable {
    /// One request, one response.
    case unary
    /// Many requests, one response.
    case clientStream
    /// One request, many responses.
    case serverStream
    /// Many of both.
    case bidirectional
}

/// A method's name and kind, without its types.
public struct MethodDescription: Sendable, Hashable {
    /// The full proto name of the service, as "moult.v1.Memory".
    public let service: String
    /// The bare name of the method, as "Search".
    public let name: String
    /// Who sends how many messages.
    public let kind: CallKind
}

/// A method of the API, with the types of its messages.
public struct WireMethod<Request: WireMessage, Response: WireMessage>: Sendable, Hashable {
    /// Its name and kind.
    public let description: MethodDescription

    /// The full proto name of the service, as "moult.v1.Memory".
    public var service: String { description.service }

    /// The bare name of the method, as "Search".
    public var name: String { description.name }

    /// Who sends how many messages.
    public var kind: CallKind { description.kind }

    package init(service: String, name: String, kind: CallKind) {
        description = MethodDescription(service: service, name: name, kind: kind)
    }
}
