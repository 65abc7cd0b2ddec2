public import CaravanProtocol

/// Replaces the caller's account.
public enum ReplaceMe: WriteOperation {
    public static let name = "users.replace_me"
    public static let summary = "Replace the caller's account"
    public static let route = Route.put("/users/me/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<AccountReplacement, Caller>.signedIn
    public static let failures: [FailureCode] = [.alreadyExists]

    public static func run(_ input: AccountReplacement, _ caller: Caller, in context: WriteContext) throws -> Account {
        try context.edit(caller, input.partial)
    }
}
