import CaravanProtocol

extension LiveSamples {
    /// An event of the type, as it goes to peers.
    static func event(_ type: EventType) -> LiveEvent {
        var change = Change()
        (change.scopeKind, change.scopeID) = type.changesAccess ? (.user, john.id.bits) : (.trip, tripID.bits)
        change.type = type
        (change.actor, change.at) = (john.id, type == .messageEdited ? later : at)
        change.action = action(type)
        (change.entityType, change.entityID, change.revision, change.data) = subject(of: type)
        if change.action == .delete, !type.changesAccess {
            change.revision += 10
            change.data = EncodedJSON("{\"id\":\"\(change.entityID)\"}")
        }
        return LiveEvent(Event(change: change, actor: john, epoch: epoch))
    }

    private typealias Subject = (type: String, id: UUIDBits, revision: Int64, data: EncodedJSON)

    private static func subject(of type: EventType) -> Subject {
        switch type {
        case .tripCreated, .tripUpdated, .tripDeleted, .tripStatusChanged:
            ("trip", tripID.bits, trip.revision, object { Trip.fields.writeMembers(of: trip, to: &$0) })
        case .memberAdded, .memberUpdated, .memberRemoved:
            (
                "membership", membership.id.bits, membership.revision,
                MembershipView(membership, user: john).encoded
            )
        case .destinationCreated, .destinationUpdated, .destinationDeleted:
            ("destination", destination.id.bits, destination.revision, destination.encoded)
        case .activityCreated, .activityUpdated, .activityDeleted, .activityCompleted:
            ("activity", activity.id.bits, activity.revision, activity.encoded)
        case .messageSent, .messageEdited, .messageDeleted: message(type)
        case .accessGranted, .accessRevoked, .profileUpdated:
            ("trip", tripID.bits, 3, EncodedJSON("{\"trip_id\":\"\(tripID)\"}"))
        }
    }

    private static func message(_ type: EventType) -> Subject {
        let view = message(isEdited: type == .messageEdited)
        return ("message", view.message.id.bits, view.message.revision, view.encoded)
    }

    private static func action(_ type: EventType) -> ChangeAction {
        switch type {
        case .tripCreated, .memberAdded, .destinationCreated, .activityCreated, .messageSent, .accessGranted: .create
        case .tripDeleted, .memberRemoved, .destinationDeleted, .activityDeleted, .messageDeleted, .accessRevoked:
            .delete
        default: .update
        }
    }

    static func ephemeral(_ kind: EphemeralEvent.Kind) -> EphemeralEvent {
        EphemeralEvent(trip: tripID, kind: kind, user: john, at: at)
    }

    private static func object(_ write: (inout JSONWriter) -> Void) -> EncodedJSON {
        var writer = JSONWriter()
        writer.beginObject()
        write(&writer)
        writer.endObject()
        return EncodedJSON(bytes: writer.bytes)
    }

    /// What was written.
    static func value(_ bytes: [UInt8]) -> JSONValue { (try? JSONReader.parse(bytes, depthMax: .max)) ?? .null }
}
