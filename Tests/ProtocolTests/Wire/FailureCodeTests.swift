import CaravanProtocol
import Testing

@Suite("FailureCode")
struct FailureCodeTests {
    /// WIRE.md section 2, and 406 for clients that take no JSON.
    @Test func theCodesAndTheirStatus() {
        let expected = [
            "validation_failed": 422, "malformed": 400, "unauthenticated": 401, "forbidden": 403, "not_found": 404,
            "already_exists": 409, "conflict": 409, "invalid_transition": 409, "stale": 412, "too_large": 413,
            "unsupported_media_type": 415, "not_acceptable": 406, "rate_limited": 429, "resync_required": 410,
            "internal": 500,
            "method_not_allowed": 405, "idempotency_mismatch": 422, "unavailable": 503,
        ]
        let found = FailureCode.allCases.map { ($0.rawValue, $0.facts.status) }
        #expect(Dictionary(uniqueKeysWithValues: found) == expected)
    }

    @Test(arguments: FailureCode.allCases)
    func theRPCCodeIsTheStatusButForInternal(_ code: FailureCode) {
        #expect(code.facts.rpcCode == (code == .internal ? -32603 : code.facts.status))
        #expect(!code.facts.title.isEmpty)
    }

    @Test func closeCodes() {
        let closing = FailureCode.allCases.compactMap { code in code.facts.closeCode.map { "\(code.rawValue) \($0)" } }
        #expect(
            closing == [
                "unauthenticated 4001", "forbidden 4003", "not_found 4003", "too_large 1009", "internal 1011",
                "unavailable 1013",
            ])
    }

    @Test func invalidNamesItsFields() {
        let failure = Failure.invalid([FieldProblem("a.b", .range, "Too far."), FieldProblem("c", .type, "Wrong.")])
        #expect(failure.code == .validationFailed)
        #expect(failure.detail == "a.b: Too far. c: Wrong.")
        #expect(FieldFaults(.range, "No.", part: "lat").problems(of: "location").first?.field == "location.lat")
    }
}
