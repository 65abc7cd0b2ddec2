import CaravanProtocol
import Testing

struct JSONObjectTests {
    /// Below and above the size at which an index is kept.
    @Test(arguments: [0, 1, 15, 16, 17, 18, 100])
    func behavesAsADictionaryThatKeepsItsOrder(size: Int) {
        var object = JSONObject()
        for number in 0..<size { object["n\(number)"] = .number(JSONNumber(Int64(number))) }
        #expect(object.count == size && object.isEmpty == (size == 0))
        #expect(object.members.map(\.name) == (0..<size).map { "n\($0)" })
        for number in 0..<size { #expect(object["n\(number)"] == .number(JSONNumber(Int64(number)))) }
        #expect(object["n\(size)"] == nil)

        guard size > 1 else { return }
        object["n1"] = "changed"
        #expect(object["n1"] == "changed" && object.members[1].name == "n1" && object.count == size)
        object["n0"] = nil
        #expect(object["n0"] == nil && object.count == size - 1 && object.members.first?.name == "n1")
        if size > 2 { #expect(object["n\(size - 1)"] == .number(JSONNumber(Int64(size - 1)))) }
        object["n0"] = .null
        #expect(object["n0"] == .null && object.members.last?.name == "n0")
        object["absent"] = nil
        #expect(object.count == size)
    }

    @Test func equalityIgnoresTheOrder() {
        let object: JSONObject = ["a": 1, "b": [2]]
        #expect(object == ["b": [2], "a": 1])
        #expect(object != ["b": [2], "a": 2])
        #expect(object != ["b": [2]])
        #expect(object != ["b": [2], "c": 1])
        #expect(object != ["b": [2], "a": 1, "c": 1])
    }

    @Test func namesAndStringsAreComparedByBytes() {
        var object: JSONObject = ["\u{E9}": 1]
        #expect(object["e\u{301}"] == nil)
        object["e\u{301}"] = 2
        #expect(object.count == 2)
        for number in 0..<20 { object["\(number)"] = 0 }
        #expect(object["\u{E9}"] == 1 && object["e\u{301}"] == 2)
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
    }

    @Test func conveniencesAnswerForTheirKindOnly() {
        let value: JSONValue = ["a": "b"]
        #expect(value["a"]?.string == "b" && value["c"] == nil && value.object?.count == 1)
        #expect(value.string == nil)
        let others: [JSONValue] = [nil, true, 1, "a", ["a"]]
        #expect(others.allSatisfy { $0.object == nil && $0["a"] == nil })
        #expect(value != "a" && JSONValue.null != false && JSONValue.number(JSONNumber(0)) != false)
    }

    @Test func iterationGoesInOrder() {
        let object: JSONObject = ["z": 1, "a": 2]
        #expect(object.map { $0.name } == ["z", "a"])
    }
}
