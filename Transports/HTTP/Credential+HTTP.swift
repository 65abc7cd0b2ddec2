import CaravanProtocol
import HTTPTypes

extension Credential {
    /// What the `Authorization` field shows (RFC 6750, section 2.1; the scheme in any case, RFC 9110 section 11.1).
    ///
    /// Another scheme, or none, is a token that no session has: not the same as showing nothing.
    init(in fields: HTTPFields) {
        guard let value = fields[.authorization] else {
            self = .none
            return
        }
        let parts = value.split(separator: " ", omittingEmptySubsequences: true)
        let isToken = parts.count == 2 && parts[0].lowercased() == "bearer"
        self = .bearer(isToken ? String(parts[1]) : "")
    }
}
