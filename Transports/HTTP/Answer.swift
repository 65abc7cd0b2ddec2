import CaravanProtocol
import NIOHTTP1

/// A whole answer: status, header fields and the bytes of the body.
struct Answer: Sendable {
    var status: HTTPResponseStatus
    var fields: HTTPFields
    /// The body of a GET; its HEAD says the same length and has none.
    var bytes: [UInt8]
    /// Whether the connection has no more use after it.
    var isLast = false

    init(_ status: HTTPResponseStatus, _ fields: HTTPFields = [:], bytes: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.bytes = bytes
        // RFC 9110 section 8.6: neither has a body, so neither tells of one.
        if status != .noContent, status != .notModified { self.fields.add(.contentLength, String(bytes.count)) }
    }

    static func json(_ status: HTTPResponseStatus, _ bytes: [UInt8]) -> Answer {
        Answer(status, [.contentType: "application/json"], bytes: bytes)
    }

    /// The problem document of a failure (RFC 9457).
    static func problem(_ refusal: Refusal, requestID: String) -> Answer {
        let failure = refusal.failure
        var fields = refusal.fields
        fields[.contentType] = "application/problem+json"
        // RFC 6750 section 3.
        if failure.code == .unauthenticated { fields[.wwwAuthenticate] = "Bearer" }
        if let seconds = failure.retryAfterSeconds { fields[.retryAfter] = String(seconds) }
        let status = refusal.status ?? HTTPResponseStatus(statusCode: failure.code.facts.status)
        let bytes = Problem(failure, status: Int(status.code), requestID: requestID).bytes
        return Answer(status, fields, bytes: bytes)
    }
}
