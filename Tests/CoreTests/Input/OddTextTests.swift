import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Whatever text people write is kept as they wrote it.
@Suite struct OddTextTests {
    static let texts = [
        "'; DROP TABLE trips; --", "\" OR 1=1 --", "100% _sure_ \\ ?1 :a @b $c",
        "\u{202E}txet\u{202C} \u{5E9}\u{5DC}\u{5D5}\u{5DD}",
        "Cafe\u{301}", "Caf\u{E9}", "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{1F3D4}", "\u{FEFF}x",
        "\u{FFFD}\u{FFFF}", "a\u{1}\u{7F}\u{85}b",
        "\u{10FFFF}\u{D7FF}\u{E000}", "line\r\nline\ttab", "\\u0000 \\ud800", "</script>{{x}}",
        "Z\u{351}\u{36B}\u{343}\u{36A}\u{302}",
    ]

    @Test(arguments: texts) func textIsKeptAsItCame(_ text: String) throws {
        let stage = try Stage()
        let owner = stage[.owner]
        let value = text.json
        let location: JSONObject = ["address": value, text: value]
        let calls: [(String, JSONObject, [String])] = [
            ("trips.update", ["id": stage.trip, "title": value, "description": value], ["title", "description"]),
            (
                "destinations.update",
                ["id": stage.stops[0], "name": value, "description": value, "location": .object(location)],
                ["name", "description", "location"]
            ),
            (
                "activities.update", ["id": stage.acts[0], "title": value, "description": value],
                ["title", "description"]
            ),
            ("chat.edit", ["id": stage.message(of: .owner), "content": value], ["content"]),
            ("chat.send", ["trip_id": stage.trip, "content": value, "client_message_id": value], ["content"]),
            (
                "users.update_me", ["first_name": value, "last_name": value, "bio": value],
                ["first_name", "last_name", "bio"]
            ),
        ]
        for (operation, params, fields) in calls {
            let answer = try owner.callNow(operation, params)
            for field in fields { #expect(answer[field] == params[field], "\(operation) \(field)") }
        }
        #expect(try owner.callNow("trips.get", ["id": stage.trip])["title"] == value)
        #expect(try owner.callNow("destinations.get", ["id": stage.stops[0]])["location"] == .object(location))
        let log = try owner.all("trips.changes", ["id": stage.trip])
        #expect(log.last { $0["type"] == "trip.updated" }?["data"]?["title"] == value)
    }

    @Test(arguments: texts) func textIsFoundAsItIsWritten(_ text: String) throws {
        let ann = try world().person("ann")
        let id = try ann.makeTrip(["title": ("<" + text + ">").json])
        _ = try ann.makeTrip(["title": "another"])
        #expect(try ann.all("trips.list", ["search": text.json]).map { $0["id"] } == [id])
        #expect(ann.code("users.search", ["q": text.json]) == nil)
        #expect(ann.code("auth.login", ["username": text.json, "password": text.json]) == .unauthenticated)
        #expect(ann.code("trips.get", ["id": text.json]) == .notFound)
    }

    /// Characters are Unicode scalars, as JSON Schema counts them, wherever they lie.
    @Test(arguments: ["x", "\u{E9}", "\u{1D11E}", "\u{301}"]) func lengthsAreOfScalars(_ unit: String) throws {
        let ann = try world().person("ann")
        let id = try ann.makeTrip(["title": String(repeating: unit, count: 200).json])
        #expect(ann.fields("trips.update", ["id": id, "title": String(repeating: unit, count: 201).json]) == ["title"])
        #expect(ann.code("users.update_me", ["first_name": String(repeating: unit, count: 150).json]) == nil)
        #expect(
            ann.fields("users.update_me", ["first_name": String(repeating: unit, count: 151).json]) == ["first_name"])
    }

    /// A title in its other normal form is another title.
    @Test func anotherNormalFormIsAChange() throws {
        let ann = try world().person("ann")
        let id = try ann.makeTrip(["title": "Caf\u{E9}"])
        let changed = try ann.callNow("trips.update", ["id": id, "title": "Cafe\u{301}"])
        #expect(changed["title"] == "Cafe\u{301}")
        #expect(changed["revision"] == 2)
    }

    @Test func aLocationTakesNoNULAnywhere() throws {
        let stage = try Stage()
        let bad: [JSONValue] = [
            ["address": "a\u{0}b"], ["x": ["deep": ["a\u{0}"]]], ["na\u{0}me": 1], ["x": ["na\u{0}me": 1]],
        ]
        for location in bad {
            let failure = stage[.owner].failure("destinations.update", ["id": stage.stops[0], "location": location])
            #expect(failure?.code == .validationFailed)
            #expect(failure?.errors.first?.field.hasPrefix("location") == true)
        }
    }
}
