import BenchSupport

/// A server with rooms, and how one talks to it.
protocol Stage: AnyObject {
    var server: MeasuredServer { get }
    var hall: Hall { get }
    /// The path and further fields of the request that upgrades.
    func upgrade(_ seat: Seat) -> (path: String, fields: [String])
    func subscription(_ seat: Seat, since: Int?) -> String
    /// - Parameter length: of the frame that the others get, for a server that does not choose it.
    func typing(_ seat: Seat, _ isTyping: Bool, length: Int) -> String
    func message(_ seat: Seat, _ content: String, length: Int) -> String
    func username(_ user: Int) -> String
    func end() throws
}

extension Stage {
    func username(_ user: Int) -> String { "traveller\(user)" }

    func end() throws { try server.end() }
}
