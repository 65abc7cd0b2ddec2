/// What servers tell each other.
public enum BusHint: Sendable, Equatable {
    /// A log reaches so far.
    case moved(scope: UUIDBits, revision: Int64)
    /// Sessions have ended: their peers end too.
    case sessionsEnded
    /// A user has come to a trip's room on that server.
    case present(server: UInt64, trip: UUIDBits, user: UUIDBits)
    /// His last peer on that server has left it.
    case absent(server: UInt64, trip: UUIDBits, user: UUIDBits)
    /// A user in a trip's room is typing, or no more.
    case typing(trip: UUIDBits, user: UUIDBits, isTyping: Bool)
    /// The server lives: who is there by it stays there.
    case alive(server: UInt64)
    /// The server asks the others who is there by them.
    case hello(server: UInt64)
}
