import CaravanProtocol

/// What users did on their devices, in order, and what of it has come to a server.
final class EditJournal {
    struct Entry {
        let device: String
        let action: EditAction
        let entity: UUIDBits
        /// What it belongs to, as far as it says.
        let parent: UUIDBits?
        let data: JSONObject
    }

    private(set) var entries: [Entry] = []
    private(set) var pushed: Set<MarkerMint.Marker> = []

    func note(_ device: String, _ action: EditAction, _ entity: UUIDBits, _ data: JSONObject) {
        let parent = data["destination_id"]?.id ?? data["trip_id"]?.id
        entries.append(Entry(device: device, action: action, entity: entity, parent: parent, data: data))
    }

    func notePush(_ changes: JSONValue) { pushed.formUnion(MarkerMint.markers(in: changes)) }

    /// What a device must have kept if no server has got it: not what its user overwrote or deleted before it left.
    func owed(by device: String) -> [(entity: UUIDBits, marker: MarkerMint.Marker)] {
        var later: Set<String> = []
        var dead: Set<UUIDBits> = []
        var owed: [(entity: UUIDBits, marker: MarkerMint.Marker)] = []
        for entry in entries.reversed() where entry.device == device {
            if entry.action == .delete { dead.insert(entry.entity) }
            for (name, value) in entry.data.members {
                guard later.insert("\(entry.entity) \(name)").inserted else { continue }
                for marker in MarkerMint.markers(in: value) where !pushed.contains(marker) {
                    owed.append((entry.entity, marker))
                }
            }
        }
        // What was made in something that never left goes with it.
        for entry in entries where entry.device == device {
            if let parent = entry.parent, dead.contains(parent) { dead.insert(entry.entity) }
        }
        return owed.filter { !dead.contains($0.entity) }.reversed()
    }
}
