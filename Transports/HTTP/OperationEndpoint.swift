import CaravanNetwork
import CaravanProtocol
import NIOHTTP1

/// Turns requests into calls, and replies into answers.
struct OperationEndpoint: Sendable {
    private let transport: String
    private let bodyBytesMax: Int
    private let representations: Representations

    init(application: any Application, transport: String, bodyBytesMax: Int) {
        self.transport = transport
        self.bodyBytesMax = bodyBytesMax
        representations = Representations(application.operations)
    }

    static func tooLarge(_ bytesMax: Int) -> Refusal {
        Refusal(.tooLarge, "The body may have \(bytesMax) bytes at most.")
    }

    /// How long the request's body may be; `nil` if none is taken. Throws what can be refused without the body.
    func bodyBytesMax(_ request: OperationRequest) throws(Refusal) -> Int? {
        // Who shows nothing learns nothing else, and his body is not worth reading.
        if request.operation.needsSession, request.credential == .none {
            throw Refusal(Failure(.unauthenticated))
        }
        if request.operation.outputSchema != nil { try Acceptance.check(request.fields) }
        guard request.operation.route.verb.hasBody else { return nil }
        let bodyBytesMax = request.operation.bodyBytesMax ?? bodyBytesMax
        if let length = request.fields[.contentLength].flatMap({ Int($0) }), length > 0 {
            try JSONBody.check(request.fields)
            guard length <= bodyBytesMax else { throw Self.tooLarge(bodyBytesMax) }
        }
        return bodyBytesMax
    }

    /// The call that a complete request is.
    ///
    /// - Parameter fault: what is wrong with its body. The application says so, once it knows who calls.
    func call(_ request: OperationRequest, _ body: [UInt8], fault: Failure? = nil) -> Call {
        var input = CallInput(path: request.path, pathNames: Set(request.path.keys))
        input.fault = fault
        if fault == nil { read(request, body, into: &input) }
        let meta = CallMeta(
            idempotencyKey: request.fields[.idempotencyKey], ifMatch: request.fields[joined: .ifMatch])
        return Call(
            request.operation.name, input: input, meta: meta, credential: request.credential,
            requestID: request.requestID, transport: transport, address: request.address)
    }

    private func read(_ request: OperationRequest, _ body: [UInt8], into input: inout CallInput) {
        do throws(Refusal) {
            try checkKey(of: request)
            input.query = try QueryFields.parse(request.target.query)
            if request.operation.route.verb.hasBody {
                if !body.isEmpty { try JSONBody.check(request.fields) }
                input.body = try JSONBody.parse(body, isNeeded: request.operation.needsBody)
            }
        } catch {
            input.fault = error.failure
        }
    }

    /// Two keys joined would be a third.
    private func checkKey(of request: OperationRequest) throws(Refusal) {
        guard request.operation.takesIdempotencyKey, request.fields[values: .idempotencyKey].count > 1 else { return }
        throw Refusal(.malformed, "There is one Idempotency-Key at most.")
    }

    func answer(_ reply: Reply, to request: OperationRequest) throws(Refusal) -> Answer {
        let operation = request.operation
        let status = HTTPResponseStatus(statusCode: operation.route.success)
        var answer: Answer
        switch reply.content {
        case .failure(let failure):
            var fields: HTTPFields = [:]
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
        if request.operation.route.verb == .get, let known = request.fields[joined: .ifNoneMatch],
            EntityTagList(parsing: known)?.includesWeakly(tag) == true
        {
            answer = Answer(.notModified)
        }
        answer.fields[.eTag] = tag.text
    }
}
