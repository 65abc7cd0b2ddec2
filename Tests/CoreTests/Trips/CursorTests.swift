import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// A cursor is good for the list that gave it, to whom it was given.
@Suite struct CursorTests {
    static let lists: [(String, JSONObject)] = [
        ("trips.list", [:]), ("trips.list", ["ordering": "title"]), ("trips.list", ["scope": "public"]),
        ("trips.list", ["search": "x"]), ("trips.list", ["search": "|"]), ("trips.list", ["status": "draft"]),
        ("trips.list", ["starts_after": "2031-05-01"]), ("trips.list", ["starts_before": "2031-05-01"]),
        ("users.search", ["q": "ow"]), ("users.search", ["q": "ed"]),
    ]

    private func cursor(_ peer: InProcessClient) throws -> JSONValue {
        let page = try peer.callNow("trips.list", ["limit": 1])
        return try #require(page["next"])
    }

    @Test func anotherListsCursorIsMalformed() throws {
        let stage = try Stage(visibility: "public")
        let mine = try cursor(stage[.owner])
        for (operation, params) in Self.lists.dropFirst() {
            #expect(
                stage[.owner].code(operation, params.with(["cursor": mine])) == .malformed, "\(operation) \(params)")
        }
        for operation in ["members.list", "destinations.list", "activities.list", "trips.changes"] {
            let params = try #require(stage.params(operation))
            #expect(stage[.owner].code(operation, params.with(["cursor": mine])) == .malformed)
        }
        #expect(stage[.owner].code("trips.list", ["cursor": mine]) == nil)
        #expect(stage[.owner].code("trips.list", ["cursor": mine, "limit": 7]) == nil, "the page's size is free")
    }

    @Test func anotherUsersOrTripsCursorIsMalformed() throws {
        let stage = try Stage(visibility: "public")
        let mine = try cursor(stage[.owner])
        #expect(stage[.outsider].code("trips.list", ["cursor": mine]) == .malformed)
        for operation in ["destinations.list", "trips.changes", "activities.list"] {
            var params = try #require(stage.params(operation)).with(["limit": 1])
            let next = try #require(try stage[.owner].callNow(operation, params)["next"])
            #expect(next != .null)
            #expect(stage[.editor].code(operation, params.with(["cursor": next])) == .malformed)
            params[operation == "trips.changes" ? "id" : "trip_id"] = stage.elsewhere.trip
            params["destination_id"] = nil
            #expect(stage[.owner].code(operation, params.with(["cursor": next])) == .malformed, "\(operation)")
        }
    }

    @Test func aGarbledCursorIsMalformed() throws {
        let stage = try Stage()
        let text = try #require(try cursor(stage[.owner]).string)
        var garbled = [
            "", "x", "AAAA", "null", "\u{1F3D4}", text + text, String(text.dropLast()),
            String(repeating: "A", count: 5000),
        ]
        garbled += text.indices.map { place in
            String(text[..<place]) + (text[place] == "A" ? "B" : "A") + String(text[text.index(after: place)...])
        }
        for cursor in garbled {
            let code = stage[.owner].code("trips.list", ["cursor": cursor.json])
            // A letter in the position itself makes another position: it grants nothing and harms nothing.
            #expect(code == .malformed || code == nil && cursor.count == text.count, "\(cursor)")
        }
    }

    /// Whoever writes a cursor himself gets no further than whoever got one.
    @Test(
        arguments: [
            ["t\u{0}", "i0190a9c4-5b1d-7cc0-8000-00000000beef"],
            ["t' OR 1=1", "i0190a9c4-5b1d-7cc0-8000-00000000beef"],
            ["t", "i0"], [5, "i0190a9c4-5b1d-7cc0-8000-00000000beef"], ["t", "t"], [.null, .null], ["t"], [],
            ["t\u{10FFFF}", "iffffffff-ffff-ffff-ffff-ffffffffffff"], [[], [:]],
        ] as [[JSONValue]]) func aForgedPositionNeverHarms(_ position: [JSONValue]) throws
    {
        let stage = try Stage()
        let params: JSONObject = ["ordering": "title", "limit": 1]
        let next = try #require(try stage[.owner].callNow("trips.list", params)["next"]?.string)
        let parts = try JSONReader.parse(try #require(Base64URL.decode(next))).array
        var writer = JSONWriter()
        writer.value(.array([parts[0]] + position))
        let forged = Base64URL.encode(writer.bytes)
        let code = stage[.owner].code("trips.list", params.with(["cursor": forged.json]))
        #expect(code == .malformed || code == nil)
    }

    @Test(arguments: ["-9223372036854775808", "9223372036854775807", "1e18", "0.5"])
    func aForgedTimeNeverHarms(_ time: String) throws {
        let stage = try Stage()
        let params: JSONObject = ["ordering": "start_date", "limit": 1]
        let next = try #require(try stage[.owner].callNow("trips.list", params)["next"]?.string)
        let parts = try JSONReader.parse(try #require(Base64URL.decode(next))).array
        var writer = JSONWriter()
        writer.value(.array([parts[0], .number(try #require(JSONNumber(text: time))), parts[2]]))
        let code = stage[.owner].code("trips.list", params.with(["cursor": Base64URL.encode(writer.bytes).json]))
        #expect(code == .malformed || code == nil)
    }
}
