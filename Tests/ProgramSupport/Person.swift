/// An account with an open session.
public struct Person: Sendable {
    public let name: String
    public let id: String
    public let access: String
    public let refresh: String

    public var email: String { name + "@example.com" }
    /// Long enough that a search for it finds nothing else.
    public var password: String { Self.password(of: name) }

    static func password(of name: String) -> String { "\(name)'s correct horse battery" }
}
