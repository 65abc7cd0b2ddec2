public import CaravanProtocol

/// Finds users to invite: by the beginning of a name, or by a whole address.
public enum SearchUsers: ReadOperation {
    public struct Input: PageInput {
        public var query = ""
        public var limit = 50
        public var cursor: String?

        public init() {}
        public static let fields = FieldList<Input>(
            [.required("q", \.query, .length(2...254))] + pageFields(\.limit, \.cursor))
    }

    public static let name = "users.search"
    public static let summary = "Find users by the beginning of a name, or a whole e-mail address"
    public static let route = Route.get("/users/search/")
    public static let access = Access<Input, Caller>.signedIn

    /// People may be many.
    public static func isBrief(_: Input) -> Bool { false }

    public static func run(_ input: Input, _: Caller, in context: Context) throws -> Page<UserSummary> {
        let folded = input.query.lowercased()
        let query = Query<User>(
            .equals(\.isActive, true),
            .any(
                .hasPrefix(\.usernameFolded, folded), .equals(\.emailFolded, folded),
                .exists(
                    Profile.self, by: \.userID,
                    .any(.hasPrefix(\.firstNameFolded, folded), .hasPrefix(\.lastNameFolded, folded)))))
        return try context.page(query.ordered(by: \.usernameFolded), input, list: "\(name)|\(folded)") { users in
            let people = try context.people(users.map(\.id))
            return users.compactMap { people[$0.id] }
        }
    }
}
