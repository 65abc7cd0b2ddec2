import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// A create that comes again under its id answers as the first did, and anything else under that id is refused.
@Suite struct RepeatedCreateTests {
    static let id: JSONValue = "0190a9c4-5b1d-7cc0-8000-00000000c0de"
    static let creates = ["trips.create", "destinations.create", "activities.create", "members.add", "chat.send"]

    private func refused(_ failure: Failure?) -> Bool {
        failure?.code == .alreadyExists && failure?.errors.map(\.field) == ["id"]
    }

    @Test(arguments: creates) func theSameContentIsAnsweredAsAtFirst(operation: String) throws {
        let stage = try Stage()
        let params = try #require(stage.params(operation)).with(["id": Self.id])
        let first = try stage[.owner].callNow(operation, params)
        #expect(first["id"] == Self.id)
        let before = try stage.world.snapshot()
        #expect(try stage[.owner].callNow(operation, params) == first)
        #expect(try stage.world.snapshot() == before)
        // Also when it has changed since.
        let change: (String, JSONObject) =
            switch operation {
            case "trips.create": ("trips.update", ["title": "Later"])
            case "destinations.create": ("destinations.update", ["name": "Later", "order": 1])
            case "activities.create": ("activities.complete", [:])
            case "chat.send": ("chat.edit", ["content": "Later"])
            default: ("members.update", ["trip_id": stage.trip, "user_id": stage.newcomer, "role": "editor"])
            }
        _ = try stage[.owner].callNow(change.0, change.1.with(["id": Self.id]))
        let later = try stage.world.snapshot()
        #expect(try stage[.owner].callNow(operation, params) == first)
        #expect(try stage.world.snapshot() == later)
    }

    @Test func anActivityIsAnsweredAsAtFirstWhenItsDestinationIsGone() throws {
        let stage = try Stage()
        let params = try #require(stage.params("activities.create")).with(["id": Self.id])
        let first = try stage[.owner].callNow("activities.create", params)
        _ = try stage[.owner].callNow("destinations.delete", ["id": params["destination_id"] ?? .null])
        let later = try stage.world.snapshot()
        #expect(try stage[.owner].callNow("activities.create", params) == first)
        #expect(refused(stage[.owner].failure("activities.create", params.with(["title": "Other"]))))
        let fresh = params.with(["id": "0190a9c4-5b1d-7cc0-8000-00000000beef"])
        #expect(stage[.owner].fields("activities.create", fresh) == ["destination_id"])
        #expect(try stage.world.snapshot() == later)
    }

    @Test(arguments: creates) func otherContentIsRefused(operation: String) throws {
        let stage = try Stage()
        let params = try #require(stage.params(operation)).with(["id": Self.id])
        _ = try stage[.owner].callNow(operation, params)
        let before = try stage.world.snapshot()
        let others: [JSONObject] =
            switch operation {
            case "trips.create": [["title": "Other"], ["currency": .null], ["status": "planned"]]
            case "destinations.create":
                [["name": "Other"], ["order": 1], ["trip_id": stage.elsewhere.trip], ["location": .null]]
            case "activities.create":
                [
                    ["cost": "12.51"], ["start_time": "2031-05-03T10:00:00Z"], ["end_time": "2031-05-03T12:00"],
                    ["destination_id": stage.stops[1]],
                ]
            case "chat.send":
                [
                    ["content": "Other"], ["content": "changed"], ["reply_to": .null],
                    ["reply_to": stage.message(of: .viewer)], ["trip_id": stage.elsewhere.trip],
                ]
            default: [["role": "editor"], ["user_id": stage.id(.outsider)], ["trip_id": stage.elsewhere.trip]]
            }
        for other in others {
            #expect(refused(stage[.owner].failure(operation, params.with(other))), "\(other)")
        }
        #expect(try stage.world.snapshot() == before)
    }

    @Test(arguments: ["trips.create", "destinations.create", "activities.create", "chat.send"])
    func anotherUsersIsRefused(operation: String) throws {
        let stage = try Stage()
        let params = try #require(stage.params(operation)).with(["id": Self.id])
        _ = try stage[.owner].callNow(operation, params)
        #expect(refused(stage[.editor].failure(operation, params)))
        #expect(try stage[.owner].callNow(operation, params)["id"] == Self.id)
    }

    // A deleted message has its own test: its first answer loses the words.
    @Test(arguments: creates.filter { $0 != "chat.send" }) func aDeletedOneStaysDeleted(operation: String) throws {
        let stage = try Stage()
        let params = try #require(stage.params(operation)).with(["id": Self.id])
        let first = try stage[.owner].callNow(operation, params)
        let delete = operation == "members.add" ? "members.remove" : operation.replacing("create", with: "delete")
        let target: JSONObject =
            operation == "members.add" ? ["trip_id": stage.trip, "user_id": stage.newcomer] : ["id": Self.id]
        _ = try stage[.owner].callNow(delete, target)
        let before = try stage.world.snapshot()
        #expect(try stage[.owner].callNow(operation, params) == first)
        #expect(try stage.world.snapshot() == before)
        if operation != "members.add" {
            #expect(
                refused(
                    stage[.owner].failure(
                        operation,
                        params.with([
                            operation == "activities.create" || operation == "trips.create" ? "title" : "name": "Other"
                        ]))))
        }
    }

    /// An id stands for one thing, of whatever kind.
    @Test(arguments: creates) func theIDOfSomethingElseIsRefused(operation: String) throws {
        let stage = try Stage()
        let member = try #require(try stage[.owner].all("members.list", ["trip_id": stage.trip]).last?["id"])
        let taken = [stage.trip, stage.stops[0], stage.acts[0], stage.id(.editor), stage.elsewhere.act, member]
        let before = try stage.world.snapshot()
        for id in taken {
            let params = try #require(stage.params(operation)).with(["id": id])
            #expect(refused(stage[.owner].failure(operation, params)), "\(id)")
        }
        #expect(try stage.world.snapshot() == before)
    }

    @Test(arguments: creates) func withoutAnIDEachIsAnother(operation: String) throws {
        let stage = try Stage()
        let params = try #require(stage.params(operation))
        let first = try stage[.owner].callNow(operation, params)
        #expect(first["id"]?.string?.dropFirst(14).first == "7", "a UUIDv7")
        if operation == "members.add" {
            #expect(stage[.owner].fields(operation, params) == ["user_id"])
        } else {
            #expect(try stage[.owner].callNow(operation, params)["id"] != first["id"])
        }
        try stage.world.expectSoundLogs()
    }
}
