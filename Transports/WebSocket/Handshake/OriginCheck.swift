import CaravanNetwork
import NIOHTTP1

/// Whose pages may open sockets: browsers say it, and their pages' own server must be this one (RFC 6455, section 10.2),
/// unless the operator names others.
struct OriginCheck {
    private let allowed: AllowedOrigins
    private let publicHost: String?

    init(_ options: WebSocketOptions) {
        allowed = options.allowedOrigins
        publicHost = options.publicURL.flatMap { Self.host(of: $0) }
    }

    func allows(_ headers: HTTPHeaders) -> Bool {
        let origins = headers["Origin"]
        guard let origin = origins.first else { return true }
        if allowed.allowed(origins) != nil { return true }
        guard origins.count == 1, let host = Self.host(of: origin) else { return false }
        return host == headers.first(name: "Host")?.lowercased() || host == publicHost
    }

    /// The host and port of an origin or URL, as a `Host` field has them; `nil` for what has none (`null`).
    private static func host(of url: String) -> String? {
        guard let mark = url.firstRange(of: "://") else { return nil }
        let host = url[mark.upperBound...].prefix { $0 != "/" }.lowercased()
        return host.isEmpty ? nil : host
    }
}
