import CaravanProtocol

/// Who is where by other servers. What a server has said holds as long as it lives: one that says nothing for
/// ``leaseSeconds`` has died, and nobody is there by it any more.
struct OtherServers {
    static let leaseSeconds: Int64 = 30
    static let renewalSeconds: Int64 = 10

    struct Place: Hashable {
        let trip: UUIDBits
        let user: UUIDBits
    }

    private struct Server {
        var until: Instant
        /// Whether it is known who he is, and the others have been told.
        var present: [Place: Bool] = [:]
    }

    private var servers: [UInt64: Server] = [:]

    /// A server says that it lives; false if nothing was known of it.
    mutating func renew(_ server: UInt64, now: Instant) -> Bool {
        let isKnown = servers[server] != nil
        servers[server, default: Server(until: now)].until = now.adding(seconds: Self.leaseSeconds)
        return isKnown
    }

    /// Somebody comes by a server; false if he has come already.
    mutating func join(_ place: Place, by server: UInt64, now: Instant) -> Bool {
        _ = renew(server, now: now)
        guard servers[server]?.present[place] == nil else { return false }
        servers[server]?.present[place] = false
        return true
    }

    /// It is known who came; false if he has gone meanwhile, or was known.
    mutating func meet(_ place: Place, by server: UInt64) -> Bool {
        guard servers[server]?.present[place] == false else { return false }
        servers[server]?.present[place] = true
        return true
    }

    /// Somebody leaves a server; false if nobody has been told that he was there.
    mutating func leave(_ place: Place, by server: UInt64) -> Bool {
        servers[server]?.present.removeValue(forKey: place) == true
    }

    /// Who was where by servers that have died.
    mutating func expire(now: Instant) -> [Place] {
        let dead = servers.filter { $0.value.until <= now }
        for server in dead.keys { servers[server] = nil }
        return dead.values.flatMap { $0.present.filter(\.value).keys }
    }
}
