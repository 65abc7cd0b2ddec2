import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport

/// Several people who do anything that the catalogue has, allowed or not, on a few trips.
struct RandomSession {
    let world: TestWorld
    let peers: [InProcessClient]
    let userIDs: [JSONValue]
    var trips: [JSONValue] = []
    var stops: [JSONValue] = []
    var acts: [JSONValue] = []
    var messages: [JSONValue] = []
    var random: SeededGenerator
    /// How often each operation succeeded.
    var done: [String: Int] = [:]
    var codes: Set<FailureCode> = []

    static let operations = Catalogue.entries.map(\.descriptor.name).filter { !$0.hasPrefix("auth.") }

    init(seed: UInt64, settings: Settings = .unlimited) throws {
        world = try CaravanCoreTests.world(settings: settings)
        let world = world
        peers = try ["ann", "bob", "cem", "dia"].map { try world.person($0) }
        userIDs = try peers.map { try $0.ownID() }
        random = SeededGenerator(seed: seed)
        for peer in peers.prefix(2) { trips.append(try peer.makeTrip(["visibility": "public"])) }
    }

    private mutating func pick(_ values: [JSONValue]) -> JSONValue { values.randomElement(using: &random) ?? .null }

    /// Params out of which each operation takes what it knows.
    private mutating func params(_ operation: String) -> JSONObject {
        let day = Int.random(in: 1...9, using: &random)
        var params: JSONObject = [
            "title": "T\(Int.random(in: 0..<3, using: &random))".json, "name": "N\(day)".json,
            "start_date": "2031-05-01", "end_date": "2031-05-0\(day)".json, "arrival_date": "2031-05-02",
            "departure_date": "2031-05-0\(day)".json, "activity_type": "other",
            "status": pick(["draft", "planned", "active", "completed", "cancelled"]),
            "visibility": pick(["public", "public", "private", "shared"]), "user_id": pick(userIDs),
            "role": pick(["editor", "viewer", "viewer", "owner"]), "order": Int.random(in: 0..<5, using: &random).json,
            "cost": pick(["1.50", .null, "2"]), "username": "name\(Int.random(in: 0..<9, using: &random))".json,
            "bio": pick(["a", "b"]), "q": "na", "notify": pick(["all", "none"]), "trip_id": pick(trips),
            "destination_id": pick(stops), "start_time": pick(["2031-05-01T10:00", .null, "2031-05-01T12:00:00Z"]),
            "content": "C\(day)".json, "message_id": pick(messages), "reply_to": pick(messages + [.null, .null]),
            "client_message_id": pick(["a", "b", "c", .null, .null]),
        ]
        // Half of the time only some of them are named.
        if operation.hasSuffix("update"), Bool.random(using: &random) {
            for name in ["status", "visibility", "order", "destination_id", "start_time"] { params[name] = nil }
        }
        if operation == "trips.list" { (params["status"], params["visibility"], params["role"]) = (nil, nil, nil) }
        switch operation.split(separator: ".").first {
        case "trips" where operation != "trips.create": params["id"] = pick(trips)
        case "destinations" where operation != "destinations.create": params["id"] = pick(stops)
        case "activities" where operation != "activities.create": params["id"] = pick(acts)
        case "chat" where operation != "chat.send": params["id"] = pick(messages)
        case "users": params["id"] = pick(userIDs)
        default: break
        }
        return params
    }

    mutating func step() throws {
        var operation = Self.operations.randomElement(using: &random) ?? ""
        // Few trips are deleted or completed, so that there is something to do.
        if ["trips.delete", "trips.cancel", "destinations.delete", "trips.create"].contains(operation),
            Int.random(in: 0..<4, using: &random) > 0
        {
            operation = ["members.add", "activities.create", "destinations.create"].randomElement(using: &random) ?? ""
        }
        guard let peer = peers.randomElement(using: &random) else { return }
        do throws(Failure) {
            let answer = try peer.callNow(operation, params(operation))
            done[operation, default: 0] += 1
            switch operation {
            case "trips.create": trips.append(answer["id"] ?? .null)
            case "destinations.create": stops.append(answer["id"] ?? .null)
            case "chat.send": messages.append(answer["id"] ?? .null)
            case "activities.create": acts.append(answer["id"] ?? .null)
            default: break
            }
        } catch {
            codes.insert(error.code)
        }
    }
}
