import CaravanNetwork

/// What answers say about origins.
extension AllowedOrigins {
    func add(to fields: inout HTTPFields, _ exchange: Exchange) {
        // A cache must not give one origin's answer to another.
        if !isSameForAll { fields.add(.vary, "Origin") }
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
