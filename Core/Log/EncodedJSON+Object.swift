import CaravanProtocol

extension EncodedJSON {
    /// An object as one document.
    init(_ object: JSONObject) {
        self.init { $0.value(.object(object)) }
    }

    /// The object that was kept. What was taken once is read again, however deep it is.
    ///
    /// - Parameter what: Who keeps it, for the error if it is something else.
    func object(of what: @autoclosure () -> String) throws -> JSONObject {
        guard case .object(let object) = try JSONReader.parse(Array(text.utf8), depthMax: .max) else {
            throw StorageError.corrupt("\(what()) is kept as something else")
        }
        return object
    }
}
