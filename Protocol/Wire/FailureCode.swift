/// Every way in which an operation can fail, the same on each transport (WIRE.md section 2).
///
/// The list is closed: a client may switch over it. `spec/errors.md` is compared with this table by a test.
public enum FailureCode: String, CaseIterable, Sendable {
    case malformed = "malformed"
    case unauthenticated = "unauthenticated"
    case forbidden = "forbidden"
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case alreadyExists = "already_exists"
    case conflict = "conflict"
    case invalidTransition = "invalid_transition"
    case resyncRequired = "resync_required"
    case stale = "stale"
    case tooLarge = "too_large"
    case unsupportedMediaType = "unsupported_media_type"
    case notAcceptable = "not_acceptable"
    case validationFailed = "validation_failed"
    case idempotencyMismatch = "idempotency_mismatch"
    case rateLimited = "rate_limited"
    case `internal` = "internal"
    case unavailable = "unavailable"

    /// What a transport needs to know about a code.
    public struct Facts: Sendable {
        /// The HTTP status.
        public let status: Int
        /// The JSON-RPC 2.0 error code: the status, but for what the standard reserves a code for.
        public let rpcCode: Int
        /// The WebSocket close code (RFC 6455), where the failure ends the connection.
        public let closeCode: Int?
        /// Whether the same call may succeed later, unchanged.
        public let isRetryable: Bool
        /// The title of the problem document (RFC 9457), the same for every occurrence.
        public let title: String

        init(_ status: Int, _ title: String, rpc: Int? = nil, close: Int? = nil, retryable: Bool = false) {
            self.status = status
            self.rpcCode = rpc ?? status
            self.closeCode = close
            self.isRetryable = retryable
            self.title = title
        }
    }

    /// The one table of the codes.
    public var facts: Facts {
        switch self {
        case .malformed: Facts(400, "The request cannot be read")
        case .unauthenticated: Facts(401, "No valid session", close: 4001)
        case .forbidden: Facts(403, "Not allowed", close: 4003)
        case .notFound: Facts(404, "Not found", close: 4003)
        case .methodNotAllowed: Facts(405, "The path has no such method")
        case .alreadyExists: Facts(409, "It exists already")
        case .conflict: Facts(409, "It conflicts with the present state")
        case .invalidTransition: Facts(409, "No such change of status")
        case .resyncRequired: Facts(410, "The position is gone; start afresh")
        case .stale: Facts(412, "It has changed meanwhile")
        case .tooLarge: Facts(413, "Too large", close: 1009)
        case .unsupportedMediaType: Facts(415, "The content type is not accepted")
        case .notAcceptable: Facts(406, "No answer of this form")
        case .validationFailed: Facts(422, "The input is not valid")
        case .idempotencyMismatch: Facts(422, "The key belongs to another request")
        case .rateLimited: Facts(429, "Too many requests", retryable: true)
        case .internal: Facts(500, "Internal error", rpc: -32603, close: 1011, retryable: true)
        case .unavailable: Facts(503, "Not available now", close: 1013, retryable: true)
        }
    }
}
