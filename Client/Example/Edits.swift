import CaravanClient
import CaravanCore
import CaravanProtocol

/// The commands that change something; none needs the network.
struct Edits {
    private let client: LiveReplica
    private let names: Names

    init(_ client: LiveReplica) {
        self.client = client
        names = Names(replica: client.replica)
    }

    /// Whether the command is one of these; it is done then.
    func perform(_ words: inout Words) throws -> Bool {
        switch words.command {
        case "new-trip": try newTrip(&words)
        case "edit-trip": try update(.trip, try names.trip(try words.next("TRIP")).bits, words)
        case "delete-trip": try client.edit(.delete(try names.trip(try words.next("TRIP"))))
        case "add-stop": try addStop(&words)
        case "edit-stop": try update(.destination, try names.destination(try words.next("STOP")).bits, words)
        case "remove-stop": try client.edit(.delete(try names.destination(try words.next("STOP"))))
        case "add-activity": try addActivity(&words)
        case "edit-activity": try update(.activity, try names.activity(try words.next("ACTIVITY")).bits, words)
        case "say": try say(&words)
        case "resolve": try resolve(&words)
        case "retry": try client.retry(try names.held(try words.next("EDIT")))
        case "discard": try client.discard(try names.held(try words.next("EDIT")))
        default: return false
        }
        return true
    }

    private func newTrip(_ words: inout Words) throws {
        let id = try client.create(
            .trip,
            [
                "title": .string(try words.next("TITLE")), "start_date": .string(try words.next("START")),
                "end_date": .string(try words.next("END")),
            ])
        print(Names.short(id))
    }

    private func addStop(_ words: inout Words) throws {
        let id = try client.create(
            .destination,
            [
                "trip_id": .string(try names.trip(try words.next("TRIP")).description),
                "name": .string(try words.next("NAME")), "arrival_date": .string(try words.next("ARRIVAL")),
                "departure_date": .string(try words.next("DEPARTURE")),
            ])
        print(Names.short(id))
    }

    private func addActivity(_ words: inout Words) throws {
        var data: JSONObject = [
            "destination_id": .string(try names.destination(try words.next("STOP")).description),
            "title": .string(try words.next("TITLE")), "activity_type": .string(try words.next("TYPE")),
        ]
        for (name, value) in try words.fields() { data[name] = value }
        print(Names.short(try client.create(.activity, data)))
    }

    private func say(_ words: inout Words) throws {
        let trip = try names.trip(try words.next("TRIP"))
        _ = try client.create(
            .message,
            ["trip_id": .string(trip.description), "content": .string(words.rest.joined(separator: " "))])
    }

    private func update(_ kind: EntityKind, _ id: UUIDBits, _ words: Words) throws {
        try client.edit(LocalEdit(.update, kind, id, try words.fields()))
    }

    private func resolve(_ words: inout Words) throws {
        let conflict = try names.conflict(try words.next("CONFLICT"))
        guard let strategy = ConflictResolution(rawValue: try words.next("STRATEGY")) else {
            throw Words.Fault(detail: "the strategies are server_wins, client_wins and merge")
        }
        let fields = try words.fields()
        try client.resolve(conflict, strategy, data: fields.isEmpty ? nil : fields)
    }
}
