import CaravanProtocol
import Testing

@Suite("RouteTable")
struct RouteTableTests {
    private let table = RouteTable(
        [
            ("users.me", .get("/users/me/")), ("users.get", .get("/users/{id}/")),
            ("users.settings", .get("/users/me/settings/")), ("trips.list", .get("/trips/")),
            ("trips.create", .post("/trips/", success: 201)), ("trips.get", .get("/trips/{id}/")),
            ("trips.delete", .delete("/trips/{id}/")), ("trips.plan", .post("/trips/{id}/plan/")),
            ("members.list", .get("/trips/{trip_id}/members/")),
            ("members.remove", .delete("/trips/{trip_id}/members/{user_id}/")),
            ("deep.only", .get("/users/deep/er/")),
        ].map { name, route in
            OperationDescriptor(
                name: name, summary: "", effect: .read, route: route, inputSchema: [:], outputSchema: nil)
        })

    private func match(_ path: String, _ verb: Route.Verb? = .get) -> String {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch table.match(segments[...], verb) {
        case .none: return "none"
        case .otherVerbs(let verbs): return "not " + verbs.map(\.rawValue).joined(separator: ",")
        case .operation(let operation, let path):
            return ([operation.name] + path.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
                .joined(separator: " ")
        }
    }

    @Test func literalsGoBeforeNames() {
        #expect(match("users/me") == "users.me")
        #expect(match("users/you") == "users.get id=you")
        #expect(match("users/me/settings") == "users.settings")
    }

    @Test func namesAreThoseOfTheRoute() {
        #expect(match("trips/7") == "trips.get id=7")
        #expect(match("trips/7/members") == "members.list trip_id=7")
        #expect(match("trips/7/members/8", .delete) == "members.remove trip_id=7 user_id=8")
        #expect(match("trips/a b%2Fc", .get) == "trips.get id=a b%2Fc")
    }

    @Test func anotherVerb() {
        #expect(match("trips", .put) == "not GET,POST")
        #expect(match("trips/7", .post) == "not GET,DELETE")
        #expect(match("trips/7", nil) == "not GET,DELETE")
        #expect(match("trips/7/plan", .get) == "not POST")
    }

    @Test func noSuchPath() {
        for path in ["nothing", "trips/7/nothing", "trips/7/plan/more", "users", "users/deep/er/still", "Trips"] {
            #expect(match(path) == "none", "\(path)")
        }
        #expect({ if case .none = table.match([][...], .get) { true } else { false } }())
    }

    @Test func emptyPartsDoNotMatch() {
        for path in ["users/", "trips//members", "/trips", "trips//"] {
            #expect(match(path) == "none", "\(path)")
        }
    }

    /// A literal that only leads further may be a value where the path ends.
    @Test func aLiteralOnTheWayIsAValueAtTheEnd() {
        #expect(match("users/deep") == "users.get id=deep")
    }

    @Test func routes() {
        let route = Route.patch("/trips/{trip_id}/members/{user_id}/")
        #expect(route.names == ["trip_id", "user_id"])
        #expect(route.segments == ["trips", "{trip_id}", "members", "{user_id}"])
        #expect(Route.delete("/x/").success == 204)
        #expect(Route.Verb.allCases.filter(\.hasBody) == [.post, .put, .patch])
    }
}
