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
        var present: Set<Place> = []
    }

    private var servers: [UInt64: Server] = [:]

    /// A server says that it lives; false if nothing was known of it.
    mutating func renew(_ server: UInt64, now: Instant) -> Bool {
        let isKnown = servers[server] != nil
        servers[server, default: Server(until: now)].until = now.adding(seconds: Self.leaseSeconds)
        return isKnown
    }

    /// Somebody comes by a server; false if he was there by it.
    mutating func join(_ place: Place, by server: UInt64, now: Instant) -> Bool {
        _ = renew(server, now: now)
        return servers[server]?.present.insert(place).inserted == true
    }

    /// Somebody leaves a server; false if he was not there by it.
    mutating func leave(_ place: Place, by server: UInt64) -> Bool { servers[server]?.present.remove(place) != nil }

    /// Who was where by servers that have died.
    mutating func expire(now: Instant) -> [Place] {
        let dead = servers.filter { $0.value.until <= now }
        for server in dead.keys { servers[server] = nil }
        return dead.values.flatMap(\.present)
    }
}
