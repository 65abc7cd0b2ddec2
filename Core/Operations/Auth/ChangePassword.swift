public import CaravanProtocol

/// Sets a new password with the present one, and ends the other sessions.
public enum ChangePassword: WriteOperation, PreparedOperation {
    public struct Input: InputRecord {
        public var currentPassword = Secret()
        public var newPassword = Password()
        /// The hash that the present password was verified against.
        public var currentHash = ""
        public var newHash = ""

        public init() {}
        public static let fields: FieldList<Input> = [
            .required("current_password", \.currentPassword),
            .required("new_password", \.newPassword),
            .hidden("current_hash", \.currentHash),
            .hidden("new_hash", \.newHash),
        ]
    }

    public static let name = "auth.change_password"
    public static let summary = "Change the password"
    public static let route = Route.post("/auth/password/change/", success: 204)
    public static let effect = Effect.write
    public static let access = Access<Input, Caller>.signedIn
    public static let limit: RateLimits.Kind? = .auth

    private static let wrong = Failure.invalid("current_password", .contradiction, "This is not the present password.")

    public static func prepare(_ input: Input, _ preparation: Preparation) throws -> Input {
        let hasher = preparation.services.hasher
        guard let user = try preparation.user() else { throw Failure(.unauthenticated) }
        try preparation.limiter.checkLogin(LoginSubject(user), now: preparation.now)
        guard hasher.verify(input.currentPassword.text, against: user.passwordHash) else {
            preparation.limiter.loginFailed(LoginSubject(user), now: preparation.now)
            throw wrong
        }
        var prepared = input
        prepared.currentHash = user.passwordHash
        prepared.newHash = try hasher.hash(input.newPassword.text)
        return prepared
    }

    public static func run(_ input: Input, _ caller: Caller, in context: WriteContext) throws -> NoContent {
        guard caller.user.passwordHash == input.currentHash else { throw wrong }
        var user = caller.user
        user.passwordHash = input.newHash
        try context.table.update(user, User.fields.mask(\.passwordHash))
        try context.endResets(of: user.id)
        try context.endSessions(of: user.id, except: caller.session)
        return NoContent()
    }
}

extension Preparation {
    /// The user whom the credential speaks for now.
    fileprivate func user() throws -> User? {
        try storage.readNow { tx in
            let context = Context(tx, now: now, settings: settings, services: services, live: live)
            return try context.caller(for: credential)?.user
        }
    }
}
