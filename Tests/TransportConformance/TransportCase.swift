public import Testing

/// What each transport must do, as the arguments of one test.
public enum TransportCase: String, CaseIterable, Sendable, CustomTestStringConvertible {
    // Answers
    case echoesUnderEachVerb = "each verb's fields arrive, whatever way they took"
    case textsTravelUnchanged = "texts of all scripts travel unchanged"
    case noContent = "an answer without content"
    case created = "an answer with something new"
    case pagesOfAList = "a list in pages, to its end"
    case bigAnswer = "an answer of 3 MiB arrives whole"
    case bigRequest = "a request of half a mebibyte arrives whole"
    case requestIDs = "each call has a request id of its own"
    case whatIsSaid = "what is said about a call arrives"
    // Failures
    case everyFailureCode = "each failure code arrives with its problem"
    case privateCauses = "the private cause of a failure is never sent"
    case namedFields = "each wrong field is named"
    case idThatIsNone = "what is no id in a path is not found"
    case unknownOperation = "an unknown operation"
    case wrongShape = "an input that is no object"
    case tooLarge = "a body beyond the limit"
    case tooDeep = "JSON that is nested too deeply"
    // Many
    case manyAtOnce = "calls at once each get their own answer"
    case slowAmongFast = "a slow call does not mix up the answers"
    case order = "calls take effect in the order sent"
    case failuresBetween = "a failure leaves the peer usable"
    // Who calls
    case credentials = "a credential is handed over"
    case badCredential = "a credential that is not taken"
    case loginBinds = "a login binds the peer"
    case secondLogin = "a second login changes who calls"
    case peersAreApart = "a login binds no other peer"

    public var testDescription: String { rawValue }

    /// Runs the case; what is wrong becomes an issue of the test.
    public func verify(_ harness: some TransportHarness) async throws {
        switch self {
        case .echoesUnderEachVerb: try await Self.echoesUnderEachVerb(harness)
        case .textsTravelUnchanged: try await Self.textsTravelUnchanged(harness)
        case .noContent: try await Self.noContent(harness)
        case .created: try await Self.created(harness)
        case .pagesOfAList: try await Self.pagesOfAList(harness)
        case .bigAnswer: try await Self.bigAnswer(harness)
        case .bigRequest: try await Self.bigRequest(harness)
        case .whatIsSaid: try await Self.whatIsSaid(harness)
        case .requestIDs: try await Self.requestIDs(harness)
        case .everyFailureCode: try await Self.everyFailureCode(harness)
        case .privateCauses: try await Self.privateCauses(harness)
        case .namedFields: try await Self.namedFields(harness)
        case .idThatIsNone: try await Self.idThatIsNone(harness)
        case .unknownOperation: try await Self.unknownOperation(harness)
        case .wrongShape: try await Self.wrongShape(harness)
        case .tooLarge: try await Self.tooLarge(harness)
        case .tooDeep: try await Self.tooDeep(harness)
        case .manyAtOnce: try await Self.manyAtOnce(harness)
        case .slowAmongFast: try await Self.slowAmongFast(harness)
        case .order: try await Self.order(harness)
        case .failuresBetween: try await Self.failuresBetween(harness)
        case .credentials: try await Self.credentials(harness)
        case .badCredential: try await Self.badCredential(harness)
        case .loginBinds: try await Self.loginBinds(harness)
        case .secondLogin: try await Self.secondLogin(harness)
        case .peersAreApart: try await Self.peersAreApart(harness)
        }
    }
}
