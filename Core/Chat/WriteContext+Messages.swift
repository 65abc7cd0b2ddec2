import CaravanProtocol

extension WriteContext {
    /// Makes the room of a new trip.
    func openRoom(of trip: Trip) throws {
        var room = ChatRoom()
        room.id = newID()
        room.tripID = trip.id
        room.createdAt = now
        try table.insert(room)
    }

    /// Sends a message, or finds the one that was sent before: by the sender's `client_message_id` as it is now, by its id
    /// as it was answered at first.
    func send(_ partial: Partial<Message>, by operation: String, _ grant: TripGrant) throws -> Message {
        var message = partial.value
        let caller = try requireCaller().id
        let room = try room(of: grant.trip.id)
        try hold(grant.scope)
        if let mark = message.clientMessageID, let first = try sent(mark, by: caller, in: room) { return first }
        let fingerprint = fingerprint(operation, partial)
        if partial.names(\.id) {
            if var first = try repeated(message.id, fingerprint) {
                first.sender = caller
                return first
            }
        } else {
            message.id = newID()
        }
        try check(message)
        message.roomID = room.id
        message.sender = caller
        try add(&message, .messageSent, in: grant.scope, fingerprint: fingerprint)
        return message
    }

    private func sent(_ mark: String, by sender: ID<User>, in room: ChatRoom) throws -> Message? {
        try store.first(
            Query(.equals(\.roomID, room.id), .equals(\.sender, sender), .equals(\.clientMessageID, mark)))
    }

    private func check(_ message: Message) throws {
        var problems: [FieldProblem] = []
        if let target = message.replyTo, try store.find(target)?.tripID != message.tripID {
            problems.append(FieldProblem("reply_to", .reference, "The room has no such message."))
        }
        if message.attachmentID != nil {
            problems.append(FieldProblem("attachment_id", .reference, "There is no such attachment."))
        } else if message.messageType == .file {
            problems.append(FieldProblem("attachment_id", .required, "A file is named by its attachment_id."))
        }
        guard problems.isEmpty else { throw Failure.invalid(problems) }
    }

    /// Gives a message other words, for its sender; the same words are no change.
    func edit(_ grant: ItemGrant<Message>, content: String) throws -> Message {
        var message = grant.item
        guard !message.isDeleted else { throw Failure.noSuchMessage }
        guard try message.sender == requireCaller().id else {
            throw Failure(.forbidden, "A message is edited by its sender.")
        }
        message.content = content
        var difference = Message.fields.difference(grant.item, message)
        guard !difference.isEmpty else { return message }
        guard try store.count(entries(of: message)) <= Bounds.messageEditsMax else {
            throw Failure(.conflict, "A message is edited at most \(Bounds.messageEditsMax) times.")
        }
        message.isEdited = true
        difference = difference.union(Message.fields.mask(\.isEdited))
        try change(&message, difference, .messageEdited, in: grant.scope)
        return message
    }

    /// Deletes a message for all, for its sender or the trip's owner: its words are nowhere any more. Again is no change.
    func delete(_ grant: ItemGrant<Message>) throws {
        var message = grant.item
        guard try message.sender == requireCaller().id || grant.grant.role == .owner else {
            throw Failure(.forbidden, "A message is deleted by its sender or the trip's owner.")
        }
        guard !message.isDeleted else { return }
        message.content = ""
        message.isDeleted = true
        try end(&message, Message.fields.mask(\.content, \.isDeleted), .messageDeleted, in: grant.scope)
        try forgetWords(of: message)
    }

    /// Notes that the caller has read up to a message of the room; never back.
    func markRead(_ message: Message, in room: ChatRoom) throws {
        var marker = ReadMarker()
        marker.roomID = room.id
        marker.userID = try requireCaller().id
        marker.messageID = message.id
        marker.sentRevision = message.sentRevision
        marker.readAt = now
        var before = try self.marker(of: marker.userID, in: room)
        if before == nil {
            // On another device he may be reading for the first time too.
            try hold(.trip(room.tripID))
            before = try self.marker(of: marker.userID, in: room)
        }
        guard let before else { return try table.insert(marker) }
        guard before.sentRevision < marker.sentRevision else { return }
        try table.update(marker, ReadMarker.fields.mask(\.messageID, \.sentRevision, \.readAt))
    }
}
