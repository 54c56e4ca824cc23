// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListProfilesResponse`.
    public struct ListProfilesResponse: WireMessage {
        /// The field `profiles`, number 1.
        public var profiles: [MoultV1.ProfileRow] = []
        /// The field `next_page_token`, number 2.
        public var nextPageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(profiles: [MoultV1.ProfileRow] = [], nextPageToken: String = "") {
            self.profiles = profiles
            self.nextPageToken = nextPageToken
        }
    }
}

extension MoultV1.ListProfilesResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListProfilesResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListProfilesResponse>) {
        moult__v1__list_profiles_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListProfilesResponse>) throws(UnpackFault) {
        self.profiles =
            try .init(unpacked: elements(source.pointee.n_profiles, source.pointee.profiles))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListProfilesResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_profiles = self.profiles.count
        target.pointee.profiles = try arena.structures(self.profiles)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token = try arena.text(
                self.nextPageToken,
                of: "moult.v1.ListProfilesResponse.next_page_token"
            )
        }
    }
}
