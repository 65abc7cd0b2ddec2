import CaravanProtocol

/// What the operator decides about the application.
public struct Settings: Sendable {
    /// Whether anybody may register.
    public var isRegistrationOpen = true
    /// Where people reach the server, without a slash at the end; for links in mail.
    public var publicURL: String?
    public var rateLimits = RateLimits.generous
    /// How many days log entries are kept; `nil` for ever.
    public var keepChangesDays: Int?
    /// The database's epoch; read when the application opens.
    public internal(set) var epoch = ""

    public init() {}
}
