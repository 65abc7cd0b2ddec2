public import CaravanProtocol

/// Mails a link to set a new password. The answer is the same for a known and an unknown address.
public enum ResetPassword: WriteOperation {
    public struct Input: InputRecord {
        public var email: EmailAddress?

        public init() {}
        public static let fields: FieldList<Input> = [.required("email", \.email)]
    }

    public static let name = "auth.reset_password"
    public static let summary = "Ask for a new password by mail"
    public static let route = Route.post("/auth/password/reset/", success: 202)
    public static let effect = Effect.write
    public static let access = Access<Input, Void>.anyone
    public static let limit: RateLimits.Kind? = .auth

    public static func run(_ input: Input, _: Void, in context: WriteContext) throws -> NoContent {
        guard let user = try context.store.user(email: input.email?.text, username: nil), user.isActive else {
            return NoContent()
        }
        var reset = PasswordReset()
        reset.id = context.newID()
        reset.userID = user.id
        reset.createdAt = context.now
        reset.expiresAt = context.now.adding(seconds: Bounds.passwordResetSeconds)
        try context.table.insert(reset)
        try context.enqueue(.passwordResetMail, about: reset.id.bits)
        return NoContent()
    }
}
