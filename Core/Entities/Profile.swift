public import CaravanProtocol

/// What a user tells of himself.
public struct Profile: Identified, Sendable {
    public var id = ID<Profile>.unset
    public var userID = ID<User>.unset
    public var firstName = ""
    public var firstNameFolded = ""
    public var lastName = ""
    public var lastNameFolded = ""
    public var avatar: String?
    public var bio = ""
    public var createdAt = Instant.epoch
    public var updatedAt = Instant.epoch

    public init() {}

    public static let schema = EntitySchema<Profile>(
        "profile", table: "profiles",
        fields: [
            .key("id", \.id),
            .server("user_id", \.userID),
            .optional("first_name", \.firstName, .length(0...150)),
            .hidden("first_name_folded", \.firstNameFolded),
            .optional("last_name", \.lastName, .length(0...150)),
            .hidden("last_name_folded", \.lastNameFolded),
            .server("avatar", \.avatar),
            .optional("bio", \.bio, .length(0...10_000)),
            .server("created_at", \.createdAt),
            .server("updated_at", \.updatedAt),
        ],
        indexes: [.unique(\.userID), .on(\.firstNameFolded), .on(\.lastNameFolded)],
        references: [.to("users", by: \.userID)])
}
