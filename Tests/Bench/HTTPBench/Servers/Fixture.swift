import BenchSupport
import Foundation

/// The database that all benches start from: a traveller's 40 trips, strewn among 2,000 of ten others.
struct Fixture {
    static let ownTrips = 40
    static let othersTrips = 2_000
    let workplace: Workplace
    let traveller = Account(name: "traveller")
    let others = (0..<10).map { Account(name: "other\($0)") }
    /// How long the JSON of a trip is.
    private(set) var tripBytes = 0
    private var original: String { workplace.path + "/original" }

    /// Makes it through a server.
    init() throws {
        workplace = try Workplace()
        let server = try MeasuredServer(caravan: try workplace.folder("original"))
        let client = Client(port: server.port)
        let token = try client.token(traveller.registration)
        let tokens = try others.map { try client.token($0.registration) }
        for number in 0..<Self.ownTrips {
            for other in 0..<(Self.othersTrips / Self.ownTrips) {
                _ = try client.send(TripDraft.creation(number * 50 + other, token: tokens[other % tokens.count]))
            }
            tripBytes = try client.send(TripDraft.creation(number, token: token)).body.count
        }
        guard try client.trips(token, limit: 100).count == Self.ownTrips else { throw BenchError("trips are missing") }
        try server.end()
    }

    /// A data directory of its own with a copy of the database.
    func copy(_ name: String) throws -> String {
        let folder = try workplace.folder(name)
        for file in ["caravan.db", "signing.key"] {
            try FileManager.default.copyItem(atPath: original + "/" + file, toPath: folder + "/" + file)
        }
        return folder
    }
}
