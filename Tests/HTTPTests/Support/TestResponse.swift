import CaravanProtocol
import NIOHTTP1
import Testing

/// An answer as it came.
struct TestResponse: Sendable {
    let status: Int
    let fields: HTTPHeaders
    var body: [UInt8] = []

    subscript(_ name: String) -> String? { fields.first(name: name) }

    var json: JSONValue? { try? JSONReader.parse(body) }

    var code: String? { json?["code"]?.string }

    /// Checks that it is a whole problem document of that code.
    func expectProblem(_ code: FailureCode, location: SourceLocation = #_sourceLocation) {
        #expect(status == code.facts.status, sourceLocation: location)
        #expect(self["Content-Type"] == "application/problem+json", sourceLocation: location)
        #expect(self.code == code.rawValue, sourceLocation: location)
        for name in ["type", "title", "detail"] {
            #expect(json?[name]?.string?.isEmpty == false, "\(name)", sourceLocation: location)
        }
        #expect(json?["status"] == .number(JSONNumber(Int64(status))), sourceLocation: location)
        #expect(json?["request_id"]?.string == self["X-Request-Id"], sourceLocation: location)
    }

    /// `field: code` of each element of `errors`.
    var errors: [String] {
        guard case .array(let errors)? = json?["errors"] else { return [] }
        return errors.map { ($0["field"]?.string ?? "?") + ": " + ($0["code"]?.string ?? "?") }
    }
}
