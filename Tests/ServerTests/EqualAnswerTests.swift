import CaravanCore
import CaravanProtocol
import ProgramSupport
import TestThreads
import Testing

@Suite("HTTP and stdio give the same answers", .blocking)
struct EqualAnswerTests {
    @Test func sameAnswers() throws {
        let (server, ann, ben) = try PreparedHome.server(["--rate-limit", "off"])
        let (place, _, _) = try PreparedHome.place()
        let peers: [EqualStep.Caller: StdioPeer] = [
            .ann: try StdioPeer(place, ["--as", ann.email]), .ben: try StdioPeer(place, ["--as", ben.email]),
            .nobody: try StdioPeer(place),
        ]
        let tokens: [EqualStep.Caller: String] = [.ann: ann.access, .ben: ben.access]
        let routes = Dictionary(
            uniqueKeysWithValues: Catalogue.entries.map { ($0.descriptor.name, $0.descriptor.route) })
        for (number, step) in EqualStep.all.enumerated() {
            let what: Comment = "step \(number), \(step.method) \(step.params)"
            var params = step.params
            for (name, value) in params {
                if value == "$ann" { params[name] = .string(ann.id) }
                if value == "$ben" { params[name] = .string(ben.id) }
            }
            let route = try #require(routes[step.method])
            let http = try call(route, params, tokens[step.caller], server)
            let line = try #require(try peers[step.caller]?.call(step.method, params))
            if let code = step.code {
                let error = try #require(line["error"], what)
                #expect(http.status == code.facts.status && http.code == code.rawValue, "\(what): \(http)")
                #expect(http.fields["content-type"] == "application/problem+json", what)
                #expect(error["code"] == .number(JSONNumber(Int64(code.facts.rpcCode))), what)
                #expect(error["message"] == .string(code.facts.title), what)
                #expect(masked(error["data"]) == masked(http.json), what)
            } else {
                #expect(http.status == route.success, "\(what): \(http)")
                #expect(
                    http.body.isEmpty ? line["result"] == .null : masked(line["result"]) == masked(http.json), what)
            }
        }
        for peer in peers.values {
            peer.endInput()
            #expect(peer.process.wait(seconds: 20) == 0)
        }
    }

    @Test("the steps have a success of most operations, and a failure of each kind that a caller can bring about alone")
    func coverage() {
        let codes = Set(EqualStep.all.compactMap(\.code))
        #expect(
            codes.isSuperset(of: [
                .malformed, .unauthenticated, .forbidden, .notFound, .alreadyExists, .conflict, .invalidTransition,
                .validationFailed,
            ]))
        #expect(EqualStep.all.count >= 40)
    }

    /// The same call by its route: names of the path in it, the rest in the query or the body.
    private func call(
        _ route: Route, _ params: JSONObject, _ token: String?, _ server: RunningProgram
    ) throws -> HTTPAnswer {
        var rest = params
        var path = route.path
        for name in route.names {
            path = path.split(separator: "/", omittingEmptySubsequences: false).map { part in
                part == "{\(name)}" ? rest[name]?.string ?? "" : String(part)
            }.joined(separator: "/")
            rest[name] = nil
        }
        guard !route.verb.hasBody else {
            return try server.call(route.verb.rawValue, path, token: token, .object(rest))
        }
        let query = rest.map { $0.name + "=" + ($0.value.string ?? String(decoding: $0.value.bytes, as: UTF8.self)) }
            .joined(separator: "&")
        return try server.call(route.verb.rawValue, path + (query.isEmpty ? "" : "?" + query), token: token)
    }

    /// The text with ids that the server made, times, cursors, epochs and request ids blanked.
    private func masked(_ value: JSONValue?) -> String {
        guard let value else { return "nothing" }
        return String(decoding: blanked(value).bytes, as: UTF8.self)
            .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/) { match in
                match.output.hasPrefix("0198f000-") ? String(match.output) : "ID"
            }
            .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/, with: "TIME")
    }

    private func blanked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            var result = JSONObject()
            for (name, value) in object {
                let isBlank = ["request_id", "next", "epoch"].contains(name) && value != .null
                result[name] = isBlank ? "BLANK" : blanked(value)
            }
            return .object(result)
        case .array(let elements): return .array(elements.map(blanked))
        default: return value
        }
    }
}
