import CaravanProtocol
import NIOHTTP1

/// Turns requests into calls, and replies into answers.
struct OperationEndpoint: Sendable {
    let application: any Application
    let transport: String
    let bodyBytesMax: Int

    static func tooLarge(_ bytesMax: Int) -> Refusal {
        Refusal(.tooLarge, "The body may have \(bytesMax) bytes at most.")
    }

    /// How long the request's body may be; `nil` if none is taken. Throws what can be refused without the body.
    func bodyBytesMax(_ request: OperationRequest) throws(Refusal) -> Int? {
        // Who shows nothing learns nothing else, and his body is not worth reading.
        if request.operation.needsSession, Credential(in: request.fields) == .none {
            throw Refusal(Failure(.unauthenticated))
        }
        if request.operation.outputSchema != nil { try Acceptance.check(request.fields) }
        guard request.operation.route.verb.hasBody else { return nil }
        if let length = request.fields[.contentLength].flatMap({ Int($0) }), length > 0 {
            try JSONBody.check(request.fields)
            guard length <= bodyBytesMax else { throw Self.tooLarge(bodyBytesMax) }
        }
        return bodyBytesMax
    }

    /// The call that a complete request is.
    func call(_ request: OperationRequest, _ body: [UInt8]) throws(Refusal) -> Call {
        let operation = request.operation
        var input = CallInput(
            path: request.path, query: try QueryFields.parse(request.target.query), pathNames: Set(request.path.keys))
        if operation.route.verb.hasBody {
            if !body.isEmpty { try JSONBody.check(request.fields) }
            input.body = try JSONBody.parse(body, isNeeded: operation.needsBody)
        }
        return Call(
            operation.name, input: input, credential: Credential(in: request.fields), requestID: request.requestID,
            transport: transport, address: request.address)
    }

    func answer(_ reply: Reply, to request: OperationRequest) throws(Refusal) -> Answer {
        let status = HTTPResponseStatus(statusCode: request.operation.route.success)
        let bytes: [UInt8]
        switch reply.content {
        case .failure(let failure): throw Refusal(failure, isApplications: true)
        case .none: return Answer(status)
        case .json(let encoded): bytes = encoded
        }
        var answer = status == .noContent ? Answer(status) : .json(status, bytes)
        guard request.operation.route.verb == .get else { return answer }
        if let next = reply.next {
            answer.fields[.link] = NextLink.field(request.target, cursor: next)
        }
        if !request.operation.isList {
            let tag = EntityTag(of: bytes)
            if tag.matches(request.fields[.ifNoneMatch]) { answer = Answer(.notModified) }
            answer.fields[.eTag] = tag.field
        }
        return answer
    }
}
