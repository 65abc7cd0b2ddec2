public import CaravanProtocol

/// The caller's own account.
public enum Me: ReadOperation {
    public static let name = "users.me"
    public static let summary = "The caller's account"
    public static let route = Route.get("/users/me/")
    public static let access = Access<NoInput, Caller>.signedIn

    public static func run(_: NoInput, _ caller: Caller, in context: Context) throws -> Account {
        Account(caller.user, try context.profile(of: caller.id))
    }
}
