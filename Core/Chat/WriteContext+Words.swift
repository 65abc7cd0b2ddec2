import CaravanProtocol

extension WriteContext {
    /// What the log says of a message.
    func entries(of message: Message) -> Query<Change> {
        Query<Change>(.equals(\.entityID, message.id.bits)).ordered(by: \.entityID, \.revision)
    }

    /// Takes the words of a deleted message out of all that was kept of it and may be sent again: the entries of the log,
    /// the answers under idempotency keys, and the conflicts about it. Their revisions stay.
    func forgetWords(of message: Message) throws {
        for var entry in try store.select(entries(of: message)) where entry.action != .delete {
            entry.data = try wordless(entry.data)
            try table.update(entry, Change.fields.mask(\.data))
        }
        for var record in try store.select(Query<IdempotencyRecord>(.equals(\.subject, message.id.bits))) {
            record.answer = try wordless(record.answer)
            try table.update(record, IdempotencyRecord.fields.mask(\.answer))
        }
        for var conflict in try store.select(Query<Conflict>(.equals(\.entityID, message.id.bits))) {
            conflict.clientData = try wordless(conflict.clientData)
            conflict.serverData = try wordless(conflict.serverData)
            conflict.baseData = try wordless(conflict.baseData)
            conflict.resolvedData = try conflict.resolvedData.map(wordless)
            try table.update(
                conflict, Conflict.fields.mask(\.clientData, \.serverData, \.baseData, \.resolvedData))
        }
    }

    /// A message as it was shown, deleted.
    private func wordless(_ shown: EncodedJSON) throws -> EncodedJSON {
        if shown == EncodedJSON() { return shown }
        var object = try shown.object(of: "a message")
        object["content"] = ""
        object["is_deleted"] = true
        return EncodedJSON(object)
    }
}
