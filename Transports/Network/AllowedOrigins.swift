/// The origins whose pages may read answers (the Fetch standard's CORS); none unless the operator names them.
///
/// Callers show tokens, which no browser sends by itself, so that answers allow no credentials.
public struct AllowedOrigins: Sendable {
    private let origins: Set<String>
    private let isAny: Bool

    /// Whether answers are the same for every origin.
    package var isSameForAll: Bool { origins.isEmpty || isAny }

    public static let none = AllowedOrigins([])

    /// - Parameter origins: as browsers send them (`https://app.example.com`), or `*` for any.
    public init(_ origins: [String]) {
        self.origins = Set(origins.map { $0.lowercased() })
        isAny = origins.contains("*")
    }

    /// The origin of the request, if its pages may read the answer.
    ///
    /// - Parameter values: the values of its `Origin` fields.
    package func allowed(_ values: @autoclosure () -> [String]) -> String? {
        guard !origins.isEmpty else { return nil }
        let values = values()
        guard values.count == 1, let origin = values.first else { return nil }
        return isAny ? "*" : origins.contains(origin.lowercased()) ? origin : nil
    }
}
