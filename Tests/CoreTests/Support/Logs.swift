import CaravanCore
import CaravanProtocol
import TestSupport
import Testing

extension TestWorld {
    /// The entries of a user's own log.
    func userLog(of user: JSONValue) throws -> [Change] { try log(of: user) }

    /// The entries of the log whose scope has that id, oldest first.
    func log(of scope: JSONValue) throws -> [Change] {
        guard let bits = UUIDBits(parsing: scope.string ?? "") else { return [] }
        return try rows(Query<Change>(.equals(\.scopeID, bits)).ordered(by: \.revision))
    }

    /// What holds of every log whatever happened: no gap, one head, and each entity has the revision of its last entry
    /// and looks as that entry says (a trip's `member_count` is no field of its own).
    func expectSoundLogs(_ location: SourceLocation = #_sourceLocation) throws {
        let changes = try rows(Query<Change>().ordered(by: \.scopeID, \.revision))
        let byScope = Dictionary(grouping: changes, by: \.scopeID)
        for head in try rows(Query<LogHead>()) {
            if head.scopeKind == .trip {
                #expect(try head.checksum == checksum(of: ID(head.scopeID)), sourceLocation: location)
            }
            let revisions = byScope[head.scopeID]?.map(\.revision) ?? []
            #expect(revisions == Array(1...max(1, head.head)), sourceLocation: location)
        }
        #expect(try rows(Query<LogHead>()).count == byScope.count, sourceLocation: location)
        var last: [UUIDBits: Change] = [:]
        for change in changes where change.scopeKind == .trip { last[change.entityID] = change }
        try expectLast(Trip.self, last, except: ["member_count"], location)
        try expectLast(Destination.self, last, location)
        try expectLast(Activity.self, last, location)
        try expectLast(Membership.self, last, location)
        try expectMessages(changes, location)
        for trip in try rows(Query<Trip>()) {
            #expect(try rows(Query<ChatRoom>(.equals(\.tripID, trip.id))).count == 1, sourceLocation: location)
            let members = try rows(Query<Membership>(.equals(\.tripID, trip.id), .isNull(\.deletedAt)))
            #expect(trip.memberCount == members.count, sourceLocation: location)
            #expect(members.count { $0.role == .owner } == 1, sourceLocation: location)
            #expect(Set(members.map(\.userID)).count == members.count, sourceLocation: location)
        }
        for user in try rows(Query<User>()) {
            let own = byScope[user.id.bits] ?? []
            #expect(user.revision == own.last { $0.entityType == "user" }?.revision, sourceLocation: location)
            try expectPairs(own, of: user, location)
        }
    }

    private func expectLast<E: SoftDeleted>(
        _: E.Type, _ last: [UUIDBits: Change], except ignored: [String] = [], _ location: SourceLocation
    ) throws {
        for entity in try rows(Query<E>()) {
            guard let change = last[entity.id.bits] else {
                // An owner's membership comes with the trip: its entry is the trip's.
                #expect(E.self == Membership.self && entity.revision == 1, sourceLocation: location)
                continue
            }
            #expect(change.revision == entity.revision && change.entityType == E.schema.name, sourceLocation: location)
            #expect((change.action == .delete) == (entity.deletedAt != nil), sourceLocation: location)
            var data = try JSONReader.parse(Array(change.data.text.utf8))
            guard change.action != .delete else {
                #expect(data == ["id": entity.id.description.json], sourceLocation: location)
                continue
            }
            var writer = JSONWriter()
            writer.beginObject()
            E.fields.writeMembers(of: entity, to: &writer)
            writer.endObject()
            var shown = try JSONReader.parse(writer.bytes)
            for name in ignored { (data, shown) = (data.without(name), shown.without(name)) }
            #expect(data.without("user") == shown, sourceLocation: location)
        }
    }

    /// A message is as its last entry says, and of a deleted one no entry has words.
    private func expectMessages(_ changes: [Change], _ location: SourceLocation) throws {
        let entries = Dictionary(grouping: changes.filter { $0.entityType == "message" }, by: \.entityID)
        for message in try rows(Query<Message>()) {
            let own = entries[message.id.bits] ?? []
            let shown = try own.map { try JSONReader.parse(Array($0.data.text.utf8)) }
            #expect(own.first?.revision == message.sentRevision && own.last?.revision == message.revision)
            #expect((own.last?.action == .delete) == message.isDeleted, sourceLocation: location)
            #expect(shown.last?["id"] == message.id.description.json, sourceLocation: location)
            if message.isDeleted {
                #expect(message.content == "", sourceLocation: location)
                #expect(shown.dropLast().allSatisfy { $0["content"] == "" && $0["is_deleted"] == true })
            } else {
                #expect(shown.last?["content"] == message.content.json, sourceLocation: location)
                #expect(shown.last?["is_edited"] == .bool(message.isEdited), sourceLocation: location)
            }
        }
    }

    /// Of each trip he was given access and lost it in turns, and has it now exactly if he is a member.
    private func expectPairs(_ log: [Change], of user: User, _ location: SourceLocation) throws {
        var now: Set<UUIDBits> = []
        for change in log where change.entityType == "trip" {
            if change.type == .accessGranted {
                #expect(now.insert(change.entityID).inserted, sourceLocation: location)
            } else {
                #expect(change.type == .accessRevoked, sourceLocation: location)
                #expect(now.remove(change.entityID) != nil, sourceLocation: location)
            }
        }
        let members = try rows(Query<Membership>(.equals(\.userID, user.id), .isNull(\.deletedAt)))
        let live = try members.map(\.tripID).filter { id in
            try rows(Query<Trip>(.equals(\.id, id), .isNull(\.deletedAt))).count == 1
        }
        #expect(now == Set(live.map(\.bits)), sourceLocation: location)
    }
}
