import CaravanNetwork

/// The header fields that every answer has.
struct CommonFields: Sendable {
    let origins: AllowedOrigins
    private let dates: DateHeader
    private let isSecure: Bool

    init(_ options: HTTPOptions, _ dates: DateHeader) {
        origins = options.allowedOrigins
        isSecure = options.isPublicOverTLS
        self.dates = dates
    }

    func add(to fields: inout HTTPFields, _ exchange: Exchange) {
        fields.add(.requestID, exchange.requestID)
        fields.add(.date, dates.text)
        // Answers are a caller's own, whatever a cache on the way thinks, unless they say that they are everybody's.
        if fields[.cacheControl] == nil { fields.add(.cacheControl, "no-store") }
        // Browsers must not guess types, nor show an answer as a page or within one (OWASP's REST security cheat sheet).
        fields.add(.xContentTypeOptions, "nosniff")
        fields.add(.frameOptions, "DENY")
        fields.add(.referrerPolicy, "no-referrer")
        if fields[.contentSecurityPolicy] == nil {
            fields.add(.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'")
        }
        // RFC 6797: of use only where browsers come by TLS.
        if isSecure { fields.add(.strictTransportSecurity, "max-age=31536000") }
        origins.add(to: &fields, exchange)
    }
}
