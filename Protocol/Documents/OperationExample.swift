/// A call of an operation as it was played: what was asked, what came back, and how it was refused.
public struct OperationExample: Sendable {
    /// A refusal.
    public struct Problem: Sendable {
        /// What it shows.
        public let title: String
        public let code: FailureCode
        /// The problem document.
        public let document: JSONValue
    }

    public let operation: String
    /// What the success shows.
    public let title: String
    /// Path, query and body fields together.
    public let input: JSONObject
    /// `null` for no content.
    public let answer: JSONValue
    /// One for each code that was played.
    public let problems: [Problem]

    /// Reads one of its JSON form; `nil` for what is none.
    public init?(_ value: JSONValue) {
        guard let operation = value["operation"]?.string, let title = value["title"]?.string,
            let input = value["input"]?.object, let answer = value["answer"],
            case .array(let problems)? = value["problems"]
        else { return nil }
        self.operation = operation
        self.title = title
        self.input = input
        self.answer = answer
        self.problems = problems.compactMap { problem in
            guard let title = problem["title"]?.string, let document = problem["problem"],
                let code = document["code"]?.string.flatMap(FailureCode.init)
            else { return nil }
            return Problem(title: title, code: code, document: document)
        }
    }

    /// The examples of a text with one in each line, by their operations.
    public static func all(in text: String) -> [String: OperationExample] {
        let examples = text.split(separator: "\n").compactMap { line in
            (try? JSONReader.parse(Array(line.utf8))).flatMap(OperationExample.init)
        }
        return Dictionary(examples.map { ($0.operation, $0) }) { first, _ in first }
    }
}
