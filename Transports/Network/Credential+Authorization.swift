package import CaravanProtocol

extension Credential {
    /// What the values of the `Authorization` field show (RFC 6750, section 2.1; the scheme in any case, RFC 9110 section 11.1).
    ///
    /// Another scheme, two of them, or none in it is a token that no session has: not the same as showing nothing.
    package init(authorization values: [String]) {
        guard let value = values.first else {
            self = .none
            return
        }
        // By bytes: tokens are long, and every call shows one.
        let space = UInt8(ascii: " ")
        let parts = value.utf8.split(separator: space, maxSplits: 2)
        let isToken = values.count == 1 && parts.count == 2 && Substring(parts[0]).lowercased() == "bearer"
        self = .bearer(isToken ? String(Substring(parts[1])) : "")
    }
}
