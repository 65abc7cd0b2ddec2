import BenchSupport

/// Pulls that have nothing new to tell, over HTTP from the real program: of somebody with 20 trips, and of one with
/// 1,000; beside a bare static route.
struct NoNews: Suite {
    static let title = "news"
    let probes: [Probe]
    private let server: MeasuredServer
    private let control: MeasuredServer

    init(_ workplace: Workplace) throws {
        let folder = try workplace.folder("news")
        let server = try MeasuredServer(caravan: folder)
        var few = try Self.pull(20, server, "few")
        var many = try Self.pull(1_000, server, "many")
        let control = try MeasuredServer(controlIn: folder, bytes: few.length ?? 0)
        // The answer has the time in it, whose text is shorter at a whole second.
        few.length = nil
        many.length = nil
        let constant = try Request("GET", "/static").measured(port: control.port)
        let gets = try Self.get(server)
        probes = [
            .http("static", control, [constant]), .http("no news, 20 trips", server, [few]),
            .http("no news, 1000 trips", server, [many]), .http("trips.get", server, [gets]),
        ]
        (self.server, self.control) = (server, control)
    }

    let measurements = [
        Measurement(
            name: "no news, 20 trips", unit: "µs", subject: "no news, 20 trips", controls: ["static"],
            goal: .atMostTimes(1.5)),
        Measurement(
            name: "no news, 1,000 trips", unit: "µs", subject: "no news, 1000 trips", controls: ["static"],
            goal: .atMostTimes(3)),
        Measurement(name: "trips.get, for the eye", unit: "µs", subject: "trips.get", controls: ["static"]),
    ]

    private static func get(_ server: MeasuredServer) throws -> Request {
        let client = Client(port: server.port)
        let token = try client.token(Account(name: "few").login)
        let trip = try client.trips(token, limit: 1)[0]
        return try Request("GET", "/api/v1/trips/\(trip)/", token: token).measured(port: server.port)
    }

    /// The request of somebody who has pulled everything of so many trips.
    private static func pull(_ trips: Int, _ server: MeasuredServer, _ name: String) throws -> Request {
        let client = Client(port: server.port)
        let token = try client.token(Account(name: name).registration)
        for number in 0..<trips { _ = try client.send(TripDraft.creation(number, token: token)) }
        var body = "{}"
        while true {
            let page = try client.object(Request("POST", "/api/v1/sync/pull/", token: token, body: body))
            guard let cursor = page["cursor"] as? String, let hasMore = page["has_more"] as? Bool else {
                throw BenchError("no page")
            }
            body = #"{"cursor":"\#(cursor)"}"#
            if !hasMore { break }
        }
        return try Request("POST", "/api/v1/sync/pull/", token: token, body: body).measured(port: server.port)
    }

    func end() throws {
        try server.end()
        try control.end()
    }
}
