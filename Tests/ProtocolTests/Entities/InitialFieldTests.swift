import CaravanProtocol
import Testing

/// A field that is given once, and a text that only the server may empty.
@Suite("FieldList: initial fields, texts that are not empty")
struct InitialFieldTests {
    private struct Letter: Record {
        var text = ""
        var answer: String?
        var tone = Tone.plain

        enum Tone: String, Choice { case plain, loud }

        static let fields: FieldList<Letter> = [
            .required("text", \.text, .length(0...3), .notEmpty), .initial("answer", \.answer, .length(1...3)),
            .initial("tone", \.tone),
        ]
    }

    private func read(_ body: JSONObject, _ mode: FieldList<Letter>.Mode) throws(Failure) -> Partial<Letter> {
        try Letter.fields.decode(CallInput(body: body), mode, Sample.context)
    }

    private func faults(_ body: JSONObject) -> [String] {
        do {
            _ = try read(body, .create)
            return []
        } catch {
            return error.errors.map { "\($0.field) \($0.code)" }
        }
    }

    @Test func theyAreTakenOnCreateAlone() throws {
        let body: JSONObject = ["text": "a", "answer": "b", "tone": "loud"]
        for mode in [FieldList<Letter>.Mode.create, .input] {
            let letter = try read(body, mode).value
            #expect(letter.answer == "b" && letter.tone == .loud)
        }
        for mode in [FieldList<Letter>.Mode.change, .replace] {
            #expect(try read(body, mode).mask == Letter.fields.mask(\.text))
        }
        #expect(try read(["text": "a"], .create).mask == Letter.fields.mask(\.text))
    }

    @Test func nullIsOfThoseThatMayBeNull() {
        #expect(faults(["text": "a", "answer": nil]) == [])
        #expect(faults(["text": "a", "tone": nil]) == ["tone required"])
        #expect(faults(["text": "", "answer": ""]) == ["text length", "answer length"])
        #expect(faults(["text": "abcd"]) == ["text length"])
    }

    @Test func theSchemaSaysSo() {
        let properties = Letter.fields.inputSchema(.create)["properties"]
        #expect(properties?["text"]?["minLength"] == 1 && properties?["text"]?["maxLength"] == 3)
        #expect(properties?["tone"]?["enum"] == ["plain", "loud"])
        #expect(Letter.fields.inputSchema(.change)["properties"]?["tone"] == nil)
        let some = Letter.fields.outputSchema(Letter.fields.mask(\.tone))
        #expect(some["required"] == ["tone"] && some["properties"]?["text"] == nil)
    }
}
