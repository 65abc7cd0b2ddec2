public import CaravanProtocol

/// An account. What its owner and others may see of it is an ``Account`` or a ``UserSummary``.
public struct User: Identified, Sendable {
    public var id = ID<User>.unset
    public var email = ""
    public var emailFolded = ""
    public var username = ""
    public var usernameFolded = ""
    public var passwordHash = ""
    public var isActive = true
    public var dateJoined = Instant.epoch
    public var lastLogin: Instant?
    public var revision: Int64 = 0

    public init() {}

    public static let schema = EntitySchema<User>(
        "user", table: "users",
        fields: [
            .key("id", \.id),
            .server("email", \.email),
            .hidden("email_folded", \.emailFolded),
            .required("username", \.username),
            .hidden("username_folded", \.usernameFolded),
            .hidden("password_hash", \.passwordHash),
            .hidden("is_active", \.isActive),
            .server("date_joined", \.dateJoined),
            .server("last_login", \.lastLogin),
            .server("revision", \.revision),
        ],
        indexes: [.unique(\.emailFolded), .unique(\.usernameFolded)])

    /// Sets the username and its folded form, by which it is unique and found.
    public mutating func setUsername(_ name: Username) {
        username = name.text
        usernameFolded = name.text.lowercased()
    }

    /// Sets the address and its folded form, by which it is unique and found.
    public mutating func setEmail(_ address: EmailAddress) {
        email = address.text
        emailFolded = address.text.lowercased()
    }
}
