/// The origins whose pages may read answers (the Fetch standard's CORS); none unless the operator names them.
///
/// Callers show tokens, which no browser sends by itself, so that answers allow no credentials.
public struct AllowedOrigins: Sendable {
    private let origins: Set<String>
    private let isAny: Bool

    public static let none = AllowedOrigins([])

    /// - Parameter origins: as browsers send them (`https://app.example.com`), or `*` for any.
    public init(_ origins: [String]) {
        self.origins = Set(origins.map { $0.lowercased() })
        isAny = origins.contains("*")
    }

    /// The origin of the request, if its pages may read the answer.
    func allowed(in fields: HTTPFields) -> String? {
        guard !origins.isEmpty else { return nil }
        let values = fields[values: .origin]
        guard values.count == 1, let origin = values.first else { return nil }
        return isAny ? "*" : origins.contains(origin.lowercased()) ? origin : nil
    }

    func add(to fields: inout HTTPFields, _ exchange: Exchange) {
        // A cache must not give one origin's answer to another.
        if !origins.isEmpty, !isAny { fields.add(.vary, "Origin") }
        guard let origin = exchange.allowedOrigin else { return }
        fields.add(.allowedOrigin, origin)
        fields.add(
            .exposedHeaders,
            "ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id")
    }

    /// The answer to `OPTIONS`, with what a browser wants to know before it sends the request itself.
    func preflight(_ answer: Answer, _ exchange: Exchange) -> Answer {
        guard exchange.allowedOrigin != nil, exchange.fields[.requestedMethod] != nil else { return answer }
        var answer = answer
        answer.fields.add(.allowedMethods, answer.fields[.allow] ?? "")
        answer.fields.add(
            .allowedHeaders,
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Request-Id")
        answer.fields.add(.maxAge, "600")
        return answer
    }
}
