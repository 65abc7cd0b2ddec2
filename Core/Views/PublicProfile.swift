public import CaravanProtocol

/// A user as `GET /users/{id}/` shows him.
public struct PublicProfile: OutputRecord {
    public var id = ID<User>.unset
    public var username = ""
    public var firstName = ""
    public var lastName = ""
    public var avatar: String?
    public var bio = ""

    public init() {}

    init(_ user: User, _ profile: Profile) {
        id = user.id
        username = user.username
        firstName = profile.firstName
        lastName = profile.lastName
        avatar = profile.avatar
        bio = profile.bio
    }

    public static let fields: FieldList<PublicProfile> = [
        .server("id", \.id),
        .server("username", \.username),
        .server("first_name", \.firstName),
        .server("last_name", \.lastName),
        .server("avatar", \.avatar),
        .server("bio", \.bio),
    ]
}
