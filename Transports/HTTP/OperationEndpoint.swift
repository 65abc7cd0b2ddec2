import CaravanProtocol
import HTTPTypes
import HummingbirdCore

/// Turns requests into calls, and replies into answers.
struct OperationEndpoint: Sendable {
    private let application: any Application
    private let transport: String
    private let bodyBytesMax: Int
    private let representations: Representations

    init(application: any Application, transport: String, bodyBytesMax: Int) {
        self.application = application
        self.transport = transport
        self.bodyBytesMax = bodyBytesMax
        representations = Representations(application.operations)
    }

    func answer(
        _ request: OperationRequest, _ body: inout BodyReader, _ writer: borrowing ResponseWriter
    ) async throws -> Answer {
        let operation = request.operation
        let credential = Credential(in: request.fields)
        // Who shows nothing learns nothing else, and his body is not worth reading.
        if operation.needsSession, credential == .none {
            throw Refusal(Failure(.unauthenticated))
        }
        var input = CallInput(path: request.path, pathNames: Set(request.path.keys))
        do {
            try checkKey(of: request)
            input.query = try QueryFields.parse(request.target.query)
            if operation.route.verb.hasBody { input.body = try await self.body(of: request, &body, writer) }
        } catch let refusal as Refusal {
            // The application says so, once it knows who calls.
            input.fault = refusal.failure
        }
        let meta = CallMeta(
            idempotencyKey: request.fields[.idempotencyKey], ifMatch: request.fields[.ifMatch])
        let call = Call(
            operation.name, input: input, meta: meta, credential: credential, requestID: request.requestID,
            transport: transport, address: request.peer)
        return try answer(await application.perform(call), to: request)
    }

    /// Two keys joined would be a third.
    private func checkKey(of request: OperationRequest) throws(Refusal) {
        guard request.operation.takesIdempotencyKey, request.fields[values: .idempotencyKey].count > 1 else { return }
        throw Refusal(.malformed, "There is one Idempotency-Key at most.")
    }

    private func body(
        of request: OperationRequest, _ body: inout BodyReader, _ writer: borrowing ResponseWriter
    ) async throws -> JSONObject? {
        if let length = body.declaredLength, length > 0 { try JSONBody.check(request.fields) }
        let bytes = try await body.collect(upTo: bodyBytesMax, writer)
        if !bytes.isEmpty { try JSONBody.check(request.fields) }
        return try JSONBody.parse(bytes, isNeeded: request.operation.needsBody)
    }

    private func answer(_ reply: Reply, to request: OperationRequest) throws(Refusal) -> Answer {
        let operation = request.operation
        let status = HTTPResponse.Status(code: operation.route.success)
        var answer: Answer
        switch reply.content {
        case .failure(let failure):
            var fields = HTTPFields()
            fields.tell(reply.rateLimit)
            throw Refusal(failure, fields: fields, isApplications: true)
        case .json(let bytes) where status != .noContent:
            answer = .json(status, bytes)
            if representations.isTagged(operation) { tag(&answer, request) }
            answer.fields[.location] = representations.location(of: bytes, to: request)
        case .json, .none: answer = Answer(status)
        }
        answer.fields.tell(reply.rateLimit)
        if reply.isReplayed { answer.fields[.idempotencyReplayed] = "true" }
        if operation.route.verb == .get, let next = reply.next {
            answer.fields[.link] = NextLink.field(request.target, cursor: next)
        }
        return answer
    }

    /// Gives the answer its tag; a GET of what the client has already needs no body.
    private func tag(_ answer: inout Answer, _ request: OperationRequest) {
        let tag = EntityTag(of: answer.bytes)
        if request.operation.route.verb == .get, let known = request.fields[.ifNoneMatch],
            EntityTagList(parsing: known)?.includesWeakly(tag) == true
        {
            answer = Answer(.notModified)
        }
        answer.fields[.eTag] = tag.text
    }
}
