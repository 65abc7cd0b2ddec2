import CaravanProtocol

extension Message: Synced {
    typealias Create = SendMessage
    typealias Update = EditMessage
    typealias Remove = DeleteMessage

    var homeID: ID<Trip> { tripID }
    var isGone: Bool { isDeleted }

    static func update(_ id: ID<Message>, _ partial: Partial<Message>) -> EditMessage.Input {
        var input = EditMessage.Input()
        input.id = id
        input.content = partial.value.content
        return input
    }

    /// A message that was sent before under the same `client_message_id`, with the same words: the words of this one would
    /// be lost otherwise.
    static func checkStandsFor(_ draft: Partial<Message>, _ found: MessageView) throws(Failure) {
        guard draft.value.content.isSame(as: found.message.content) else {
            let problem = FieldProblem("client_message_id", .taken, "Another message has this client_message_id.")
            throw Failure(.alreadyExists, problem.detail, errors: [problem])
        }
    }

    func require(_ action: ChangeAction, _ grant: TripGrant, _ caller: ID<User>) throws(Failure) {
        guard grant.allows(.chat) else { throw .noSuchMessage }
        guard sender == caller || action == .delete && grant.role == .owner else {
            throw Failure(.forbidden, "The message is another's.")
        }
    }

    func restored(with partial: Partial<Message>, _ grant: TripGrant, in context: WriteContext) throws -> Message {
        throw Failure(.conflict, "A deleted message stays deleted.")
    }
}
