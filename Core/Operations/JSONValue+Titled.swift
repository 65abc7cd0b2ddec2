import CaravanProtocol

extension JSONValue {
    /// The schema with a title: documents say it once, under that title, and refer to it.
    func titled(_ title: String) -> JSONValue {
        guard case .object(var schema) = self else { return self }
        schema["title"] = .string(title)
        return .object(schema)
    }
}
