import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Filters, orderings and pages of lists of trips.
@Suite struct TripListTests {
    /// Trips with many ties in each thing that they are ordered by.
    private func many(_ ann: InProcessClient, _ count: Int = 13) throws {
        for index in 0..<count {
            let start = "2031-05-0\(1 + index % 3)"
            _ = try ann.makeTrip([
                "title": .string(["Lisbon", "Porto", "faro"][index % 3]), "start_date": start.json,
                "end_date": "2031-06-0\(1 + index % 2)".json,
            ])
        }
    }

    @Test(arguments: ["created_at", "updated_at", "start_date", "end_date", "title"])
    func everyOrderingThroughAllPagesUnderTies(name: String) throws {
        let ann = try world().person("ann")
        try many(ann)
        for ordering in [name, "-" + name] {
            let whole = try ann.all("trips.list", ["ordering": ordering.json])
            #expect(whole.count == 13)
            for limit in [1, 2, 5, 13] {
                #expect(
                    try ann.all("trips.list", ["ordering": ordering.json], limit: limit) == whole,
                    "\(ordering) by \(limit)")
            }
            let keys = whole.map { [$0[name]?.string ?? "", $0["id"]?.string ?? ""] }
            let sorted = keys.sorted {
                $0.lexicographicallyPrecedes($1) { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
            }
            #expect(keys == (ordering == name ? sorted : sorted.reversed()))
        }
    }

    /// What an event loop may do by itself: nothing that goes through many rows, and nothing that writes.
    @Test func onlyBriefReadsArePerformedAtOnce() throws {
        let world = try world()
        let ann = try world.person("ann")
        let trip = try ann.makeTrip()
        func isBrief(_ operation: String, _ params: JSONObject) -> Bool {
            let call = Call(
                operation, input: CallInput(body: params), credential: ann.credential, requestID: "x", transport: "test"
            )
            return world.caravan.performIfBrief(call) != nil
        }
        #expect(isBrief("trips.get", ["id": trip]))
        #expect(isBrief("trips.list", [:]))
        #expect(!isBrief("trips.list", ["search": "lisbon"]))
        #expect(!isBrief("trips.list", ["scope": "public"]))
        #expect(!isBrief("users.search", ["q": "an"]))
        #expect(!isBrief("trips.plan", ["id": trip]))
        #expect(!isBrief("trips.list", ["limit": "many"]), "refused on the usual way")
    }

    @Test func theNewestComeFirstUnlessSaidOtherwise() throws {
        let ann = try world().person("ann")
        try many(ann, 4)
        #expect(try ann.all("trips.list") == ann.all("trips.list", ["ordering": "-created_at"]))
    }

    @Test func theLastPageHasNoNext() throws {
        let ann = try world().person("ann")
        #expect(try ann.callNow("trips.list") == ["results": [], "next": .null])
        try many(ann, 4)
        #expect(try ann.callNow("trips.list", ["limit": 4])["next"] == .null)
        let page = try ann.callNow("trips.list", ["limit": 3])
        #expect(page["results"]?.array.count == 3)
        let rest = try ann.callNow("trips.list", ["limit": 3, "cursor": page["next"] ?? .null])
        #expect(rest["results"]?.array.count == 1 && rest["next"] == .null)
    }

    /// What comes or goes between two pages neither doubles nor hides another.
    @Test func pagesHoldWhileTheListMoves() throws {
        let ann = try world().person("ann")
        try many(ann, 6)
        let order: JSONObject = ["ordering": "created_at", "limit": 2]
        let all = try ann.all("trips.list", ["ordering": "created_at"]).map { $0["id"] ?? .null }
        let first = try ann.callNow("trips.list", order)
        _ = try ann.callNow("trips.delete", ["id": all[1]])
        _ = try ann.callNow("trips.delete", ["id": all[3]])
        let second = try ann.callNow("trips.list", order.with(["cursor": first["next"] ?? .null]))
        #expect(second["results"]?.array.map { $0["id"] ?? .null } == [all[2], all[4]])
    }

    @Test(
        arguments: [
            (["status": "planned"], ["B"]), (["status": "draft"], ["A", "C", "D"]), (["visibility": "public"], ["C"]),
            (["role": "owner"], ["A", "B", "C"]), (["role": "viewer"], ["D"]), (["role": "editor"], []),
            (["starts_after": "2031-05-02"], ["B", "C", "D"]), (["starts_before": "2031-05-02"], ["A", "B"]),
            (["starts_after": "2031-05-02", "starts_before": "2031-05-02"], ["B"]), (["search": "SEA"], ["B", "C"]),
            (["search": ""], ["A", "B", "C", "D"]), (["search": "%"], []), (["search": "_"], []),
            (["search": "\u{CC}LE"], ["D"]), (["search": "sea", "status": "draft", "visibility": "public"], ["C"]),
            (["status": .null, "search": .null], ["A", "B", "C", "D"]),
            (["scope": "public"], ["C", "E"]), (["scope": "public", "role": "owner"], ["C"]),
            (["scope": "public", "search": "sea"], ["C"]), (["scope": "public", "visibility": "private"], []),
        ] as [(JSONObject, [String])])
    func filters(_ filter: (params: JSONObject, titles: [String])) throws {
        let world = try world()
        let (ann, bob) = (try world.person("ann"), try world.person("bob"))
        func make(_ who: InProcessClient, _ title: String, _ day: Int, _ more: JSONObject = [:]) throws -> JSONValue {
            try who.makeTrip(more.with(["title": title.json, "start_date": "2031-05-0\(day)".json]))
        }
        _ = try make(ann, "A", 1)
        _ = try make(ann, "B", 2, ["status": "planned", "description": "by the sea"])
        _ = try make(ann, "C", 3, ["visibility": "public", "description": "Sea, sun"])
        let shared = try make(bob, "D", 4, ["description": "the \u{EC}le"])
        _ = try make(bob, "E", 5, ["visibility": "public"])
        _ = try make(bob, "F", 6, ["visibility": "shared"])
        _ = try bob.callNow("members.add", ["trip_id": shared, "user_id": try ann.ownID(), "role": "viewer"])
        let found = try ann.all("trips.list", filter.params.with(["ordering": "title"]), limit: 1)
        #expect(found.compactMap { $0["title"]?.string } == filter.titles)
    }
}
