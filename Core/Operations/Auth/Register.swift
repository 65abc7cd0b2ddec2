public import CaravanProtocol

/// Makes an account and its first session.
public enum Register: WriteOperation, PreparedOperation {
    public struct Input: InputRecord {
        public var email: EmailAddress?
        public var username: Username?
        public var password = Password()
        public var firstName = ""
        public var lastName = ""
        public var passwordHash = ""

        public init() {}

        public static let fields: FieldList<Input> = [
            .required("email", \.email),
            .required("username", \.username),
            .required("password", \.password),
            .optional("first_name", \.firstName, .length(0...150)),
            .optional("last_name", \.lastName, .length(0...150)),
            .hidden("password_hash", \.passwordHash),
        ]
    }

    public static let name = "auth.register"
    public static let summary = "Make an account"
    public static let route = Route.post("/auth/register/", success: 201)
    public static let effect = Effect.write
    public static let access = Access<Input, Void>.anyone
    public static let failures: [FailureCode] = [.alreadyExists, .forbidden]
    public static let limit: RateLimits.Kind? = .auth

    public static func prepare(_ input: Input, _ preparation: Preparation) throws -> Input {
        guard preparation.settings.isRegistrationOpen else { throw Failure(.forbidden, "Registration is closed here.") }
        var prepared = input
        prepared.passwordHash = try preparation.services.hasher.hash(input.password.text)
        return prepared
    }

    public static func run(_ input: Input, _: Void, in context: WriteContext) throws -> Registered {
        guard let email = input.email, let username = input.username else { throw Failure(.validationFailed) }
        var new = NewUser(email: email, username: username, passwordHash: input.passwordHash)
        new.firstName = input.firstName
        new.lastName = input.lastName
        return Registered(tokens: try context.openSession(for: context.create(new)))
    }
}

/// What a registration answers: as a login, but it binds no peer (WIRE.md section 4).
public struct Registered: OperationOutput {
    let tokens: Tokens

    public static var schema: JSONValue? { Tokens.schema }
    public func write(to writer: inout JSONWriter) { tokens.write(to: &writer) }
}
