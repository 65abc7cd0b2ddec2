import CaravanNetwork
import CaravanProtocol
import NIOHTTP1

/// Answers requests: finds what is asked for, asks the application, and gives every answer the fields that all have.
///
/// It has a path table of its own and not a framework's router: that cannot tell an unknown path from a known one with
/// another method (405 with `Allow`), nor a path's parts as they are once decoded.
struct HTTPResponder: Sendable {
    /// An answer that is there, or one that has to be waited for.
    enum Outcome {
        case now(Answer)
        case later(@Sendable () async -> Answer)
        /// A stream, once it is known whether there is one.
        case stream(@Sendable (StreamPeer) async -> EventsEndpoint.Opening)
    }

    private let paths: PathTable
    private let calls: OperationEndpoint
    private let health: HealthEndpoint
    private let documents: DocumentEndpoint
    private let events: EventsEndpoint
    private let application: any Application
    private let common: CommonFields
    private let proxies: TrustedProxies
    private let transport: String
    private let upgraders: [any HTTPServerProtocolUpgrader & Sendable]

    init(_ application: any Application, transport: String, options: HTTPOptions, dates: DateHeader) {
        let takesSockets = !options.upgraders.isEmpty
        paths = PathTable(application.operations) { takesSockets && application.socket(at: $0) != nil }
        calls = OperationEndpoint(application: application, transport: transport, bodyBytesMax: options.bodyBytesMax)
        health = HealthEndpoint(application: application)
        documents = DocumentEndpoint(application: application)
        events = EventsEndpoint(application: application, transport: transport)
        self.application = application
        common = CommonFields(options, dates)
        proxies = options.trustedProxies
        self.transport = transport
        upgraders = options.upgraders
    }

    // MARK: - The way of a request

    /// Takes a request without its body; with an answer if it needs none to be refused.
    func open(_ head: HTTPRequestHead, from address: String?) -> (Exchange, Answer?) {
        let fields = HTTPFields(head.headers)
        let framing = MessageFraming(head)
        var exchange = Exchange(requestID: RequestID.given(in: fields) ?? application.newRequestID())
        exchange.isHead = head.method == .HEAD
        exchange.isHTTP10 = head.version.minor == 0
        exchange.isLast = framing.isLast || !head.isKeepAlive
        exchange.expectsContinue =
            framing.hasBody && !exchange.isHTTP10 && fields[.expect]?.lowercased() == "100-continue"
        exchange.target = RequestTarget(head.uri)
        exchange.fields = fields
        exchange.address = proxies.client(of: address, forwardedFor: fields[values: .forwardedFor])
        exchange.allowedOrigin = common.origins.allowed(fields[values: .origin])
        if let fault = framing.fault { return (exchange, last(refuse(Refusal(.malformed, fault), exchange))) }
        do throws(Refusal) {
            let match = try paths.find(exchange.target, head.method)
            exchange.match = match
            if case .socket = match {
                guard !framing.hasBody else { throw Refusal(.malformed, "A socket's request has no body.") }
                exchange.upgradeHead = head
            }
            if case .events = match {
                exchange.credential = Credential(authorization: fields[values: .authorization])
                try Acceptance.check(fields, for: "text/event-stream")
            }
            if case .operation(let operation, let path) = match {
                exchange.credential = Credential(authorization: fields[values: .authorization])
                exchange.bodyBytesMax = try calls.bodyBytesMax(request(exchange, operation, path))
            }
            return (exchange, nil)
        } catch {
            return (exchange, refuseCall(error, exchange))
        }
    }

    /// Answers a request that is complete.
    func answer(_ exchange: Exchange, body: [UInt8]) -> Outcome {
        guard let match = exchange.match else { return .now(refuse(PathTable.unknown, exchange)) }
        switch match {
        case .allowed(let methods):
            return .now(finish(common.origins.preflight(Answer(.noContent, [.allow: methods]), exchange), exchange))
        case .document(let path):
            return .now(finish(documents.answer(path, exchange.fields), exchange))
        case .socket:
            return .now(refuse(PathTable.unknown, exchange))
        case .events:
            return .stream { [self] peer in
                switch await events.open(exchange, peer) {
                case .stream(let answer, let session): .stream(finish(answer, exchange), session)
                case .refused(let refusal): .refused(refusal)
                }
            }
        case .health(.live):
            return .now(finish(HealthEndpoint.live, exchange))
        case .health(let path):
            return .later { [self] in
                do throws(Refusal) {
                    return finish(try await health.answer(path), exchange)
                } catch {
                    return refuse(error, exchange)
                }
            }
        case .operation(let operation, let path):
            let request = request(exchange, operation, path)
            let call = calls.call(request, body)
            if let reply = application.performIfBrief(call) { return .now(answer(reply, request, exchange)) }
            guard operation.effect.isRead else {
                return .later { [self] in answer(await application.perform(call), request, exchange) }
            }
            // A long read is no work for the event loop, which others wait for; a write has a thread of its own.
            return .later { [self] in
                let reply = await withTaskExecutorPreference(globalConcurrentExecutor) {
                    await application.perform(call)
                }
                return answer(reply, request, exchange)
            }
        }
    }

    private func request(_ exchange: Exchange, _ operation: OperationDescriptor, _ path: [String: String])
        -> OperationRequest
    {
        OperationRequest(
            operation: operation, path: path, target: exchange.target, fields: exchange.fields,
            credential: exchange.credential, requestID: exchange.requestID, address: exchange.address)
    }

    private func answer(_ reply: Reply, _ request: OperationRequest, _ exchange: Exchange) -> Answer {
        do throws(Refusal) {
            return finish(try calls.answer(reply, to: request), exchange)
        } catch {
            return refuse(error, exchange)
        }
    }

    // MARK: - What goes wrong

    /// The exchange of bytes that are no request.
    func exchangeOfNoRequest() -> Exchange { Exchange(requestID: application.newRequestID()) }

    func answerToNoRequest(_ exchange: Exchange, _ fault: HTTPParserError) -> Answer {
        if RequestIsLate.isMeant(by: fault) { return answerToLateRequest(exchange) }
        let refusal =
            fault == .headerOverflow
            ? Refusal(.tooLarge, "The head of the request is too long.", cause: fault)
            : Refusal(.malformed, "This is no HTTP/1.1 request.", cause: fault)
        return last(refuse(refusal, exchange))
    }

    func answerToBrokenBody(_ exchange: Exchange, _ fault: HTTPParserError) -> Answer {
        last(refuse(Refusal(.malformed, "The request's body cannot be read.", cause: fault), exchange))
    }

    func answerToLateRequest(_ exchange: Exchange) -> Answer {
        last(refuse(Refusal(.malformed, "The request did not come in its time."), exchange))
    }

    func answerToLongBody(_ exchange: Exchange) -> Answer {
        refuseCall(OperationEndpoint.tooLarge(exchange.bodyBytesMax ?? 0), exchange)
    }

    /// Refuses a call whose body is not read. The application does, which knows whether somebody calls at all; it reads
    /// no more than that.
    private func refuseCall(_ refusal: Refusal, _ exchange: Exchange) -> Answer {
        guard case .operation(let operation, let path)? = exchange.match, refusal.failure.code != .unauthenticated
        else {
            return refuse(refusal, exchange)
        }
        let request = request(exchange, operation, path)
        return answer(application.performNow(calls.call(request, [], fault: refusal.failure)), request, exchange)
    }

    /// What takes the connection over, or says why not, and the fields that its answer has beside its own.
    func upgrader(for exchange: Exchange) -> (any HTTPServerProtocolUpgrader, HTTPHeaders)? {
        let wanted = exchange.fields[joined: .upgrade]?.lowercased() ?? ""
        let named = upgraders.first { wanted.contains($0.supportedProtocol.lowercased()) }
        return (named ?? upgraders.first).map { ($0, [HTTPField.Name.requestID.text: exchange.requestID]) }
    }

    func answerToEvents(_ exchange: Exchange, _ refusal: Refusal) -> Answer { refuse(refusal, exchange) }

    /// The answer to a request for another protocol that does not take it.
    func answerToUpgrade(_ exchange: Exchange, failed error: any Error) -> Answer {
        refuse(Refusal(upgrade: error), exchange)
    }

    func answerToTooManyCalls(_ exchange: Exchange) -> Answer {
        refuse(Refusal(.unavailable, "The server has too much to do."), exchange)
    }

    /// The problem of a refusal. Every request has a line in the log; the application writes those of the calls that it
    /// saw.
    private func refuse(_ refusal: Refusal, _ exchange: Exchange) -> Answer {
        if !refusal.isApplications {
            var operation: String?
            if case .operation(let found, _)? = exchange.match { operation = found.name }
            application.noteRefusal(
                refusal.failure, operation: operation, transport: transport, requestID: exchange.requestID)
        }
        return finish(.problem(refusal, requestID: exchange.requestID), exchange)
    }

    private func finish(_ answer: Answer, _ exchange: Exchange) -> Answer {
        var answer = answer
        common.add(to: &answer.fields, exchange)
        return answer
    }

    private func last(_ answer: Answer) -> Answer {
        var answer = answer
        answer.isLast = true
        return answer
    }
}
