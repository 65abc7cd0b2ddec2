import CaravanProtocol

extension Ledger {
    /// Learns from what a server answered to a call that it performed.
    mutating func learn(from performed: inout Performed, people: [Person]) {
        guard performed.answer.isSuccess else { return }
        let params = performed.envelope.params
        switch performed.envelope.operation {
        case "sync.push": learnPush(&performed, people: people.count)
        case "sync.resolve": learnResolution(&performed, people: people.count)
        case "members.add", "members.update":
            guard let trip = params["trip_id"]?.id, let user = performed.answer.value["user_id"]?.id,
                let person = people.firstIndex(where: { $0.id == user }),
                let role = performed.answer.value["role"]?.string
            else { return }
            setAccess(person, trip, .member(role: role))
        case "members.remove":
            guard let trip = params["trip_id"]?.id, let user = params["user_id"]?.id,
                let person = people.firstIndex(where: { $0.id == user })
            else { return }
            setAccess(person, trip, .removed(step: performed.step))
        case "trips.transfer":
            guard let trip = params["id"]?.id, let user = params["user_id"]?.id,
                let next = people.firstIndex(where: { $0.id == user }), next != performed.envelope.person
            else { return }
            setAccess(next, trip, .member(role: "owner"))
            setAccess(performed.envelope.person, trip, .member(role: "editor"))
        default: learnPlainWrite(&performed, people: people.count)
        }
    }

    private static let kinds: [String: EntityKind] = [
        "trips": .trip, "destinations": .destination, "activities": .activity, "chat": .message,
    ]

    private mutating func learnPlainWrite(_ performed: inout Performed, people: Int) {
        let parts = performed.envelope.operation.split(separator: ".").map(String.init)
        let (params, answer) = (performed.envelope.params, performed.answer.value)
        guard parts.count == 2, let kind = Self.kinds[parts[0]] else { return }
        switch parts[1] {
        case "delete":
            if let id = params["id"]?.id { remove(kind, id, step: performed.step, people: people) }
        case "create", "send", "update", "edit", "reorder", "complete", "reopen", "plan", "start", "cancel":
            guard let id = answer["id"]?.id, let revision = answer["revision"]?.int,
                let trip = kind == .trip ? id : answer["trip_id"]?.id
            else { return }
            // Of a call that came twice the second answer tells nothing new.
            let place = KnownWrite.Place(trip: trip, revision: revision)
            if let known = write(at: place), known.entity == id { return }
            let isCreate = parts[1] == "create" || parts[1] == "send"
            if isCreate {
                guard home[id] == nil else { return }
                if kind == .trip {
                    addTrip(id, owner: performed.envelope.person)
                } else {
                    addItem(kind, id, in: trip)
                }
            }
            var fields = params
            for name in ["id", "trip_id", "_meta", "client_message_id"] { fields[name] = nil }
            if kind == .trip, fields.isEmpty { fields["status"] = answer["status"] }
            let write = KnownWrite(
                place: place, kind: kind, entity: id, action: isCreate ? "create" : "update", fields: fields,
                person: performed.envelope.person)
            performed.writes.append(write)
            note(write, step: performed.step)
        default: break
        }
    }
}
