public import CaravanProtocol

/// Exchanges a refresh token for its successor and a new access token.
///
/// A token is good once. Given again within 30 s, and before its successor was used, it gets the same successor: the
/// answer was lost. Given again otherwise, somebody else has it: the whole family is revoked.
public enum Refresh: WriteOperation {
    public struct Input: InputRecord {
        public var refresh = Secret()

        public init() {}
        public static let fields: FieldList<Input> = [.required("refresh", \.refresh)]
    }

    public static let name = "auth.refresh"
    public static let summary = "Exchange a refresh token"
    public static let route = Route.post("/auth/refresh/")
    public static let effect = Effect.write
    public static let access = Access<Input, Void>.anyone
    public static let failures: [FailureCode] = [.unauthenticated]
    public static let limit: RateLimits.Kind? = .auth

    public static func run(_ input: Input, _: Void, in context: WriteContext) throws -> Refreshed {
        let refused = Failure(.unauthenticated, "The refresh token is not valid.")
        guard let secret = Base64URL.decode(input.refresh.text), let token = try context.refreshToken(of: secret),
            token.expiresAt > context.now, let session = try context.store.find(token.sessionID),
            session.endedAt == nil,
            let user = try context.store.find(session.userID), user.isActive
        else { throw refused }
        let successor = context.services.signer.derive("refresh-successor", secret)
        guard let spentAt = token.spentAt else {
            var spent = token
            spent.spentAt = context.now
            try context.table.update(spent, RefreshToken.fields.mask(\.spentAt))
            return Refreshed(tokens: try context.tokens(of: session, user, refresh: successor))
        }
        let isLostAnswer = context.now < spentAt.adding(seconds: Bounds.refreshGraceSeconds)
        if isLostAnswer, let next = try context.refreshToken(of: successor), next.spentAt == nil {
            return Refreshed(tokens: try context.answer(of: session, user, refresh: successor))
        }
        try context.end(session)
        context.failAfterCommit(refused)
        return Refreshed(tokens: nil)
    }
}

/// What a refresh answers.
public struct Refreshed: OperationOutput {
    /// `nil` when the family was revoked, and a failure is answered instead.
    let tokens: Tokens?

    public static var schema: JSONValue? { Tokens.schema }

    public func write(to writer: inout JSONWriter) {
        if let tokens { tokens.write(to: &writer) } else { writer.null() }
    }
}

extension Context {
    /// The stored token of a secret.
    func refreshToken(of secret: [UInt8]) throws -> RefreshToken? {
        try store.find(RefreshToken.self, key: [.bytes(services.signer.fingerprint(secret))])
    }
}
