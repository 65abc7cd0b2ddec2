/// A header field.
enum HTTPField {
    /// The name of a field, as it is written in answers; in requests any case will do.
    struct Name: Sendable {
        let text: String

        private init(_ text: String) { self.text = text }

        /// What proxies of nginx's kind know: the answer is passed on as it comes.
        static let accelBuffering = Name("X-Accel-Buffering")
        static let accept = Name("Accept")
        static let allow = Name("Allow")
        static let authorization = Name("Authorization")
        static let cacheControl = Name("Cache-Control")
        static let connection = Name("Connection")
        static let contentEncoding = Name("Content-Encoding")
        static let contentLength = Name("Content-Length")
        static let contentSecurityPolicy = Name("Content-Security-Policy")
        static let contentType = Name("Content-Type")
        static let date = Name("Date")
        static let eTag = Name("ETag")
        static let expect = Name("Expect")
        static let forwardedFor = Name("X-Forwarded-For")
        static let frameOptions = Name("X-Frame-Options")
        static let host = Name("Host")
        static let idempotencyKey = Name("Idempotency-Key")
        static let idempotencyReplayed = Name("Idempotency-Replayed")
        static let ifMatch = Name("If-Match")
        static let ifNoneMatch = Name("If-None-Match")
        /// The HTML standard, section 9.2.
        static let lastEventID = Name("Last-Event-ID")
        /// RFC 8288.
        static let link = Name("Link")
        static let location = Name("Location")
        static let origin = Name("Origin")
        static let rateLimit = Name("RateLimit")
        static let rateLimitPolicy = Name("RateLimit-Policy")
        static let referrerPolicy = Name("Referrer-Policy")
        /// The id under which a request is logged.
        static let requestID = Name("X-Request-Id")
        static let retryAfter = Name("Retry-After")
        static let strictTransportSecurity = Name("Strict-Transport-Security")
        static let upgrade = Name("Upgrade")
        static let vary = Name("Vary")
        static let wwwAuthenticate = Name("WWW-Authenticate")
        static let xContentTypeOptions = Name("X-Content-Type-Options")

        /// What the Fetch standard asks of a server whose answers another origin's pages may read.
        static let allowedOrigin = Name("Access-Control-Allow-Origin")
        static let allowedMethods = Name("Access-Control-Allow-Methods")
        static let allowedHeaders = Name("Access-Control-Allow-Headers")
        static let exposedHeaders = Name("Access-Control-Expose-Headers")
        static let maxAge = Name("Access-Control-Max-Age")
        static let requestedMethod = Name("Access-Control-Request-Method")
    }
}
