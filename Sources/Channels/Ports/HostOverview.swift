/// What is known of one host: its slots, who sits in them, and what is wrong.
package struct HostOverview: Sendable, Hashable {
    package var name: String
    /// Where it is, without a secret.
    package var address: String
    package var version: String
    /// nil: it does not answer, and `conditions` says since when.
    package var residents: [Resident]?
    package var installed: [InstalledModel]
    /// The embedders that Moult keeps pinned here.
    package var pinned: [String]
    package var chats: Bool
    package var conditions: [HostCondition]
    /// How many models fit, as far as was seen or said; nil: not known.
    package var slots: Int?

    package init(
        name: String,
        address: String,
        version: String = "",
        residents: [Resident]? = nil,
        installed: [InstalledModel] = [],
        pinned: [String] = [],
        chats: Bool = false,
        conditions: [HostCondition] = [],
        slots: Int? = nil
    ) {
        self.name = name
        self.address = address
        self.version = version
        self.residents = residents
        self.installed = installed
        self.pinned = pinned
        self.chats = chats
        self.conditions = conditions
        self.slots = slots
    }
}

/// Something about a host that a person should know of, for as long as it holds.
package struct HostCondition: Sendable, Hashable {
    package enum Name: String, Sendable, Hashable, CaseIterable {
        /// The embedder is not loaded, though it was pinned.
        case pinLost = "PIN_LOST"
        /// The embedder is loaded with an expiry: somebody else gave it another keep_alive.
        case pinDowngraded = "PIN_DOWNGRADED"
        /// A model lies partly outside of the graphics card's memory.
        case spilledToCPU = "SPILLED_TO_CPU"
        /// A model is loaded that Moult did not ask for.
        case foreignModel = "FOREIGN_MODEL"
        /// A model is loaded with another context than was asked for.
        case optionsDrift = "OPTIONS_DRIFT"
        /// Only one model at a time was seen while both channels worked.
        case singleSlot = "SINGLE_SLOT"
        /// A load hangs although the host answers.
        case wedged = "WEDGED"
        /// Nobody answers.
        case hostAway = "HOST_AWAY"
        /// A model is not installed.
        case modelMissing = "MODEL_MISSING"
        /// The model's digest is not the one that filled the space.
        case modelChanged = "MODEL_CHANGED"
    }

    package let name: Name
    /// The model that it is about; empty: the host.
    package let model: String
    /// One sentence: what is wrong, and what to do.
    package let message: String
    /// Milliseconds since 1970.
    package let sinceUnixMs: Int64

    package init(_ name: Name, model: String = "", _ message: String, sinceUnixMs: Int64) {
        self.name = name
        self.model = model
        self.message = message
        self.sinceUnixMs = sinceUnixMs
    }
}

/// Every host that is configured, as it is now.
package protocol HostsServing: Sendable {
    func overview() async -> [HostOverview]
}

/// What the hosts say of single models.
package protocol ModelsServing: Sendable {
    /// Asks the host that chats first, then the others in their order; `unknownModel` when none of
    /// those that answer has it.
    func facts(of model: String) async throws(HostError) -> ModelFacts
}
