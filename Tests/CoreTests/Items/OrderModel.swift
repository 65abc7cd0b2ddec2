import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// What lists of ordered things should look like: plain arrays beside the application, changed by the same steps.
struct OrderModel {
    let world: TestWorld
    let peer: InProcessClient
    let trip: JSONValue
    /// The ids in their order; under each destination those of its activities.
    var stops: [String] = []
    var acts: [String: [String]] = [:]
    /// What `get` answered last for each live thing.
    var seen: [String: JSONValue] = [:]
    var head = 1
    var random: SeededGenerator

    init(seed: UInt64) throws {
        world = try CaravanCoreTests.world(settings: .unlimited)
        peer = try world.person("ann")
        trip = try peer.makeTrip()
        random = SeededGenerator(seed: seed)
    }

    /// A place that may be far beyond the end.
    private mutating func place(_ count: Int) -> Int {
        Int.random(in: 0..<12, using: &random) == 0 ? 2_147_483_647 : Int.random(in: 0...count + 1, using: &random)
    }

    /// One random step on both sides.
    mutating func step() throws {
        switch Int.random(in: 0..<11, using: &random) {
        case 0, 1: try createStop()
        case 2: try moveStop("destinations.reorder")
        case 3: try moveStop("destinations.update")
        case 4: if Int.random(in: 0..<3, using: &random) == 0 { try deleteStop() }
        case 5, 6, 7: try createAct()
        case 8: try moveAct("activities.reorder")
        case 9: try moveAct("activities.update")
        default: try deleteAct()
        }
        try compare()
    }

    private mutating func createStop() throws {
        let wanted = Bool.random(using: &random) ? place(stops.count) : nil
        let id = try peer.makeStop(trip, wanted.map { ["order": $0.json] } ?? [:]).string ?? ""
        stops.insert(id, at: min(wanted ?? stops.count, stops.count))
        acts[id] = []
    }

    private mutating func moveStop(_ operation: String) throws {
        guard let id = stops.randomElement(using: &random) else { return }
        let wanted = place(stops.count)
        let answer = try peer.callNow(operation, ["id": id.json, "order": wanted.json])
        stops.removeAll { $0 == id }
        stops.insert(id, at: min(wanted, stops.count))
        #expect(answer == (try peer.callNow("destinations.get", ["id": id.json])))
    }

    private mutating func deleteStop() throws {
        guard let id = stops.randomElement(using: &random) else { return }
        _ = try peer.callNow("destinations.delete", ["id": id.json])
        stops.removeAll { $0 == id }
        for act in acts.removeValue(forKey: id) ?? [] {
            #expect(peer.code("activities.get", ["id": act.json]) == .notFound)
        }
    }

    private mutating func createAct() throws {
        guard let stop = stops.randomElement(using: &random) else { return }
        let count = acts[stop]?.count ?? 0
        let wanted = Bool.random(using: &random) ? place(count) : nil
        let id = try peer.makeActivity(stop.json, wanted.map { ["order": $0.json] } ?? [:]).string ?? ""
        acts[stop]?.insert(id, at: min(wanted ?? count, count))
    }

    /// Within its destination or to another one, with a place or without.
    private mutating func moveAct(_ operation: String) throws {
        guard let from = stops.filter({ acts[$0]?.isEmpty == false }).randomElement(using: &random),
            let id = acts[from]?.randomElement(using: &random), let other = stops.randomElement(using: &random)
        else { return }
        let to = Bool.random(using: &random) ? other : from
        let isReorder = operation == "activities.reorder"
        let wanted = isReorder || Bool.random(using: &random) ? place(acts[to]?.count ?? 0) : nil
        var params: JSONObject = ["id": id.json]
        if let wanted { params["order"] = wanted.json }
        if to != from || Bool.random(using: &random) { params["destination_id"] = to.json }
        let answer = try peer.callNow(operation, params)
        if wanted != nil || to != from {
            acts[from]?.removeAll { $0 == id }
            let count = acts[to]?.count ?? 0
            acts[to]?.insert(id, at: min(wanted ?? count, count))
        }
        #expect(answer == (try peer.callNow("activities.get", ["id": id.json])))
    }

    private mutating func deleteAct() throws {
        guard let stop = stops.filter({ acts[$0]?.isEmpty == false }).randomElement(using: &random),
            let id = acts[stop]?.randomElement(using: &random)
        else { return }
        _ = try peer.callNow("activities.delete", ["id": id.json])
        acts[stop]?.removeAll { $0 == id }
    }

    /// Both sides are alike; only what looks different now has a new revision, each its own, and its entry is what `get`
    /// answers.
    private mutating func compare() throws {
        var now: [String: JSONValue] = [:]
        let listed = try peer.all("destinations.list", ["trip_id": trip])
        #expect(listed.compactMap { $0["id"]?.string } == stops)
        #expect(listed.compactMap { $0["order"]?.int } == Array(stops.indices))
        for stop in listed { now[stop["id"]?.string ?? ""] = stop }
        for stop in stops {
            let inside = try peer.all("activities.list", ["destination_id": stop.json])
            #expect(inside.compactMap { $0["id"]?.string } == acts[stop])
            #expect(inside.compactMap { $0["order"]?.int } == Array(inside.indices))
            for act in inside { now[act["id"]?.string ?? ""] = act }
        }
        let entries = try peer.all("trips.changes", ["id": trip, "after": head.json])
        #expect(entries.compactMap { $0["revision"]?.int } == Array(head + 1..<head + 1 + entries.count))
        head += entries.count
        let gone = Set(seen.keys).subtracting(now.keys)
        let changed = now.filter { $0.value["revision"] != seen[$0.key]?["revision"] }
        #expect(Set(entries.compactMap { $0["entity_id"]?.string }) == gone.union(changed.keys))
        #expect(entries.count == gone.count + changed.count, "one entry for each")
        for (id, thing) in now where changed[id] == nil { #expect(thing == seen[id]) }
        for entry in entries {
            let id = entry["entity_id"]?.string ?? ""
            if gone.contains(id) {
                #expect(entry["action"] == "delete" && entry["data"] == ["id": id.json])
            } else {
                #expect(entry["data"] == now[id] && entry["revision"] == now[id]?["revision"])
                #expect(entry["action"] == (seen[id] == nil ? "create" : "update"))
            }
        }
        seen = now
    }
}
