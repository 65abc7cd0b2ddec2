public import CaravanProtocol

/// Opens a session with a password.
public enum Login: WriteOperation, PreparedOperation {
    public struct Input: InputRecord {
        public var email: String?
        public var username: String?
        public var password = Secret()
        /// The user whose password it is, found by `prepare`; `nil` when there is none.
        public var verified: ID<User>?
        /// What the user's hash was then.
        public var hash = ""
        /// A new hash, where the figures have risen.
        public var newHash: String?

        public init() {}

        public static let fields: FieldList<Input> = [
            .optional("email", \.email, .length(0...254)),
            .optional("username", \.username, .length(0...254)),
            .required("password", \.password),
            .hidden("verified", \.verified),
            .hidden("hash", \.hash),
            .hidden("new_hash", \.newHash),
        ]

        public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Input {
            let read = try fields.decode(input, .input, context).value
            guard read.email != nil || read.username != nil else {
                throw .invalid("email", .required, "The email or the username is required.")
            }
            return read
        }

        /// One of the two names is needed.
        public static var inputSchema: JSONValue {
            guard case .object(var schema) = fields.inputSchema(.input) else { return [:] }
            schema["anyOf"] = [
                ["required": ["email"], "properties": ["email": ["type": "string"]]],
                ["required": ["username"], "properties": ["username": ["type": "string"]]],
            ]
            return .object(schema)
        }

        /// The account that is meant, whether it exists or not.
        var account: String { (email ?? username ?? "").lowercased() }
    }

    public static let name = "auth.login"
    public static let summary = "Open a session"
    public static let route = Route.post("/auth/login/")
    public static let effect = Effect.write
    public static let access = Access<Input, Void>.anyone
    public static let failures: [FailureCode] = [.unauthenticated, .forbidden]
    public static let bindsPeer = true
    public static let limit: RateLimits.Kind? = .auth

    private static let refused = Failure(.unauthenticated, "The account or the password is wrong.")

    /// Verifies the password; for an unknown account against a decoy, so that it takes as long.
    public static func prepare(_ input: Input, _ preparation: Preparation) throws -> Input {
        let hasher = preparation.services.hasher
        let user = try preparation.storage.readNow { try $0.user(email: input.email, username: input.username) }
        let subject = LoginSubject(user, typed: input.account)
        try preparation.limiter.checkLogin(subject, now: preparation.now)
        let isRight = hasher.verify(input.password.text, against: user?.passwordHash ?? hasher.decoy)
        guard isRight, let user else {
            preparation.limiter.loginFailed(subject, now: preparation.now)
            throw refused
        }
        var prepared = input
        prepared.verified = user.id
        prepared.hash = user.passwordHash
        if hasher.isOutdated(user.passwordHash) { prepared.newHash = try hasher.hash(input.password.text) }
        return prepared
    }

    public static func run(_ input: Input, _: Void, in context: WriteContext) throws -> Tokens {
        guard let id = input.verified, var user = try context.store.find(id), user.passwordHash == input.hash else {
            throw refused
        }
        guard user.isActive else { throw Failure(.forbidden, "The account is disabled.") }
        user.lastLogin = context.now
        user.passwordHash = input.newHash ?? user.passwordHash
        try context.table.update(user, User.fields.mask(\.lastLogin, \.passwordHash))
        return try context.openSession(for: user)
    }
}
