package import CaravanProtocol
package import NIOHTTP1
package import Testing

/// An answer as it came.
package struct TestResponse: Sendable {
    package let status: Int
    package let fields: HTTPHeaders
    package var body: [UInt8]

    package init(status: Int, fields: HTTPHeaders, body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    package subscript(_ name: String) -> String? { fields.first(name: name) }

    package var json: JSONValue? { try? JSONReader.parse(body) }

    package var code: String? { json?["code"]?.string }

    /// Checks that it is a whole problem document of that code.
    package func expectProblem(_ code: FailureCode, location: SourceLocation = #_sourceLocation) {
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
    package var errors: [String] {
        guard case .array(let errors)? = json?["errors"] else { return [] }
        return errors.map { ($0["field"]?.string ?? "?") + ": " + ($0["code"]?.string ?? "?") }
    }
}
