public import CaravanProtocol

/// How a conflict is decided (WIRE.md section 5).
public enum ConflictResolution: String, Choice {
    case serverWins = "server_wins"
    case clientWins = "client_wins"
    /// Sets the fields of the resolved data.
    case merge
    case manual

    var needsData: Bool { self == .merge || self == .manual }
}
