public import CaravanProtocol

/// How a conflict is decided: by a policy that a push brings, or by somebody later.
public enum ResolutionStrategy: String, Choice {
    case serverWins = "server_wins"
    case clientWins = "client_wins"
    case merge
    case manual

    /// Whether it sets what somebody has put together.
    var needsData: Bool { self == .merge || self == .manual }
}
