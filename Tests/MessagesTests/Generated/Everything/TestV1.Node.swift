// From everything.proto. Made by proto/generate. Never edited.

import CTestMessages

@testable import Messages

extension TestV1 {
    /// Nests as deep as it likes.
    struct Node: WireMessage {
        /// The field `children`, number 1.
        var children: [TestV1.Node] = []
        /// The field `name`, number 2.
        var name: String = ""

        /// The message that no bytes mean: every field empty.
        init() {}

        /// A message of these fields; what is left out is empty.
        init(children: [TestV1.Node] = [], name: String = "") {
            self.children = children
            self.name = name
        }
    }
}

extension TestV1.Node: CStructured {
    /// The full proto name.
    static let fullName = "moult.test.v1.Node"
    /// How the codec reaches the C struct of this message.
    static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__Test__V1__Node>) {
        moult__test__v1__node__init(target)
    }

    init(_ source: UnsafePointer<Moult__Test__V1__Node>) throws(UnpackFault) {
        self.children =
            try .init(unpacked: elements(source.pointee.n_children, source.pointee.children))
        self.name = try String(unpacked: source.pointee.name)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__Test__V1__Node>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_children = self.children.count
        target.pointee.children = try arena.structures(self.children)
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.test.v1.Node.name")
        }
    }
}
