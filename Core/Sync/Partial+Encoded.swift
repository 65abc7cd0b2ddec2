import CaravanProtocol

extension Partial {
    /// What it names, as one JSON object.
    var encoded: EncodedJSON {
        EncodedJSON {
            $0.beginObject()
            R.fields.writeMembers(of: value, mask, to: &$0)
            $0.endObject()
        }
    }
}
