import CaravanProtocol

extension Ledger {
    /// Learns what a push did. A receipt that is known already says nothing new.
    mutating func learnPush(_ performed: inout Performed, people: Int) {
        let params = performed.envelope.params
        guard let clientID = params["client_id"]?.string else { return }
        let policy = params["conflict_policy"]?.string ?? "manual"
        for (change, receipt) in performed.receipts {
            guard let number = change["number"]?.int else { continue }
            let key = ReceiptKey(person: performed.envelope.person, clientID: clientID, number: number)
            guard receipts[key] == nil else { continue }
            receipts[key] = receipt
            learn(change, receipt, key, policy: policy, &performed, people: people)
        }
    }

    private mutating func learn(
        _ change: JSONValue, _ receipt: JSONValue, _ key: ReceiptKey, policy: String, _ performed: inout Performed,
        people: Int
    ) {
        guard let kind = change["entity_type"]?.string.flatMap(EntityKind.init(rawValue:)),
            let id = change["entity_id"]?.id, let action = change["action"]?.string,
            let outcome = receipt["outcome"]?.string, let fields = change["data"]?.object
        else { return }
        let isDone = outcome == "applied" || outcome == "merged"
        let trip =
            kind == .trip ? id : home[id] ?? fields["trip_id"]?.id ?? fields["destination_id"]?.id.flatMap { home[$0] }
        guard let trip else { return }
        if let conflict = receipt["conflict_id"]?.id {
            note(
                KnownConflict(
                    id: conflict, person: key.person, clientID: key.clientID, trip: trip, kind: kind, entity: id,
                    action: action, fields: fields, isDecided: outcome != "conflict"))
        }
        guard isDone || outcome == "conflict", let revision = receipt["revision"]?.int else { return }
        if isDone, action == "create", home[id] == nil {
            if kind == .trip { addTrip(id, owner: key.person) } else { addItem(kind, id, in: trip) }
        }
        if isDone, action == "delete" { remove(kind, id, step: performed.step, people: people) }
        let place = KnownWrite.Place(trip: trip, revision: revision)
        // Without a change of its own it names the revision that is there.
        if let known = write(at: place), known.entity == id { return }
        guard isDone || policy == "merge" else { return }
        var named = fields
        for name in ["id", "trip_id", "client_message_id"] { named[name] = nil }
        var write = KnownWrite(
            place: place, kind: kind, entity: id, action: action, fields: named, person: key.person,
            push: PushedChange(
                clientID: key.clientID, number: key.number, baseRevision: change["base_revision"]?.int,
                baseEpoch: change["base_epoch"]?.string ?? performed.envelope.params["epoch"]?.string, policy: policy,
                outcome: outcome))
        write.isWhole = outcome == "applied" || outcome == "merged" && policy != "server_wins"
        performed.writes.append(write)
        note(write, step: performed.step)
    }

    /// Learns what a decision of a conflict did.
    mutating func learnResolution(_ performed: inout Performed, people: Int) {
        let (params, answer) = (performed.envelope.params, performed.answer.value)
        guard let id = params["conflict_id"]?.id, let conflict = conflict(id), !conflict.isDecided else { return }
        decide(id)
        guard let strategy = params["resolution_strategy"]?.string, strategy != "server_wins" else { return }
        if strategy == "client_wins", conflict.action == "delete" {
            return remove(conflict.kind, conflict.entity, step: performed.step, people: people)
        }
        guard let revision = answer["revision"]?.int, answer["entity"]?.isNull == false else { return }
        var fields = strategy == "client_wins" ? conflict.fields : params["resolved_data"]?.object ?? [:]
        for name in ["id", "trip_id", "client_message_id"] { fields[name] = nil }
        let place = KnownWrite.Place(trip: conflict.trip, revision: revision)
        if let known = write(at: place), known.entity == conflict.entity { return }
        let write = KnownWrite(
            place: place, kind: conflict.kind, entity: conflict.entity, action: "update", fields: fields,
            person: performed.envelope.person)
        performed.writes.append(write)
        note(write, step: performed.step)
    }
}
