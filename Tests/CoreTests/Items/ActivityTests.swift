import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Money, completion, and what PUT leaves of an activity.
@Suite struct ActivityTests {
    private func number(_ text: String) throws -> JSONValue { .number(try #require(JSONNumber(text: text))) }

    @Test(arguments: [
        ("12.50", "12.50"), ("0", "0"), ("0.00", "0.00"), ("0.1", "0.1"), ("1e2", "100"),
        ("999999999999.9999", "999999999999.9999"),
        ("19.99", "19.99"), ("1.50000", "1.5000"), ("-0", "0"),
    ]) func moneyIsADecimal(_ cost: (sent: String, kept: String)) throws {
        let stage = try Stage()
        for sent in [cost.sent.json, try number(cost.sent)] {
            let id = try stage[.owner].makeActivity(stage.stops[0], ["cost": sent])
            #expect(try stage[.owner].callNow("activities.get", ["id": id])["cost"] == cost.kept.json)
        }
    }

    @Test(arguments: ["-1", "-0.0001", "1000000000000", "0.00001", "1e12", "1e-5", "1e400"])
    func whatIsNoAmountIsRefused(_ text: String) throws {
        let stage = try Stage()
        for cost in [text.json, try number(text)] {
            #expect(
                stage[.owner].fields("activities.update", ["id": stage.acts[0], "cost": cost]) == ["cost"], "\(text)")
        }
    }

    @Test(arguments: ["", " 1", "1 ", "1,50", "$1", "NaN", "inf", "0x10", "1.", ".5", "+1", "\u{661}", "1_000"])
    func textThatIsNoAmountIsRefused(_ text: String) throws {
        let stage = try Stage()
        #expect(stage[.owner].fields("activities.update", ["id": stage.acts[0], "cost": text.json]) == ["cost"])
    }

    @Test(
        arguments: [
            ("EUR", nil, "EUR"), ("EUR", "JPY", "JPY"), (nil, "CHF", "CHF"), (nil, nil, nil),
        ] as [(String?, String?, String?)])
    func theCurrencyIsTheTripsUnlessSaid(_ currency: (trip: String?, sent: String?, kept: String?)) throws {
        let ann = try world().person("ann")
        let trip = try ann.makeTrip(["currency": currency.trip?.json ?? .null])
        let stop = try ann.makeStop(trip)
        let kept = currency.kept?.json ?? .null
        var params: JSONObject = ["cost": "5"]
        if let sent = currency.sent { params["currency"] = sent.json }
        let id = try ann.makeActivity(stop, params)
        #expect(try ann.callNow("activities.get", ["id": id])["currency"] == kept)
        // The trip's changes later, the activity's stays.
        _ = try ann.callNow("trips.update", ["id": trip, "currency": "SEK"])
        #expect(try ann.callNow("activities.get", ["id": id])["currency"] == kept)
        #expect(try ann.callNow("activities.update", ["id": id, "title": "Other"])["currency"] == kept)
        #expect(try ann.callNow("activities.update", ["id": id, "currency": .null])["currency"] == "SEK")
    }

    @Test func aPutSetsDefaultsButForOrderAndCompletion() throws {
        let stage = try Stage()
        let params = try #require(stage.params("activities.create"))
        let made = try stage[.owner].callNow("activities.create", params.with(["order": 1]))
        let id = try #require(made["id"])
        let done = try stage[.editor].callNow("activities.complete", ["id": id])
        let bare: JSONObject = ["id": id, "destination_id": stage.stops[0], "title": "Bare", "activity_type": "hotel"]
        let after = try stage[.owner].callNow("activities.replace", bare)
        for name in ["cost", "time_zone", "start_time", "end_time"] { #expect(after[name] == .null) }
        #expect(after["description"] == "" && after["currency"] == "EUR" && after["order"] == 1)
        #expect(after["completed_at"] == done["completed_at"] && after["completed_by"] == stage.id(.editor))
        for missing in ["destination_id", "title", "activity_type"] {
            #expect(stage[.owner].fields("activities.replace", bare.without(missing)) == [missing])
        }
    }

    @Test func completingAndReopening() throws {
        let stage = try Stage()
        let params: JSONObject = ["id": stage.acts[0]]
        let before = try stage[.owner].callNow("activities.get", params)
        let done = try stage[.editor].callNow("activities.complete", params)
        #expect(done["completed_by"] == stage.id(.editor) && done["completed_at"] == done["updated_at"])
        #expect(try stage[.owner].callNow("activities.complete", params) == done, "again: answered as done")
        let open = try stage[.owner].callNow("activities.reopen", params)
        #expect(open.without("revision", "updated_at") == before.without("revision", "updated_at"))
        #expect(try stage[.owner].callNow("activities.reopen", params) == open)
        let log = try stage[.owner].all("trips.changes", ["id": stage.trip]).suffix(2)
        #expect(log.map { $0["type"] } == ["activity.completed", "activity.updated"])
        #expect(log.map { $0["revision"] } == [done["revision"], open["revision"]])
    }

    @Test func aTripsActivitiesComeByDestinationAndOrder() throws {
        let stage = try Stage()
        let more = [
            try stage[.owner].makeActivity(stage.stops[1]),
            try stage[.owner].makeActivity(stage.stops[1], ["order": 0]),
        ]
        let isInOrder = (stage.stops[0].string ?? "") < (stage.stops[1].string ?? "")
        let expected = isInOrder ? stage.acts + more.reversed() : more.reversed() + stage.acts
        for limit in [1, 3, 200] {
            let list = try stage[.owner].all("activities.list", ["trip_id": stage.trip], limit: limit)
            #expect(list.compactMap { $0["id"] } == expected)
        }
    }
}
