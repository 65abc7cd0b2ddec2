import CaravanCore
import CaravanProtocol

/// Puts a trip together from the server's state and the edits of its lane.
struct TripPicture {
    private struct Key: Hashable {
        let kind: EntityKind
        let id: UUIDBits
    }

    private var entities: [Key: JSONObject] = [:]
    private var pending: Set<Key> = []

    init(_ served: [ServedEntity], _ edits: [QueueEntry]) {
        for entity in served { entities[Key(kind: entity.kind, id: entity.id)] = entity.snapshot.object }
        for edit in edits { apply(edit) }
    }

    private mutating func apply(_ edit: QueueEntry) {
        let key = Key(kind: edit.entityType, id: edit.entityID)
        let isNew = entities[key] == nil
        var shown = Overlay.apply(edit, to: entities[key])
        if isNew, shown?["order"] == nil, edit.entityType != .trip, edit.entityType != .message {
            shown?["order"] = .number(JSONNumber(Int64(nextOrder(for: edit))))
        }
        entities[key] = shown
        if edit.status != .synced { pending.insert(key) }
        // What is in a destination goes with it.
        guard edit.action == .delete, edit.entityType == .destination else { return }
        for (key, json) in entities where key.kind == .activity && json.id("destination_id") == edit.entityID {
            entities[key] = nil
        }
    }

    /// One that names no order goes last, as on the server.
    private func nextOrder(for edit: QueueEntry) -> Int {
        let destination = edit.data.object.id("destination_id")
        return entities.count { key, json in
            key.kind == edit.entityType && (key.kind == .destination || json.id("destination_id") == destination)
        }
    }

    private func all<E: EditedEntity>(_ type: E.Type) -> [Seen<E>] {
        entities.compactMap { key, json in
            key.kind == E.kind ? Seen<E>(json, isPending: pending.contains(key)) : nil
        }
    }

    /// The trip with that id; `nil` when there is none, or the user has deleted it.
    func trip(_ id: UUIDBits) -> SeenTrip? {
        guard let trip = all(Trip.self).first(where: { $0.id.bits == id }) else { return nil }
        let destinations = all(Destination.self).sorted {
            ($0.entity.order, $0.id.bits) < ($1.entity.order, $1.id.bits)
        }
        let places = Dictionary(uniqueKeysWithValues: destinations.enumerated().map { ($1.id, $0) })
        func rank(_ activity: Seen<Activity>) -> (Int, Int, UUIDBits) {
            (places[activity.entity.destinationID] ?? .max, activity.entity.order, activity.id.bits)
        }
        func age(_ message: Seen<Message>) -> (Instant, UUIDBits) { (message.entity.createdAt, message.id.bits) }
        return SeenTrip(
            trip: trip, destinations: destinations,
            activities: all(Activity.self).sorted { rank($0) < rank($1) },
            messages: all(Message.self).sorted { age($0) < age($1) },
            members: entities.filter { $0.key.kind == .member }.sorted { $0.key.id < $1.key.id }.map(\.value))
    }
}
