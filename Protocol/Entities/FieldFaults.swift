/// What is wrong with one value, before the field's name is known: one fault, or several for a value with parts.
public struct FieldFaults: Error, Sendable, Equatable {
    public struct Fault: Sendable, Equatable {
        /// The part within the value (`lat`), or empty for the value itself.
        public var part: String
        public var code: FieldProblem.Code
        public var detail: String

        public init(part: String, code: FieldProblem.Code, detail: String) {
            self.part = part
            self.code = code
            self.detail = detail
        }
    }

    public var faults: [Fault]

    /// One fault of the value itself, or of one part.
    public init(_ code: FieldProblem.Code, _ detail: String, part: String = "") {
        faults = [Fault(part: part, code: code, detail: detail)]
    }

    /// Several faults.
    public init(_ faults: [Fault]) {
        self.faults = faults
    }

    /// The problems of the field of that name.
    public func problems(of field: String) -> [FieldProblem] {
        faults.map { FieldProblem($0.part.isEmpty ? field : field + "." + $0.part, $0.code, $0.detail) }
    }

    /// The value has another JSON type than `wanted` ("text", "a whole number" …).
    public static func type(_ wanted: String) -> FieldFaults { FieldFaults(.type, "This must be \(wanted).") }
}
