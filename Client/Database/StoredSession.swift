public import CaravanProtocol

/// The session of the account whose database this is. The file is for its owner only.
public struct StoredSession: Identified, Equatable {
    public var id = ID<StoredSession>.unset
    public var server = ""
    public var userID = UUIDBits.zero
    public var username = ""
    public var access = ""
    public var refresh = ""

    public init() {}

    public static let schema = EntitySchema<StoredSession>(
        "stored_session", table: "session",
        fields: [
            .key("id", \.id),
            .required("server", \.server),
            .required("user_id", \.userID),
            .required("username", \.username),
            .required("access", \.access),
            .required("refresh", \.refresh),
        ])

    static let everything = fields.mask { $0.name != "id" }
}
