import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport

/// Somebody's part in the trip of a ``Stage``.
enum Part: String, CaseIterable, Sendable {
    case owner, editor, viewer, former, outsider, nobody
}

/// A trip with people in every part of it, two destinations, and two activities at the first.
struct Stage: Sendable {
    let world: TestWorld
    let peers: [Part: InProcessClient]
    let userIDs: [Part: JSONValue]
    let newcomer: JSONValue
    let trip: JSONValue
    let stops: [JSONValue]
    let acts: [JSONValue]
    /// What its members have said, each once, the owner first.
    let messages: [Part: JSONValue]
    /// A second trip of the owner's, with a destination and an activity, private.
    let elsewhere: (trip: JSONValue, stop: JSONValue, act: JSONValue)

    init(visibility: String = "private", settings: Settings = .unlimited, on store: Store = .sqlite) throws {
        try self.init(visibility: visibility, in: TestWorld(store.storage(), settings: settings))
    }

    init(visibility: String = "private", in world: TestWorld) throws {
        self.world = world
        var peers: [Part: InProcessClient] = [.nobody: world.peer()]
        var userIDs: [Part: JSONValue] = [:]
        for part in Part.allCases where part != .nobody {
            let peer = try world.person(part.rawValue)
            peers[part] = peer
            userIDs[part] = try peer.ownID()
        }
        self.peers = peers
        self.userIDs = userIDs
        newcomer = try world.person("newcomer").ownID()
        guard let owner = peers[.owner] else { throw StorageError.unsupported("no owner") }
        let trip = try owner.makeTrip(["visibility": visibility.json, "currency": "EUR"])
        self.trip = trip
        for (part, role) in [(Part.editor, "editor"), (.viewer, "viewer"), (.former, "editor")] {
            _ = try owner.callNow(
                "members.add", ["trip_id": trip, "user_id": userIDs[part] ?? .null, "role": role.json])
        }
        _ = try owner.callNow("members.remove", ["trip_id": trip, "user_id": userIDs[.former] ?? .null])
        let stops = [try owner.makeStop(trip), try owner.makeStop(trip, ["name": "Belem"])]
        self.stops = stops
        acts = [try owner.makeActivity(stops[0]), try owner.makeActivity(stops[0], ["title": "Castle"])]
        var messages: [Part: JSONValue] = [:]
        for part in [Part.owner, .editor, .viewer] { messages[part] = try peers[part]?.say("By the \(part)", in: trip) }
        self.messages = messages
        let otherTrip = try owner.makeTrip(["title": "Elsewhere"])
        let otherStop = try owner.makeStop(otherTrip)
        elsewhere = (otherTrip, otherStop, try owner.makeActivity(otherStop))
    }

    subscript(_ part: Part) -> InProcessClient { peers[part] ?? world.peer() }
    /// The message that he sent, or that of the owner.
    func message(of part: Part) -> JSONValue { messages[part] ?? messages[.owner] ?? .null }
    func id(_ part: Part) -> JSONValue { userIDs[part] ?? .null }

    /// Brings the trip to where the operation has something to do.
    func prepare(for operation: String) throws {
        let before: [String] =
            switch operation {
            case "trips.start": ["trips.plan"]
            case "trips.complete": ["trips.plan", "trips.start"]
            default: []
            }
        for step in before { _ = try self[.owner].callNow(step, ["id": trip]) }
        if operation == "sync.resolve" {
            let old = Device.change("update", "trip", trip, ["title": "Old"], at: "2001-01-01T00:00:00Z")
            _ = try Device(stage: self, part: .owner).push(old)
        }
        if operation == "activities.reopen" { _ = try self[.owner].callNow("activities.complete", ["id": acts[0]]) }
    }
}
