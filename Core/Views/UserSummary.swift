public import CaravanProtocol

/// A user as others see him.
public struct UserSummary: OutputRecord {
    public var id = ID<User>.unset
    public var username = ""
    public var firstName = ""
    public var lastName = ""
    public var avatar: String?

    public init() {}
    public static var schema: JSONValue? { fields.outputSchema.titled("user") }

    init(_ user: User, _ profile: Profile) {
        id = user.id
        username = user.username
        firstName = profile.firstName
        lastName = profile.lastName
        avatar = profile.avatar
    }

    public static let fields: FieldList<UserSummary> = [
        .server("id", \.id),
        .server("username", \.username),
        .server("first_name", \.firstName),
        .server("last_name", \.lastName),
        .server("avatar", \.avatar),
    ]
}
