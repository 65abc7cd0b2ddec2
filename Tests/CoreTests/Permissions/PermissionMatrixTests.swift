import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Which right each operation on a trip asks for, and that every caller gets exactly his code.
@Suite struct PermissionMatrixTests {
    static let rights: [String: Right] = [
        "trips.get": .read, "trips.update": .edit, "trips.replace": .edit, "trips.delete": .manage,
        "trips.plan": .edit, "trips.start": .edit, "trips.complete": .edit, "trips.cancel": .edit,
        "trips.transfer": .manage, "trips.changes": .readMembers, "trips.settings": .readMembers,
        "trips.update_settings": .readMembers,
        "members.list": .readMembers, "members.add": .manage, "members.update": .manage, "members.remove": .manage,
        "destinations.list": .read, "destinations.create": .edit, "destinations.get": .read,
        "destinations.update": .edit, "destinations.replace": .edit, "destinations.delete": .edit,
        "destinations.reorder": .edit,
        "activities.list": .read, "activities.create": .edit, "activities.get": .read, "activities.update": .edit,
        "activities.replace": .edit, "activities.delete": .edit, "activities.reorder": .edit,
        "activities.complete": .edit, "activities.reopen": .edit,
        "chat.room": .chat, "chat.history": .chat, "chat.send": .chat, "chat.edit": .chat, "chat.delete": .chat,
        "chat.read": .chat, "chat.typing": .chat,
    ]

    /// Operations that mean the trip by the id of something in it that is a field: an unknown reference to an outsider.
    static let byReference: Set<String> = ["activities.create", "activities.list"]

    static let names = rights.keys.sorted()

    /// One for each visibility, for calls that change nothing.
    static let stages = Dictionary(
        uniqueKeysWithValues: ["private", "shared", "public"].map { name in
            (name, Result { try Stage(visibility: name) })
        })

    /// An operation that means a trip, or something in one, has its right here; and these need no session.
    @Test func everyOperationOnATripIsHere() {
        let descriptors = Catalogue.entries.map(\.descriptor)
        let onTrips = descriptors.filter { descriptor in
            let parts = descriptor.route.segments
            let means = Set(["trip_id", "destination_id"])
            return parts.first == "chat"
                || ["trips", "destinations", "activities"].contains(parts.first) && parts.dropFirst().first == "{id}"
                || descriptor.inputSchema["properties"]?.object?.contains { means.contains($0.name) } == true
        }
        #expect(Set(Self.names) == Set(onTrips.map(\.name)))
        #expect(
            descriptors.filter { !$0.needsSession }.map(\.name).sorted() == [
                "auth.confirm_reset", "auth.login", "auth.logout", "auth.refresh", "auth.register",
                "auth.reset_password",
            ])
    }

    static func expected(_ operation: String, _ part: Part, _ visibility: String) -> FailureCode? {
        let right = rights[operation] ?? .manage
        switch part {
        case .nobody: return .unauthenticated
        case .owner: return nil
        case .editor: return right == .manage ? .forbidden : nil
        case .viewer: return right == .manage || right == .edit ? .forbidden : nil
        case .former, .outsider:
            // To an outsider a public trip has no room.
            if right == .chat { return .notFound }
            if visibility == "public" { return right == .read ? nil : .forbidden }
            return byReference.contains(operation) ? .validationFailed : .notFound
        }
    }

    @Test(arguments: names, ["private", "shared", "public"])
    func deniedCallsGetTheirCodeAndChangeNothing(operation: String, visibility: String) throws {
        let stage = try #require(Self.stages[visibility]).get()
        let before = try stage.world.snapshot()
        for part in Part.allCases {
            guard let expected = Self.expected(operation, part, visibility) else { continue }
            let params = try #require(stage.params(operation, as: part))
            #expect(stage[part].code(operation, params) == expected, "\(operation) by \(part), \(visibility)")
            #expect(stage[part].code(operation, params.with(["visibility": "private"])) == expected)
        }
        #expect(try stage.world.snapshot() == before, "\(operation) on a \(visibility) trip")
    }

    @Test(arguments: names, ["private", "public"])
    func allowedCallsSucceed(operation: String, visibility: String) throws {
        let parts: [Part] = visibility == "public" ? [.former, .outsider] : [.owner, .editor, .viewer]
        for part in parts where Self.expected(operation, part, visibility) == nil {
            let stage = try Stage(visibility: visibility)
            try stage.prepare(for: operation)
            let params = try #require(stage.params(operation, as: part))
            let descriptor = try #require(Catalogue.entries.first { $0.descriptor.name == operation }?.descriptor)
            let before = try stage.world.snapshot()
            #expect(stage[part].code(operation, params) == nil, "\(operation) by \(part), \(visibility)")
            #expect(try (stage.world.snapshot() == before) == descriptor.effect.isRead, "\(operation) by \(part)")
        }
    }

    /// Those that need a session but mean no trip.
    static let withoutTrip = Catalogue.entries.map(\.descriptor).filter { $0.needsSession && rights[$0.name] == nil }
        .map(\.name)

    static let owned: Set<String> = ["sync.resolve"]

    @Test(arguments: withoutTrip) func callsWithoutATripNeedASession(operation: String) throws {
        let stage = try Stage()
        let params = try #require(stage.params(operation))
        let before = try stage.world.snapshot()
        #expect(stage[.nobody].code(operation, params) == .unauthenticated)
        #expect(try stage.world.snapshot() == before)
        // What is somebody's own is to others not there.
        let expected = Self.owned.contains(operation) ? FailureCode.notFound : nil
        #expect(stage[.outsider].code(operation, params.without("id").with(params)) == expected)
    }

    @Test(arguments: ["trips.update", "trips.replace"]) func visibilityIsTheOwners(operation: String) throws {
        let stage = try Stage(visibility: "shared")
        let params = try #require(stage.params(operation)).with(["visibility": "public"])
        let before = try stage.world.snapshot()
        #expect(stage[.editor].code(operation, params) == .forbidden)
        // A replacement that does not name it would make it private.
        if operation == "trips.replace" {
            #expect(stage[.editor].code(operation, params.without("visibility")) == .forbidden)
        }
        #expect(try stage.world.snapshot() == before)
        #expect(try stage[.owner].callNow(operation, params)["visibility"] == "public")
    }

    @Test func somebodyElsesSettingsOfATripAreHisOwn() throws {
        let stage = try Stage()
        _ = try stage[.viewer].callNow("trips.update_settings", ["id": stage.trip, "notify": "none"])
        #expect(try stage[.viewer].callNow("trips.settings", ["id": stage.trip])["notify"] == "none")
        #expect(try stage[.editor].callNow("trips.settings", ["id": stage.trip])["notify"] == "all")
        #expect(try stage[.viewer].callNow("users.settings")["notify"] == "all")
    }
}
