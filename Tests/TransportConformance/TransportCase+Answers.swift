import CaravanProtocol
import Testing
import TransportControl

extension TransportCase {
    static let id: JSONValue = "0190a6b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b"

    static func echoesUnderEachVerb(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            let extra = try JSONReader.parse(Array(#"{"deep":[1,2.5,1e-3,null,{"x":false}],"empty":{}}"#.utf8))
            for verb in Route.Verb.allCases {
                var input: JSONObject = ["id": id, "text": "two words & more=1", "number": -12, "flag": true]
                if verb.hasBody { input["extra"] = extra }
                let answer = try await peer.call("control.echo_" + verb.rawValue.lowercased(), .object(input))
                var expected: JSONObject = ["verb": .string(verb.rawValue)]
                for member in input { expected[member.name] = member.value }
                if !verb.hasBody { expected["extra"] = .null }
                #expect(answer.value == .object(expected), "\(verb)")
            }
        }
    }

    static func textsTravelUnchanged(_ harness: some TransportHarness) async throws {
        let texts = [
            "", " ", "naïve café", "e\u{301} and é", "日本語 עברית ไทย", "👩‍👩‍👧‍👦 \u{1F600}", "quotes \" \\ / </script>",
            "line\nfeeds\r\nand\ttabs", "separators \u{2028} \u{2029} \u{85}", "\u{1}\u{7F}\u{FEFF}\u{FFFD}",
            "%41+%20&x=y#z?", "\u{10FFFF}",
        ]
        try await harness.withPeer(ControlApplication(), .none) { peer in
            for operation in ["control.echo_post", "control.echo_get"] {
                for text in texts {
                    let answer = try await peer.call(operation, ["id": id, "text": .string(text)])
                    #expect(answer.value?["text"] == .string(text), "\(operation) \(text.debugDescription)")
                }
            }
        }
    }

    static func noContent(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            let answer = try await peer.call("control.remove", ["id": id])
            #expect(answer.isEmpty)
            if harness.capabilities.codes == .httpStatus { #expect(answer.code == 204) }
        }
    }

    static func created(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            let answer = try await peer.call("control.make", ["title": "x"])
            #expect(answer.value == ["title": "x"])
            if harness.capabilities.codes == .httpStatus { #expect(answer.code == 201) }
        }
    }

    static func pagesOfAList(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            var input: JSONObject = ["limit": 50]
            var found: [JSONValue] = []
            for _ in 0..<3 {
                let answer = try await peer.call("control.list", .object(input))
                guard case .array(let results)? = answer.value?["results"] else {
                    Issue.record("no results: \(answer)")
                    return
                }
                found += results
                let next = answer.value?["next"] ?? .null
                if harness.capabilities.linksPages {
                    #expect(answer.linkedNext == next.string)
                } else {
                    #expect(answer.linkedNext == nil)
                }
                guard next != .null else { break }
                input["cursor"] = next
            }
            #expect(found == (0..<120).map { .number(JSONNumber($0)) })
        }
    }

    static func bigAnswer(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            let answer = try await peer.call("control.big", ["bytes": 3_145_728])
            #expect(answer.value?["text"]?.string?.utf8.count == 3_145_728)
        }
    }

    static func bigRequest(_ harness: some TransportHarness) async throws {
        let text: JSONValue = .string(String(repeating: "büg\n", count: 100_000))
        try await harness.withPeer(ControlApplication(), .none) { peer in
            let answer = try await peer.call("control.echo_post", ["id": id, "extra": text])
            #expect(answer.value?["extra"] == text)
        }
    }

    static func whatIsSaid(_ harness: some TransportHarness) async throws {
        let tag = "\"a,b\""
        let tags = EntityTagList(parsing: tag).map { "\(Precondition.tagged($0))" }
        try await harness.withPeer(ControlApplication(), .bearer(ControlCaller.token(of: "ann"))) { peer in
            let said = try await peer.call(
                "control.meta", [:], meta: ["idempotency_key": "k~1", "if_match": .string(tag)])
            #expect(said.value == ["idempotency_key": "k~1", "if_match": tags.map(JSONValue.string) ?? .null])
            let unsaid = try await peer.call("control.meta", [:])
            #expect(unsaid.value == ["idempotency_key": nil, "if_match": nil])
        }
        try await harness.withPeer(ControlApplication(), .bearer("no such token")) { peer in
            let refused = try await peer.call("control.meta", [:], meta: ["idempotency_key": ""])
            checkCode(refused, .unauthenticated, harness.capabilities)
        }
    }

    static func requestIDs(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            var seen: Set<String> = []
            for _ in 0..<3 {
                let answer = try await peer.call("control.call", [:])
                let id = try #require(answer.value?["request_id"]?.string)
                #expect(isRequestID(id))
                #expect(seen.insert(id).inserted, "an id came twice")
                #expect(answer.value?["transport"]?.string?.isEmpty == false)
            }
        }
    }

    static func isRequestID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0))
            }
    }
}
