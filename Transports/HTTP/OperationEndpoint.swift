import CaravanProtocol
import HTTPTypes
import HummingbirdCore

/// Turns requests into calls, and replies into answers.
struct OperationEndpoint: Sendable {
    let application: any Application
    let transport: String
    let bodyBytesMax: Int

    func answer(
        _ request: OperationRequest, _ body: inout BodyReader, _ writer: borrowing ResponseWriter
    ) async throws -> Answer {
        let operation = request.operation
        let credential = Credential(in: request.fields)
        // Who shows nothing learns nothing else, and his body is not worth reading.
        if operation.needsSession, credential == .none {
            throw Refusal(Failure(.unauthenticated))
        }
        var input = CallInput(
            path: request.path, query: try QueryFields.parse(request.target.query), pathNames: Set(request.path.keys))
        if operation.route.verb.hasBody {
            if let length = body.declaredLength, length > 0 { try JSONBody.check(request.fields) }
            let bytes = try await body.collect(upTo: bodyBytesMax, writer)
            if !bytes.isEmpty { try JSONBody.check(request.fields) }
            input.body = try JSONBody.parse(bytes, isNeeded: operation.needsBody)
        }
        let call = Call(
            operation.name, input: input, credential: credential, requestID: request.requestID, transport: transport,
            address: request.peer)
        return try answer(await application.perform(call), to: request)
    }

    private func answer(_ reply: Reply, to request: OperationRequest) throws(Refusal) -> Answer {
        let status = HTTPResponse.Status(code: request.operation.route.success)
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
