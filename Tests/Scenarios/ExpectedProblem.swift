public import CaravanProtocol

/// A problem document as far as clients may rely on it: its code, and which fields are wrong in which way.
public struct ExpectedProblem: Sendable, Equatable {
    public struct Field: Sendable, Hashable, CustomStringConvertible {
        public let field: String
        public let code: String

        public var description: String { "\(field) \(code)" }
    }

    public let code: FailureCode
    /// Exactly these, in any order.
    public let fields: Set<Field>

    init(_ value: JSONValue, _ place: String) throws(ScenarioFormatError) {
        var members = try Members(value, place)
        let name = try members.text("code")
        guard let code = FailureCode(rawValue: name) else {
            throw ScenarioFormatError(place, "there is no code \(name)")
        }
        self.code = code
        var fields: Set<Field> = []
        for element in try members.list("errors") {
            var members = try Members(element, place + ", errors")
            let field = Field(field: try members.text("field"), code: try members.text("code"))
            guard FieldProblem.Code(rawValue: field.code) != nil else {
                throw ScenarioFormatError(place, "there is no field code \(field.code)")
            }
            fields.insert(field)
            try members.finish()
        }
        self.fields = fields
        try members.finish()
    }

    /// How a problem document differs.
    func mismatches(_ problem: JSONValue) -> [Mismatch] {
        var found: [Mismatch] = []
        if problem["code"]?.string != code.rawValue {
            found.append(Mismatch("code", expected: code.rawValue, got: Mismatch.text(problem)))
        }
        var given: Set<Field> = []
        if case .array(let errors)? = problem["errors"] {
            for error in errors {
                given.insert(Field(field: error["field"]?.string ?? "", code: error["code"]?.string ?? ""))
            }
        }
        if given != fields {
            let (wanted, got) = (fields.map(\.description).sorted(), given.map(\.description).sorted())
            found.append(Mismatch("errors", expected: "\(wanted)", got: "\(got)"))
        }
        // The rest of the document follows from its code.
        let facts = code.facts
        let derived: JSONValue = [
            "type": .string("/problems/" + code.rawValue), "title": .string(facts.title),
            "status": .number(JSONNumber(Int64(facts.status))), "detail": "$any:string", "code": .string(code.rawValue),
            "request_id": "$any:string", "$more": true,
        ]
        if found.isEmpty {
            found += Matcher.mismatches(derived, problem) + JSONSchema(Problem.schema).faults(of: problem)
        }
        return found
    }
}
