import CaravanProtocol

extension Partial {
    /// What it names, as one JSON object.
    var encoded: EncodedJSON {
        var writer = JSONWriter()
        writer.beginObject()
        R.fields.writeMembers(of: value, mask, to: &writer)
        writer.endObject()
        return EncodedJSON(bytes: writer.bytes)
    }
}
