public import CaravanProtocol

/// A user as others see him.
public enum GetUser: ReadOperation {
    public static let name = "users.get"
    public static let summary = "A user"
    public static let route = Route.get("/users/{id}/")
    public static let access = Access<ByID<User>, Caller>.signedIn

    public static func run(_ input: ByID<User>, _: Caller, in context: Context) throws -> PublicProfile {
        guard let user = try context.store.find(input.id), user.isActive else {
            throw Failure(.notFound, "There is no such user.")
        }
        return PublicProfile(user, try context.profile(of: user.id))
    }
}
