import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Every move of a trip's status (WIRE.md section 1), by each way that there is to ask for it.
@Suite struct TripStatusTests {
    static let statuses = ["draft", "planned", "active", "completed", "cancelled"]
    static let moves: [String: Set<String>] = [
        "draft": ["planned", "cancelled"], "planned": ["active", "draft", "cancelled"],
        "active": ["completed", "cancelled"], "completed": [], "cancelled": [],
    ]
    static let wayTo: [String: [String]] = [
        "draft": [], "planned": ["plan"], "active": ["plan", "start"], "completed": ["plan", "start", "complete"],
        "cancelled": ["cancel"],
    ]
    static let actions = [
        "planned": "trips.plan", "active": "trips.start", "completed": "trips.complete", "cancelled": "trips.cancel",
    ]

    @Test(arguments: statuses, statuses) func everyMoveByEveryWay(from: String, to: String) throws {
        let ann = try world().person("ann")
        let body: JSONObject = [
            "title": "Lisbon", "start_date": "2031-05-01", "end_date": "2031-05-09", "status": to.json,
        ]
        var ways: [(String, JSONObject)] = [("trips.update", ["status": to.json]), ("trips.replace", body)]
        if let action = Self.actions[to] { ways.append((action, [:])) }
        for (operation, params) in ways {
            let id = try ann.makeTrip()
            for step in Self.wayTo[from] ?? [] { _ = try ann.callNow("trips." + step, ["id": id]) }
            let before = try ann.callNow("trips.get", ["id": id])
            let failure = ann.failure(operation, params.with(["id": id]))
            let after = try ann.callNow("trips.get", ["id": id])
            let last = try #require(try ann.all("trips.changes", ["id": id]).last)
            if from == to {
                #expect(failure == nil && after == before, "\(operation): a move to where it is changes nothing")
            } else if Self.moves[from]?.contains(to) == true {
                #expect(failure == nil && after["status"] == to.json, "\(operation)")
                #expect(last["type"] == "trip.status_changed" && last["revision"] == after["revision"])
                #expect(last["data"] == after.without("role"))
            } else {
                #expect(failure?.code == .invalidTransition && after == before, "\(operation)")
            }
        }
    }

    @Test(arguments: statuses) func aNewTripMayBeginWhereADraftMayGo(status: String) throws {
        let ann = try world().person("ann")
        let code = ann.code(
            "trips.create", ["title": "T", "start_date": "2031-05-01", "end_date": "2031-05-01", "status": status.json])
        #expect(code == (["draft", "planned", "cancelled"].contains(status) ? nil : .invalidTransition))
        #expect(try ann.all("trips.list").count == (code == nil ? 1 : 0))
    }

    @Test func statusAndTitleTogetherAreOneEntry() throws {
        let ann = try world().person("ann")
        let id = try ann.makeTrip()
        let after = try ann.callNow("trips.update", ["id": id, "status": "planned", "title": "Porto"])
        #expect(after["status"] == "planned" && after["title"] == "Porto" && after["revision"] == 2)
        let log = try ann.all("trips.changes", ["id": id])
        #expect(log.map { $0["type"] } == ["trip.created", "trip.status_changed"])
        // One that may not be made takes the rest with it.
        #expect(ann.code("trips.update", ["id": id, "status": "completed", "title": "Faro"]) == .invalidTransition)
        #expect(try ann.callNow("trips.get", ["id": id]) == after)
    }

    @Test(arguments: statuses) func contentChangesWhateverTheStatus(status: String) throws {
        let ann = try world().person("ann")
        let id = try ann.makeTrip()
        for step in Self.wayTo[status] ?? [] { _ = try ann.callNow("trips." + step, ["id": id]) }
        let after = try ann.callNow("trips.update", ["id": id, "title": "Porto"])
        #expect(after["title"] == "Porto" && after["status"] == status.json)
        _ = try ann.makeActivity(try ann.makeStop(id))
    }
}
