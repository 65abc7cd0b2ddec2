import CaravanProtocol
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1

/// Answers one request after the other: finds what is asked for, asks the application, writes the answer.
///
/// It sits on Hummingbird's HTTP/1 server but not on its router: that cannot tell an unknown path from a known one with
/// another method (405 with `Allow`), nor a path's parts as they are once decoded, and the catalogue has its own table.
struct HTTPResponder: Sendable {
    private let paths: PathTable
    private let calls: OperationEndpoint
    private let health: HealthEndpoint
    private let documents: DocumentEndpoint
    private let application: any Application
    private let dates: DateHeader
    private let transport: String

    init(_ application: any Application, transport: String, options: HTTPOptions, dates: DateHeader) {
        paths = PathTable(application.operations)
        calls = OperationEndpoint(application: application, transport: transport, bodyBytesMax: options.bodyBytesMax)
        health = HealthEndpoint(application: application)
        documents = DocumentEndpoint(application: application)
        self.application = application
        self.dates = dates
        self.transport = transport
    }

    /// Throws only when the connection has no more use: then the server closes it.
    func respond(to request: Request, writer: consuming ResponseWriter, peer: String?) async throws {
        let requestID = RequestID.given(in: request.headers) ?? application.newRequestID()
        var body = BodyReader(request)
        var answer: Answer
        do {
            answer = try await self.answer(request.head, &body, writer, requestID: requestID, peer: peer)
            if request.headers.wantsClose { answer.fields[.connection] = "close" }
        } catch let refusal as Refusal {
            answer = .problem(refusal, requestID: requestID)
            note(refusal, request.head, requestID)
            if request.headers.wantsClose { answer.fields[.connection] = "close" }
        } catch let error as HTTPParserError {
            let refusal = Refusal(.malformed, "The request's body cannot be read.", cause: error)
            answer = .problem(refusal, requestID: requestID)
            note(refusal, request.head, requestID)
            answer.fields[.connection] = "close"
        }
        finish(&answer, requestID)
        try await writer.write(response: answer.head, body: answer.body(for: request.method))
        try await body.discardRest()
        if answer.fields[.connection] != nil { throw ConnectionDone() }
    }

    /// The answer to bytes that are no request.
    @Sendable func answerToNoRequest() -> Answer {
        let requestID = application.newRequestID()
        let refusal = Refusal(.malformed, "This is no HTTP/1.1 request.")
        application.noteRefusal(refusal.failure, operation: nil, transport: transport, requestID: requestID)
        var answer = Answer.problem(refusal, requestID: requestID)
        answer.fields[.connection] = "close"
        finish(&answer, requestID)
        return answer
    }

    /// Every request has a line in the log; the application writes those of the calls that it saw.
    private func note(_ refusal: Refusal, _ head: HTTPRequest, _ requestID: String) {
        guard !refusal.isApplications else { return }
        var operation: String?
        if case .operation(let found, _)? = try? paths.find(RequestTarget(head.path ?? "/"), head.method) {
            operation = found.name
        }
        application.noteRefusal(refusal.failure, operation: operation, transport: transport, requestID: requestID)
    }

    private func finish(_ answer: inout Answer, _ requestID: String) {
        answer.fields[.requestID] = requestID
        answer.fields[.date] = dates.text
    }

    private func answer(
        _ head: HTTPRequest, _ body: inout BodyReader, _ writer: borrowing ResponseWriter, requestID: String,
        peer: String?
    ) async throws -> Answer {
        let target = RequestTarget(head.path ?? "/")
        switch try paths.find(target, head.method) {
        case .allowed(let methods):
            return Answer(.noContent, [.allow: methods])
        case .health(let endpoint):
            return try await health.answer(endpoint)
        case .document(let path):
            return documents.answer(path, head.headerFields)
        case .operation(let operation, let path):
            let request = OperationRequest(
                operation: operation, path: path, target: target, fields: head.headerFields, requestID: requestID,
                peer: peer)
            return try await calls.answer(request, &body, writer)
        }
    }
}
