public import CaravanProtocol

/// Ends the caller's session, or without one that of the refresh token.
public enum Logout: WriteOperation {
    public struct Input: InputRecord {
        public var refresh: Secret?

        public init() {}
        public static let fields: FieldList<Input> = [.optional("refresh", \.refresh)]
        public static let needsBody = false
    }

    public static let name = "auth.logout"
    public static let summary = "End the session"
    public static let route = Route.post("/auth/logout/", success: 204)
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Input, Void>.anyone
    public static let failures: [FailureCode] = [.unauthenticated]
    public static let takesSession = true
    public static let limit: RateLimits.Kind? = nil

    public static func run(_ input: Input, _: Void, in context: WriteContext) throws -> NoContent {
        let own = try context.caller?.session.flatMap { try context.store.find($0) }
        guard let session = try own ?? session(of: input.refresh, context) else { throw Failure(.unauthenticated) }
        try context.end(session)
        return NoContent()
    }

    private static func session(of refresh: Secret?, _ context: Context) throws -> Session? {
        guard context.caller == nil, let refresh, let secret = Base64URL.decode(refresh.text),
            let token = try context.refreshToken(of: secret), let session = try context.store.find(token.sessionID),
            session.endedAt == nil
        else { return nil }
        return session
    }
}
