public import CaravanProtocol

/// A user as he sees himself (`/users/me/`): the account and its profile as one, and what of them he may change.
public struct Account: OutputRecord {
    public var id = ID<User>.unset
    public var email = ""
    public var username = Username(checked: "")
    public var firstName = ""
    public var lastName = ""
    public var avatar: String?
    public var bio = ""
    public var dateJoined = Instant.epoch
    public var lastLogin: Instant?
    public var revision: Int64 = 0
    public var createdAt = Instant.epoch
    public var updatedAt = Instant.epoch

    public init() {}
    public static var schema: JSONValue? { fields.outputSchema.titled("account") }

    init(_ user: User, _ profile: Profile) {
        id = user.id
        email = user.email
        username = Username(checked: user.username)
        firstName = profile.firstName
        lastName = profile.lastName
        avatar = profile.avatar
        bio = profile.bio
        dateJoined = user.dateJoined
        lastLogin = user.lastLogin
        revision = user.revision
        createdAt = profile.createdAt
        updatedAt = profile.updatedAt
    }

    public static let fields: FieldList<Account> = [
        .server("id", \.id),
        .server("email", \.email),
        .required("username", \.username),
        .optional("first_name", \.firstName, .length(0...150)),
        .optional("last_name", \.lastName, .length(0...150)),
        .server("avatar", \.avatar),
        .optional("bio", \.bio, .length(0...10_000)),
        .server("date_joined", \.dateJoined),
        .server("last_login", \.lastLogin),
        .server("revision", \.revision),
        .server("created_at", \.createdAt),
        .server("updated_at", \.updatedAt),
    ]
}
