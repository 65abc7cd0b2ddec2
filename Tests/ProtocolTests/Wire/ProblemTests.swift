import CaravanProtocol
import Testing

@Suite("Problem")
struct ProblemTests {
    private struct Private: Error { let text = "private" }

    @Test(arguments: FailureCode.allCases)
    func itSaysWhatTheFailureSays(_ code: FailureCode) throws {
        let problem = Problem(Failure(code, "Said \"so\".", cause: Private()), requestID: "r-1")
        #expect(
            try JSONReader.parse(problem.bytes) == [
                "type": .string("/problems/" + code.rawValue), "title": .string(code.facts.title),
                "status": .number(JSONNumber(Int64(code.facts.status))), "detail": "Said \"so\".",
                "code": .string(code.rawValue), "request_id": "r-1",
            ])
        #expect(!String(decoding: problem.bytes, as: UTF8.self).contains("private"))
    }

    @Test func fieldsAreNamed() throws {
        let failure = Failure.invalid([FieldProblem("a.b", .range, "Too far.")])
        let json = try JSONReader.parse(Problem(failure, requestID: "r").bytes)
        #expect(json["errors"] == [["field": "a.b", "code": "range", "detail": "Too far."]])
    }

    @Test func theSchemaKnowsEveryCode() {
        #expect(
            Problem.schema["properties"]?["code"]?["enum"]
                == .array(FailureCode.allCases.map { .string($0.rawValue) }))
    }
}
