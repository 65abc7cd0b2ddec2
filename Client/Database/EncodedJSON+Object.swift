import CaravanProtocol

extension EncodedJSON {
    /// The text of an object.
    init(_ object: JSONObject) {
        var writer = JSONWriter()
        writer.value(.object(object))
        self.init(bytes: writer.bytes)
    }

    /// The object; none when it is something else, which this module never stores.
    var object: JSONObject {
        guard case .object(let object)? = try? JSONReader.parse(Array(text.utf8), depthMax: .max) else { return [:] }
        return object
    }
}
