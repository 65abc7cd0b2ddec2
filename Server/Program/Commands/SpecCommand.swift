import CaravanCore
import CaravanProtocol

/// Prints a document of the catalogue.
enum SpecCommand: Command {
    static let words = ["spec"]
    static let summary =
        "Print a document of the interface: " + DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
    static let options = Option.common
    static let positionals = ["KIND"]

    static func run(_: Configuration, _ positionals: [String]) async throws -> Int32 {
        guard let kind = DocumentKind(rawValue: positionals[0]) else {
            let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw OperatorError("there is no document \(positionals[0]); there are: \(kinds)", status: 2)
        }
        print(String(decoding: Catalogue.document(kind), as: UTF8.self))
        return 0
    }
}
