// From everything.proto. Made by proto/generate. Never edited.

import CTestMessages

@testable import Messages

extension TestV1 {
    /// Every kind of member of a oneof, and names that Swift keeps for itself.
    struct Choice: WireMessage {
        /// One of the members of `one`.
        enum One: Sendable, Hashable {
            /// The field `number`, number 1.
            case number(Int64)
            /// The field `truth`, number 2.
            case truth(Bool)
            /// The field `text`, number 3.
            case text(String)
            /// The field `raw`, number 4.
            case raw([UInt8])
            /// The field `colour`, number 5.
            case colour(TestV1.Colour)
            /// The field `node`, number 6.
            case node(TestV1.Node)
            /// The field `leaf`, number 7.
            case leaf(TestV1.Choice.Leaf)
        }

        /// At most one of these; nil: none.
        var one: One?
        /// The field `in`, number 8.
        var `in`: String = ""

        /// The proto message `moult.test.v1.Choice.Leaf`.
        struct Leaf: WireMessage {
            /// The field `default`, number 1.
            var `default`: String = ""

            /// The message that no bytes mean: every field empty.
            init() {}

            /// A message of these fields; what is left out is empty.
            init(`default`: String = "") {
                self.default = `default`
            }
        }

        /// The message that no bytes mean: every field empty.
        init() {}

        /// A message of these fields; what is left out is empty.
        init(one: One? = nil, `in`: String = "") {
            self.one = one
            self.in = `in`
        }
    }
}

extension TestV1.Choice: CStructured {
    /// The full proto name.
    static let fullName = "moult.test.v1.Choice"
    /// How the codec reaches the C struct of this message.
    static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__Test__V1__Choice>) {
        moult__test__v1__choice__init(target)
    }

    init(_ source: UnsafePointer<Moult__Test__V1__Choice>) throws(UnpackFault) {
        switch source.pointee.one_case.rawValue {
        case 1:
            self.one = .number(source.pointee.number)
        case 2:
            self.one = .truth(source.pointee.truth != 0)
        case 3:
            self.one = .text(try String(unpacked: source.pointee.text))
        case 4:
            self.one = .raw([UInt8](unpacked: source.pointee.raw))
        case 5:
            self.one = .colour(TestV1.Colour(unpacked: source.pointee.colour.rawValue))
        case 6:
            if let message = try TestV1.Node.unpacked(source.pointee.node) {
                self.one = .node(message)
            }
        case 7:
            if let message = try TestV1.Choice.Leaf.unpacked(source.pointee.leaf) {
                self.one = .leaf(message)
            }
        default: break
        }
        self.in = try String(unpacked: source.pointee.in)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__Test__V1__Choice>,
        in arena: Arena
    ) throws(PackFault) {
        switch self.one {
        case .number(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 1)
            target.pointee.number = value
        case .truth(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 2)
            target.pointee.truth = value ? 1 : 0
        case .text(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 3)
            target.pointee.text = try arena.text(value, of: "moult.test.v1.Choice.text")
        case .raw(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 4)
            target.pointee.raw = try arena.bytes(value)
        case .colour(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 5)
            target.pointee.colour = Moult__Test__V1__Colour(rawValue: value.packable)
        case .node(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 6)
            target.pointee.node = try arena.structure(value)
        case .leaf(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 7)
            target.pointee.leaf = try arena.structure(value)
        case nil: break
        }
        if !self.in.isEmpty {
            target.pointee.in = try arena.text(self.in, of: "moult.test.v1.Choice.in")
        }
    }
}

extension TestV1.Choice.Leaf: CStructured {
    /// The full proto name.
    static let fullName = "moult.test.v1.Choice.Leaf"
    /// How the codec reaches the C struct of this message.
    static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__Test__V1__Choice__Leaf>) {
        moult__test__v1__choice__leaf__init(target)
    }

    init(_ source: UnsafePointer<Moult__Test__V1__Choice__Leaf>) throws(UnpackFault) {
        self.default = try String(unpacked: source.pointee.default_)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__Test__V1__Choice__Leaf>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.default.isEmpty {
            target.pointee.default_ =
                try arena.text(self.default, of: "moult.test.v1.Choice.Leaf.default")
        }
    }
}
