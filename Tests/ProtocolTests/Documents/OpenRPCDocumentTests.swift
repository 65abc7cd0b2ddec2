import CaravanProtocol
import Testing

@Suite("OpenRPCDocument")
struct OpenRPCDocumentTests {
    private let document = OpenRPCDocument(title: "Title", version: "1.2", operations: EchoApplication().operations)

    private func list(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let elements)? = value { elements } else { [] }
    }

    @Test func theHead() throws {
        let json = try JSONReader.parse(document.bytes)
        #expect(json == document.value)
        #expect(json["openrpc"] == "1.3.2")
        #expect(json["info"] == ["title": "Title", "version": "1.2"])
        #expect(list(json["methods"]).map { $0["name"] } == ["echo", "login", "fail", "refused_login", "nothing"])
    }

    @Test func aMethod() throws {
        let method = try #require(list(document.value["methods"]).first)
        #expect(method["paramStructure"] == "by-name")
        #expect(method["tags"] == [["name": "echo"]])
        #expect(
            method["params"] == [
                ["name": "id", "required": true, "schema": ["type": "string"]],
                ["name": "text", "required": false, "schema": [:]],
            ], "required ones come first")
        #expect(method["result"] == ["name": "result", "schema": ["type": "object"]])
    }

    @Test func noContentIsNull() {
        #expect(list(document.value["methods"]).last?["result"] == ["name": "result", "schema": ["type": "null"]])
    }

    /// The members that the meta-schema knows; it allows no others.
    @Test func methodsHaveNoOtherMembers() {
        for method in list(document.value["methods"]) {
            #expect(
                Set((method.object ?? [:]).map(\.name))
                    == ["name", "summary", "tags", "paramStructure", "params", "result", "errors"])
        }
    }

    @Test func referencesLeadToErrorsWhoseCodesAreUnique() throws {
        let components = try #require(document.value["components"]?["errors"]?.object)
        for method in list(document.value["methods"]) {
            var codes: [JSONValue] = []
            for reference in list(method["errors"]) {
                let name = try #require(reference["$ref"]?.string).replacing("#/components/errors/", with: "")
                let error = try #require(components[name], "\(name)")
                #expect(Set((error.object ?? [:]).map(\.name)) == ["code", "message", "data"])
                codes.append(try #require(error["code"]))
            }
            #expect(codes.count > 5)
            for (place, code) in codes.enumerated() { #expect(!codes[..<place].contains(code), "\(code)") }
        }
        #expect(components["already_exists.conflict"]?["code"] == 409)
    }
}
