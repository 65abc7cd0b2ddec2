public import CaravanProtocol

/// Whose log an entry stands in: a trip's or a user's. On the wire `trip:<id>` or `user:<id>`.
public struct Scope: Hashable, Sendable, CustomStringConvertible {
    public let kind: ScopeKind
    public let id: UUIDBits

    public static func trip(_ id: ID<Trip>) -> Scope { Scope(kind: .trip, id: id.bits) }
    public static func user(_ id: ID<User>) -> Scope { Scope(kind: .user, id: id.bits) }

    public var description: String { kind.rawValue + ":" + id.description }
}
