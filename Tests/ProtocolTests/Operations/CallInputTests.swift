import CaravanProtocol
import Testing

@Suite("CallInput")
struct CallInputTests {
    @Test func pathGoesBeforeBodyAndBodyBeforeQuery() {
        let input = CallInput(
            path: ["a": "path"], query: ["a": "query", "b": "query", "c": "query"], body: ["a": "body", "b": "body"])
        #expect(["a", "b", "c", "d"].map { input[$0]?.text } == ["path", "body", "query", nil])
    }

    @Test func aNullInTheBodyIsAValue() {
        let input = CallInput(query: ["a": "query"], body: ["a": nil])
        #expect(input["a"]?.isNull == true)
    }

    @Test func paramsAreABodyWithoutMeta() {
        let input = CallInput(params: ["id": "x", "_meta": ["if_match": "y"]], pathNames: ["id"])
        #expect(input["_meta"] == nil)
        #expect(input.body == ["id": "x"])
        #expect(input.isInPath("id"))
        #expect(!input.isInPath("other"))
    }

    @Test func tablesKnowTheNamesInPaths() throws {
        let operations = [
            OperationDescriptor(
                name: "members.update", summary: "", effect: .idempotentWrite,
                route: .patch("/trips/{trip_id}/members/{user_id}/"), inputSchema: [:], outputSchema: nil)
        ]
        let table = OperationTable(operations)
        #expect(table.input(of: "members.nothing", params: [:]) == nil)
        let input = try #require(table.input(of: "members.update", params: ["role": "viewer"]))
        #expect(input.pathNames == ["trip_id", "user_id"])
    }
}
