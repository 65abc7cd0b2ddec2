/// An answer that is not of this protocol's form. It counts as none.
struct AnswerFault: Error {
    let detail: String
}

extension AnswerFault {
    static func missing(_ name: String) -> AnswerFault { AnswerFault(detail: "The answer has no valid \(name).") }
}
