/// A header field that has a meaning of its own in the interface.
enum OpenAPIHeader: String, CaseIterable {
    case idempotencyKey = "Idempotency-Key"
    case ifMatch = "If-Match"
    case ifNoneMatch = "If-None-Match"
    case requestID = "X-Request-Id"
    case entityTag = "ETag"
    case link = "Link"
    case replayed = "Idempotency-Replayed"
    case retryAfter = "Retry-After"
    case rateLimit = "RateLimit"
    case rateLimitPolicy = "RateLimit-Policy"
    case authenticate = "WWW-Authenticate"

    /// Those that a call of the operation may bring.
    static func sent(with operation: OperationDescriptor) -> [OpenAPIHeader] {
        var headers: [OpenAPIHeader] = []
        if operation.takesIdempotencyKey { headers.append(.idempotencyKey) }
        if operation.takesCondition { headers.append(.ifMatch) }
        if operation.hasEntityTag { headers.append(.ifNoneMatch) }
        return headers
    }

    /// Those that its success has.
    static func answered(by operation: OperationDescriptor) -> [OpenAPIHeader] {
        var headers = [OpenAPIHeader.requestID]
        if operation.hasEntityTag { headers.append(.entityTag) }
        if operation.isList { headers.append(.link) }
        if operation.takesIdempotencyKey { headers.append(.replayed) }
        return headers
    }

    /// Those that a failure of the code has besides the request's id.
    static func answered(with code: FailureCode) -> [OpenAPIHeader] {
        switch code {
        case .unauthenticated: [.authenticate]
        case .rateLimited: [.retryAfter, .rateLimit, .rateLimitPolicy]
        case .unavailable: [.retryAfter]
        default: []
        }
    }

    /// The name of its component.
    var component: String { rawValue.lowercased() }

    var description: String {
        switch self {
        case .idempotencyKey:
            "A key of the client's own choice. The same key with the same input replays the first answer for 30 days."
        case .ifMatch:
            "Entity tags, one of which the resource must have; else the answer is `stale`, and nothing changes."
        case .ifNoneMatch: "The entity tags that the client has; if the present one is among them, the answer is 304."
        case .requestID: "The id under which the operator finds the call in the log."
        case .entityTag: "The entity tag of the answer; it changes with anything in it."
        case .link: "The next page, `rel=\"next\"` (RFC 8288), if there is one."
        case .replayed: "`true` where a key replayed the first answer."
        case .retryAfter: "After how many seconds to try again."
        case .rateLimit: "What is left of the limit, and when it is full again."
        case .rateLimitPolicy: "The limit itself."
        case .authenticate: "The scheme by which to show a session (RFC 6750)."
        }
    }

    var schema: JSONValue {
        switch self {
        case .idempotencyKey: ["type": "string", "pattern": "^[!-~]{1,255}$"]
        case .ifMatch: ["anyOf": [["const": "*"], ["type": "string", "pattern": .string(Self.tags)]]]
        case .requestID: ["type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"]
        case .retryAfter: ["type": "integer", "minimum": 0]
        case .replayed: ["type": "string", "enum": ["true"]]
        default: ["type": "string"]
        }
    }

    /// Entity tags with commas between them, empty elements among them (RFC 9110, sections 13.1.1 and 5.6.1.2).
    private static let tags: String = {
        let tag = #"(W/)?"[!#-~\u0080-\u00ff]*""#
        return #"^[, \t]*\#(tag)([ \t]*,[, \t]*\#(tag))*[ \t]*(,[, \t]*)?$"#
    }()
}
