public import CaravanProtocol

/// Sets a new password with the token of a mail, and ends every session.
public enum ConfirmReset: WriteOperation, PreparedOperation {
    public struct Input: InputRecord {
        public var token = Secret()
        public var password = Password()
        public var passwordHash = ""

        public init() {}
        public static let fields: FieldList<Input> = [
            .required("token", \.token),
            .required("password", \.password),
            .hidden("password_hash", \.passwordHash),
        ]
    }

    public static let name = "auth.confirm_reset"
    public static let summary = "Set a new password with a token from a mail"
    public static let route = Route.post("/auth/password/reset/confirm/", success: 204)
    public static let effect = Effect.write
    public static let access = Access<Input, Void>.anyone
    public static let limit: RateLimits.Kind? = .auth

    private static let refused = Failure.invalid("token", .format, "The token is not valid, or not any more.")

    public static func prepare(_ input: Input, _ preparation: Preparation) throws -> Input {
        // A forged token costs no hash.
        guard ResetToken.parse(input.token.text, preparation.services.signer) != nil else { throw refused }
        var prepared = input
        prepared.passwordHash = try preparation.services.hasher.hash(input.password.text)
        return prepared
    }

    public static func run(_ input: Input, _: Void, in context: WriteContext) throws -> NoContent {
        guard let id = ResetToken.parse(input.token.text, context.services.signer),
            let reset = try context.store.find(id),
            reset.usedAt == nil, reset.expiresAt > context.now, var user = try context.store.find(reset.userID),
            user.isActive
        else { throw refused }
        try context.endResets(of: user.id)
        user.passwordHash = input.passwordHash
        try context.table.update(user, User.fields.mask(\.passwordHash))
        try context.endSessions(of: user.id)
        return NoContent()
    }
}
