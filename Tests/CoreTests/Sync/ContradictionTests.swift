import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// An activity goes to a destination that is there no more: what another took away meanwhile is a conflict of that field
/// alone; what was not there for the device either is wrong by itself. Whether anybody touched the activity makes no
/// difference.
@Suite struct ContradictionTests {
    private let stage: Stage
    private let editor: Device
    private let activity: JSONValue
    private let base: JSONValue
    /// Where the activity is, where it is to go, and a destination of another trip.
    private let here: JSONValue
    private let there: JSONValue
    private let elsewhere: JSONValue

    init() throws {
        let stage = try Stage()
        self.stage = stage
        editor = Device(stage: stage, part: .editor)
        let owner = stage[.owner]
        here = try owner.makeStop(stage.trip)
        there = try owner.makeStop(stage.trip)
        elsewhere = try owner.makeStop(try owner.makeTrip())
        activity = try owner.makeActivity(here)
        base = try stage.revision("activity", activity)
    }

    private func push(_ policy: JSONValue, to destination: JSONValue) throws -> JSONValue {
        let change = Device.change(
            "update", "activity", activity, ["title": "C", "destination_id": destination], base: base)
        return try editor.push([change], ["conflict_policy": policy])
    }

    private func touch() throws {
        _ = try stage[.owner].callNow("activities.update", ["id": activity, "description": "S"])
    }

    private func found() throws -> JSONValue { try stage.get("activity", activity) }

    @Test(arguments: [true, false])
    func anotherTookItAway(_ isTouched: Bool) throws {
        _ = try stage[.owner].callNow("destinations.delete", ["id": there])
        if isTouched { try touch() }
        let manual = try push("manual", to: there)
        #expect(manual["receipts"]?.array.first?["outcome"] == "conflict")
        #expect(manual["conflicts"]?.array.first?["fields"] == ["destination_id"])
        #expect(try found()["title"] == "Tram")
        let server = try push("server_wins", to: there)
        #expect(server["receipts"]?.array.first?["outcome"] == "merged")
        #expect(server["conflicts"]?.array.first?["fields"] == ["destination_id"])
        #expect(try found()["title"] == "C" && found()["destination_id"] == here)
        #expect(try found()["description"] == (isTouched ? "S" : ""))
    }

    @Test(arguments: [true, false])
    func itsWinningIsRefused(_ isTouched: Bool) throws {
        _ = try stage[.owner].callNow("destinations.delete", ["id": there])
        if isTouched { try touch() }
        let receipt = try push("client_wins", to: there)["receipts"]?.array.first
        #expect(receipt?["outcome"] == "rejected" && receipt?["code"] == "validation_failed")
        #expect(try found()["title"] == "Tram")
    }

    @Test(arguments: [true, false], ["manual", "server_wins", "client_wins", "merge"])
    func itWasNotThereEither(_ isTouched: Bool, _ policy: String) throws {
        if isTouched { try touch() }
        // Its own deletion the device knows of.
        let own = Device.change("delete", "destination", there, [:], base: nil)
        #expect(try editor.push(own)["outcome"] == "applied")
        for destination in [there, elsewhere, "00000000-0000-4000-8000-00000000dead"] {
            let receipt = try push(.string(policy), to: destination)["receipts"]?.array.first
            #expect(receipt?["outcome"] == "rejected" && receipt?["code"] == "validation_failed", "\(destination)")
        }
        #expect(try found()["title"] == "Tram")
    }
}
