import BenchSupport

/// What reads cost: one trip, lists, what is next to nothing, and a trip over standard input and output.
struct Reads: Suite {
    static let title = "reads"
    let probes: [Probe]
    private let server: MeasuredServer
    private let control: MeasuredServer
    private let stdio: StdioProgram

    init(_ fixture: Fixture) throws {
        let folder = try fixture.copy("reads")
        let server = try MeasuredServer(caravan: folder)
        let control = try MeasuredServer(controlIn: folder, bytes: fixture.tripBytes)
        let client = Client(port: server.port)
        let token = try client.token(fixture.traveller.login)
        let other = try client.token(fixture.others[0].login)
        let ids = try client.trips(token, limit: Fixture.ownTrips)
        let stdio = try StdioProgram(folder, as: fixture.traveller.email, trips: ids)
        let trips = try ids.map { id in
            let request = Request("GET", "/api/v1/trips/\(id)/", token: token)
            _ = try client.entityTag(request)
            return try request.measured(port: server.port)
        }
        let unchanged = try trips.enumerated().map { index, trip in
            let tag = try client.entityTag(trip)
            return Request(
                "GET", "/api/v1/trips/\(ids[index])/", token: token, fields: ["If-None-Match: \(tag)"], status: 304)
        }
        func probe(_ name: String, _ request: Request) throws -> Probe {
            .http(name, server, [try request.measured(port: server.port)])
        }
        let database = try RawDatabase(folder + "/caravan.db")
        let page20 = try RawPage(database, email: fixture.traveller.email, limit: 20)
        let page50 = try RawPage(database, email: fixture.others[0].email, limit: 50)
        let keys20 = try RawKeys(database, email: fixture.traveller.email, limit: 20)
        let constant = try Request("GET", "/static").measured(port: control.port)
        probes = [
            .http("static", control, [constant]),
            .http("trips.get", server, trips),
            .http("trips.get 304", server, unchanged),
            Probe("trips.get stdio", process: stdio.process) { try stdio.measure(seconds: $0) },
            try probe("trips.list 20", Request("GET", "/api/v1/trips/?limit=20", token: token)),
            Probe("raw page of 20") { try page20.measure(seconds: $0) },
            Probe("raw keys of 20") { try keys20.measure(database, seconds: $0) },
            try probe("trips.list 50", Request("GET", "/api/v1/trips/?limit=50", token: other)),
            Probe("raw page of 50") { try page50.measure(seconds: $0) },
            try probe("users.me", Request("GET", "/api/v1/users/me/", token: token)),
            try probe("livez", Request("GET", "/livez")),
        ]
        (self.server, self.control, self.stdio) = (server, control, stdio)
    }

    let measurements = [
        Measurement(
            name: "trips.get, 8 connections", unit: "µs", subject: "trips.get", controls: ["static"],
            goal: .atMostTimes(1.5)),
        Measurement(
            name: "list of 20 trips", unit: "µs", subject: "trips.list 20", controls: ["static", "raw page of 20"],
            goal: .atMostTimes(2)),
        Measurement(
            name: "list of 20, rows by their keys", unit: "µs", subject: "trips.list 20",
            controls: ["static", "raw keys of 20"]),
        Measurement(
            name: "list of 50 trips of 200", unit: "µs", subject: "trips.list 50",
            controls: ["static", "raw page of 50"]),
        Measurement(name: "trips.get, unchanged (304)", unit: "µs", subject: "trips.get 304", controls: ["static"]),
        Measurement(name: "users.me", unit: "µs", subject: "users.me", controls: ["static"]),
        Measurement(name: "livez", unit: "µs", subject: "livez", controls: ["static"]),
        Measurement(
            name: "trips.get over stdio, to HTTP", unit: "µs", subject: "trips.get stdio", controls: ["trips.get"],
            goal: .atLeastTimesLess(3)),
    ]

    func end() throws {
        try stdio.end()
        try server.end()
        try control.end()
    }
}
