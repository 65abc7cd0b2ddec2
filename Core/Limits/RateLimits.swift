import CaravanProtocol

/// How many calls are taken, of each kind; `nil` is any number.
public struct RateLimits: Sendable, Equatable {
    /// What a call counts for.
    public enum Kind: String, Sendable, CaseIterable {
        /// Calls that change something, per user.
        case writes
        /// Calls about accounts, per address before login.
        case auth
    }

    /// So many calls in so many seconds, all at once if they like.
    public struct Rate: Sendable, Equatable {
        public var count: Int
        public var seconds: Int

        public init(count: Int, seconds: Int) {
            self.count = count
            self.seconds = seconds
        }
    }

    public var writes: Rate?
    public var auth: Rate?

    public init(writes: Rate?, auth: Rate?) {
        self.writes = writes
        self.auth = auth
    }

    /// What people do not notice, and programs that guess do.
    public static let generous = RateLimits(writes: Rate(count: 1200, seconds: 60), auth: Rate(count: 60, seconds: 60))
    /// No limits.
    public static let off = RateLimits(writes: nil, auth: nil)

    /// The rate of that kind.
    public subscript(_ kind: Kind) -> Rate? {
        get { kind == .writes ? writes : auth }
        set { if kind == .writes { writes = newValue } else { auth = newValue } }
    }
}
