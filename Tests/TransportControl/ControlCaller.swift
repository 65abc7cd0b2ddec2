public import CaravanProtocol

/// Who calls the control application: it takes each bearer token that ``token(of:)`` makes, and each session and user.
public struct ControlCaller: Sendable, Equatable {
    /// `bearer:ann`, `session:<uuid>` or `user:<uuid>`, as `control.whoami` answers it.
    public let name: String

    /// `nil` for a credential that is not taken.
    public init?(_ credential: Credential) {
        switch credential {
        case .none: return nil
        case .bearer(let token):
            guard token.hasPrefix(Self.prefix) else { return nil }
            name = "bearer:" + token.dropFirst(Self.prefix.count)
        case .session(let bits): name = "session:\(bits)"
        case .user(let bits): name = "user:\(bits)"
        }
    }

    private static let prefix = "control-token-"

    /// An access token that the control application takes.
    public static func token(of name: String) -> String { prefix + name }

    /// The session that a login under that name opens.
    public static func session(of name: String) -> UUIDBits {
        let hash = FNV1a.sum(name.utf8)
        return UUIDBits(high: hash, low: ~hash)
    }
}
