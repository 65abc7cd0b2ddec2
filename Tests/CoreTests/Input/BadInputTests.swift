import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Every field of every operation, with every wrong value that its schema tells of: the right code, the field named,
/// nothing changed.
@Suite struct BadInputTests {
    static let operations = Catalogue.entries.map(\.descriptor.name)
    /// For calls that change nothing.
    static let stage = Result { try Stage() }

    @Test(arguments: operations) func wrongValuesAreNamed(operation: String) throws {
        let stage = try Self.stage.get()
        let descriptor = try #require(Catalogue.entries.first { $0.descriptor.name == operation }?.descriptor)
        let params = try #require(stage.params(operation), "Stage.params(_:) has valid params of each operation")
        let required = descriptor.inputSchema["required"]?.array ?? []
        let before = try stage.world.snapshot()
        for (name, schema) in descriptor.inputSchema["properties"]?.object?.members ?? [] {
            // What is published says so too.
            if required.contains(name.json) {
                #expect(!BadValue.types(of: schema).contains("null"), "\(operation) \(name)")
            }
            for bad in BadValue.all(for: schema, isRequired: required.contains(name.json)) {
                let failure = stage[.owner].failure(operation, params.with([name: bad.value]))
                let what: Comment = "\(operation) \(name): \(bad.label)"
                if descriptor.route.names.contains(name) {
                    #expect(failure?.code == .notFound, what)
                } else if name == "cursor", bad.value.string != nil {
                    #expect(failure?.code == .validationFailed || failure?.code == .malformed, what)
                } else {
                    #expect(failure?.code == .validationFailed, what)
                    #expect(failure?.errors.map(\.field) == [name], what)
                }
            }
        }
        #expect(try stage.world.snapshot() == before)
    }

    @Test(arguments: operations) func missingFieldsAreNamedAllAtOnce(operation: String) throws {
        let stage = try Self.stage.get()
        let descriptor = try #require(Catalogue.entries.first { $0.descriptor.name == operation }?.descriptor)
        let params = try #require(stage.params(operation))
        let required = descriptor.inputSchema["required"]?.array.compactMap(\.string) ?? []
        let before = try stage.world.snapshot()
        for name in required {
            let failure = stage[.owner].failure(operation, params.without(name))
            #expect(failure?.code == .validationFailed, "\(operation) without \(name)")
            #expect(failure?.errors.map(\.field) == [name], "\(operation) without \(name)")
            #expect(failure?.errors.first?.code == .required)
        }
        if !required.isEmpty, required.allSatisfy({ !descriptor.route.names.contains($0) }) {
            #expect(stage[.owner].fields(operation) == required, "\(operation)")
        }
        #expect(try stage.world.snapshot() == before)
    }

    /// The schema that is published says what is accepted: valid params pass, and each property is one that is read.
    @Test(arguments: operations) func whatIsUnknownIsIgnored(operation: String) throws {
        let stage = try Stage()
        try stage.prepare(for: operation)
        let params = try #require(stage.params(operation))
        let strange: JSONObject = [
            "zzz": ["deep": [1, 2]], "": "empty", "__proto__": [:], "password_hash": "x", "verified": "x", "hash": "x",
            "new_hash": "x", "current_hash": 5, "deleted_at": 5, "is_active": false, "email_folded": [],
        ]
        let refused: [String: FailureCode] = [
            "auth.logout": .unauthenticated, "auth.refresh": .unauthenticated, "auth.confirm_reset": .validationFailed,
        ]
        // The owner of the stage has a session, which a logout ends.
        let peer = operation == "auth.logout" ? Part.nobody : .owner
        #expect(stage[peer].code(operation, strange.with(params)) == refused[operation])
    }

    @Test func severalProblemsComeTogether() throws {
        let ann = try world().person("ann")
        let bad: JSONObject = [
            "title": "", "start_date": "x", "end_date": 5, "visibility": "z", "status": true, "currency": "EURO",
            "time_zone": "Mars/Olympus", "id": "y", "description": 1,
        ]
        #expect(ann.fields("trips.create", bad)?.sorted() == bad.members.map(\.name).sorted())
    }

    @Test(arguments: [
        "trips.list", "users.search", "members.list", "destinations.list", "activities.list", "trips.changes",
        "chat.history",
    ])
    func limits(operation: String) throws {
        let stage = try Stage()
        let params = try #require(stage.params(operation))
        for limit in [1, 200] { #expect(stage[.owner].code(operation, params.with(["limit": limit.json])) == nil) }
        for limit in [0, 201, -1, .max] {
            #expect(stage[.owner].fields(operation, params.with(["limit": limit.json])) == ["limit"])
        }
    }

    @Test func zonesAndCurrenciesAreKnownOnes() throws {
        let ann = try world().person("ann")
        for zone in [
            "", "../Europe/Paris", "/usr/share/zoneinfo/UTC", "Europe", "europe/paris", "posix/UTC/x", "zone.tab",
            "UTC\u{0}", "Europe/Paris/", "tzdata.zi", "+02:00",
        ] {
            #expect(
                ann.fields(
                    "trips.create",
                    ["title": "T", "start_date": "2031-01-01", "end_date": "2031-01-01", "time_zone": zone.json]) == [
                        "time_zone"
                    ], "\(zone)")
        }
        for code in ["", "eur", "EURO", "XYZ", "E\u{DC}R"] {
            #expect(
                ann.fields(
                    "trips.create",
                    ["title": "T", "start_date": "2031-01-01", "end_date": "2031-01-01", "currency": code.json]) == [
                        "currency"
                    ], "\(code)")
        }
    }
}
