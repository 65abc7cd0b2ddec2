import HTTPTypes

extension HTTPField.Name {
    /// The id under which a request is logged.
    static let requestID = named("X-Request-Id")
    /// RFC 8288.
    static let link = named("Link")
    static let rateLimit = named("RateLimit")
    static let rateLimitPolicy = named("RateLimit-Policy")
    static let idempotencyKey = named("Idempotency-Key")
    static let idempotencyReplayed = named("Idempotency-Replayed")

    /// For names that are tokens, as those above are.
    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no name of a header field") }
        return name
    }
}
