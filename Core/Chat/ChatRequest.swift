import CaravanProtocol

/// What a client sends on the chat socket: an object with a type, and with a reference if it wants its answer to be known.
struct ChatRequest {
    /// The client's own mark, echoed in the answer.
    let reference: JSONValue?
    let type: String
    let fields: JSONObject

    /// Throws ``Fault`` for what is no request.
    init(parsing message: [UInt8]) throws(Fault) {
        let value: JSONValue
        do {
            value = try JSONReader.parse(message)
        } catch {
            throw Fault(reference: nil, Failure(.malformed, error.detail))
        }
        guard let object = value.object else {
            throw Fault(reference: nil, Failure(.malformed, "A frame is an object."))
        }
        reference = object["ref"]
        guard let type = object["type"]?.string else {
            throw Fault(reference: reference, Failure(.malformed, "A frame has a type."))
        }
        self.type = type
        var fields = object
        fields["ref"] = nil
        fields["type"] = nil
        self.fields = fields
    }

    struct Fault: Error {
        let reference: JSONValue?
        let failure: Failure

        init(reference: JSONValue?, _ failure: Failure) {
            self.reference = reference
            self.failure = failure
        }
    }

    /// Checks that it is about the socket's room.
    func check(_ room: ID<Trip>) throws(Failure) {
        guard let value = fields["trip_id"] else { throw .invalid("trip_id", .required, "This field is required.") }
        guard let trip = value.string.flatMap({ UUIDBits(parsing: $0) }) else {
            throw .invalid("trip_id", .format, "This is no UUID.")
        }
        guard trip == room.bits else { throw Failure(.notFound, "This socket is of another trip.") }
    }

    /// The message that it is about.
    func message() throws(Failure) -> ID<Message> {
        guard let value = fields["message_id"] else {
            throw .invalid("message_id", .required, "This field is required.")
        }
        guard let id = value.string.flatMap({ UUIDBits(parsing: $0) }) else {
            throw .invalid("message_id", .format, "This is no UUID.")
        }
        return ID(id)
    }

    func isTyping() throws(Failure) -> Bool {
        guard case .bool(let isTyping)? = fields["is_typing"] else {
            throw .invalid("is_typing", .type, "This is true or false.")
        }
        return isTyping
    }
}
