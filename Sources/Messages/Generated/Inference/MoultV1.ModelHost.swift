// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ModelHost`.
    public struct ModelHost: WireMessage {
        /// As the configuration names it.
        public var name: String = ""
        /// The field `address`, number 2.
        public var address: String = ""
        /// Empty: not known.
        public var version: String = ""
        /// Whether it answers.
        public var reachable: Bool = false
        /// Whether the chat channel uses it.
        public var chats: Bool = false
        /// How many models fit; 0: not known.
        public var slots: Int32 = 0
        /// The field `loaded`, number 7.
        public var loaded: [MoultV1.LoadedModel] = []
        /// The field `installed`, number 8.
        public var installed: [MoultV1.InstalledModel] = []
        /// What is wrong with it, and what to do.
        public var conditions: [MoultV1.Condition] = []
        /// The embedders that are kept pinned here.
        public var pinned: [String] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            name: String = "",
            address: String = "",
            version: String = "",
            reachable: Bool = false,
            chats: Bool = false,
            slots: Int32 = 0,
            loaded: [MoultV1.LoadedModel] = [],
            installed: [MoultV1.InstalledModel] = [],
            conditions: [MoultV1.Condition] = [],
            pinned: [String] = []
        ) {
            self.name = name
            self.address = address
            self.version = version
            self.reachable = reachable
            self.chats = chats
            self.slots = slots
            self.loaded = loaded
            self.installed = installed
            self.conditions = conditions
            self.pinned = pinned
        }
    }
}

extension MoultV1.ModelHost: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ModelHost"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ModelHost>) {
        moult__v1__model_host__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ModelHost>) throws(UnpackFault) {
        self.name = try String(unpacked: source.pointee.name)
        self.address = try String(unpacked: source.pointee.address)
        self.version = try String(unpacked: source.pointee.version)
        self.reachable = source.pointee.reachable != 0
        self.chats = source.pointee.chats != 0
        self.slots = source.pointee.slots
        self.loaded = try .init(unpacked: elements(source.pointee.n_loaded, source.pointee.loaded))
        self.installed =
            try .init(unpacked: elements(source.pointee.n_installed, source.pointee.installed))
        self.conditions =
            try .init(unpacked: elements(source.pointee.n_conditions, source.pointee.conditions))
        self.pinned = try .init(unpacked: elements(source.pointee.n_pinned, source.pointee.pinned))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ModelHost>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.v1.ModelHost.name")
        }
        if !self.address.isEmpty {
            target.pointee.address = try arena.text(self.address, of: "moult.v1.ModelHost.address")
        }
        if !self.version.isEmpty {
            target.pointee.version = try arena.text(self.version, of: "moult.v1.ModelHost.version")
        }
        target.pointee.reachable = self.reachable ? 1 : 0
        target.pointee.chats = self.chats ? 1 : 0
        target.pointee.slots = self.slots
        target.pointee.n_loaded = self.loaded.count
        target.pointee.loaded = try arena.structures(self.loaded)
        target.pointee.n_installed = self.installed.count
        target.pointee.installed = try arena.structures(self.installed)
        target.pointee.n_conditions = self.conditions.count
        target.pointee.conditions = try arena.structures(self.conditions)
        target.pointee.n_pinned = self.pinned.count
        target.pointee.pinned = try arena.texts(self.pinned, of: "moult.v1.ModelHost.pinned")
    }
}
