import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Ids of nothing, of other people's things and of things of another kind.
@Suite struct BadReferenceTests {
    static let unknown: JSONValue = "0190a9c4-5b1d-7cc0-8000-00000000beef"
    static let byPath = Catalogue.entries.map(\.descriptor).filter { !$0.route.names.isEmpty }.map(\.name)

    @Test(arguments: byPath) func anIDInThePathThatIsNoneOfHis(operation: String) throws {
        let stage = try Stage()
        let route = try #require(Catalogue.entries.first { $0.descriptor.name == operation }?.descriptor.route)
        let params = try #require(stage.params(operation))
        let others = [
            Self.unknown, stage.trip, stage.stops[0], stage.acts[0], stage.id(.owner), stage.elsewhere.trip,
            stage.elsewhere.stop, stage.elsewhere.act, "00000000-0000-0000-0000-000000000000",
        ]
        let before = try stage.world.snapshot()
        for name in route.names {
            for id in others where id != params[name] && operation != "users.get" {
                // The editor is in the one trip only.
                let failure = stage[.editor].failure(operation, params.with([name: id]))
                let isMember = name == "user_id" && id == stage.id(.owner)
                #expect(failure?.code == (isMember ? .forbidden : expected(operation, name)), "\(operation) \(name)")
            }
        }
        if operation == "users.get" {
            for id in others where id != stage.id(.owner) {
                #expect(stage[.editor].code(operation, ["id": id]) == .notFound)
            }
        }
        #expect(try stage.world.snapshot() == before)
    }

    /// Whoever may not manage members is told so before he is told who is one.
    private func expected(_ operation: String, _ name: String) -> FailureCode {
        name == "user_id" ? .forbidden : .notFound
    }

    @Test func theOwnerIsToldWhoIsNoMember() throws {
        let stage = try Stage()
        for id in [Self.unknown, stage.id(.outsider), stage.id(.former), stage.trip] {
            let params: JSONObject = ["trip_id": stage.trip, "user_id": id]
            #expect(stage[.owner].code("members.remove", params) == .notFound)
            #expect(stage[.owner].code("members.update", params.with(["role": "editor"])) == .notFound)
            #expect(
                stage[.owner].fields("trips.transfer", ["id": stage.trip, "user_id": id]) == ["user_id"])
        }
        #expect(
            stage[.owner].fields("members.add", ["trip_id": stage.trip, "user_id": Self.unknown, "role": "viewer"]) == [
                "user_id"
            ])
        #expect(
            stage[.owner].fields("members.add", ["trip_id": stage.trip, "user_id": stage.trip, "role": "viewer"]) == [
                "user_id"
            ])
    }

    @Test func aTripInAFieldIsNotFound() throws {
        let stage = try Stage()
        for trip in [Self.unknown, stage.elsewhere.trip, stage.stops[0]] {
            let params = try #require(stage.params("destinations.create")).with(["trip_id": trip])
            #expect(stage[.editor].code("destinations.create", params) == .notFound)
            #expect(stage[.editor].code("destinations.list", ["trip_id": trip]) == .notFound)
            #expect(stage[.editor].code("activities.list", ["trip_id": trip]) == .notFound)
        }
    }

    @Test func anyOtherReferenceIsAFailedValidation() throws {
        let stage = try Stage()
        let editor = stage[.editor]
        let create = try #require(stage.params("activities.create"))
        let replace = try #require(stage.params("activities.replace"))
        let before = try stage.world.snapshot()
        for stop in [Self.unknown, stage.elsewhere.stop, stage.acts[0], stage.trip] {
            let named: JSONObject = ["destination_id": stop]
            #expect(editor.fields("activities.create", create.with(named)) == ["destination_id"])
            #expect(editor.fields("activities.replace", replace.with(named)) == ["destination_id"])
            #expect(editor.fields("activities.update", named.with(["id": stage.acts[0]])) == ["destination_id"])
            #expect(
                editor.fields("activities.reorder", named.with(["id": stage.acts[0], "order": 0])) == ["destination_id"]
            )
            #expect(editor.fields("activities.list", named) == ["destination_id"])
            #expect(editor.code("activities.list", named.with(["trip_id": stage.trip])) == .validationFailed)
        }
        // The owner sees the other trip, and still may not carry things between the two.
        let stop: JSONObject = ["id": stage.acts[0], "destination_id": stage.elsewhere.stop, "order": 0]
        for operation in ["activities.update", "activities.reorder"] {
            #expect(stage[.owner].fields(operation, stop) == ["destination_id"])
        }
        #expect(
            stage[.owner].fields("activities.list", ["trip_id": stage.trip, "destination_id": stage.elsewhere.stop])
                == ["destination_id"])
        #expect(try stage.world.snapshot() == before)
    }

    @Test func idsAreTakenInAnyCaseAndAnsweredInLower() throws {
        let ann = try world().person("ann")
        let upper: JSONValue = "0190A9C4-5B1D-7CC0-8000-00000000BEEF"
        #expect(try ann.makeTrip(["id": upper]) == Self.unknown)
        #expect(try ann.callNow("trips.get", ["id": upper])["id"] == Self.unknown)
    }

    @Test func whatIsInADeletedTripIsGone() throws {
        let stage = try Stage()
        let calls = try PermissionMatrixTests.names.map { ($0, try #require(stage.params($0))) }
        _ = try stage[.owner].callNow("trips.delete", ["id": stage.trip])
        for (operation, params) in calls {
            let code: FailureCode =
                PermissionMatrixTests.byReference.contains(operation) ? .validationFailed : .notFound
            for part in [Part.owner, .editor, .outsider] {
                #expect(stage[part].code(operation, params) == code, "\(operation)")
            }
        }
    }
}
