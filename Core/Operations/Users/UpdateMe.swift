public import CaravanProtocol

/// Changes what is named of the caller's account.
public enum UpdateMe: WriteOperation {
    public static let name = "users.update_me"
    public static let summary = "Change the caller's account"
    public static let route = Route.patch("/users/me/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<AccountEdit, Caller>.signedIn
    public static let failures: [FailureCode] = [.alreadyExists]

    public static func run(_ input: AccountEdit, _ caller: Caller, in context: WriteContext) throws -> Account {
        try context.edit(caller, input.partial)
    }
}
