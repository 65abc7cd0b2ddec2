import CaravanCore
import CaravanProtocol
import Scenarios
import Testing
import TransportConformance

/// What the catalogue promises is everywhere: in the scenarios, in the routes and in the documents.
@Suite("Catalogue and specification")
struct CatalogueTests {
    private let operations = Catalogue.entries.map(\.descriptor)

    /// What clients may rely on, area by area: none of these goes away. What is added needs no line here.
    private static let expected: [String: String] = [
        "auth": "register login refresh logout reset_password confirm_reset change_password",
        "users": "me update_me replace_me get search settings update_settings",
        "trips":
            "list create get update replace delete plan start complete cancel transfer changes settings update_settings",
        "members": "list add update remove",
        "destinations": "list create get update replace delete reorder",
        "activities": "list create get update replace delete reorder complete reopen",
        "chat": "room history send edit delete read",
        "sync": "pull pull_get push resolve status",
    ]

    @Test func whatClientsRelyOnIsThere() {
        let names = Self.expected.flatMap { area, names in names.split(separator: " ").map { "\(area).\($0)" } }
        #expect(Set(operations.map(\.name)).isSuperset(of: names))
        #expect(Set(operations.map(\.name)).count == operations.count)
    }

    @Test func everyOperationHasItsScenarios() throws {
        #expect(Set(try SpecFolder.scenarioNames()) == Set(operations.map(\.name)))
    }

    @Test func everyOperationHasASuccessAndARefusal() throws {
        for operation in operations {
            let calls = try SpecFolder.scenarioFile(operation.name).scenarios.map(\.call)
            let successes = calls.filter { if case .answer = $0.expected { true } else { false } }
            #expect(!successes.isEmpty, "\(operation.name) has no success")
            #expect(successes.count < calls.count, "\(operation.name) has no refusal")
            guard operation.needsSession else { continue }
            let isRefusedToNobody = calls.contains { call in
                if case .problem(let problem) = call.expected {
                    call.caller == nil && problem.code == .unauthenticated
                } else {
                    false
                }
            }
            #expect(isRefusedToNobody, "\(operation.name) without a session")
        }
    }

    @Test func everyDomainFailureOfAnOperationHasAScenario() throws {
        // What depends on the operator, on limits, on time or on a filled database is tested elsewhere.
        let elsewhere: Set<FailureCode> = [
            .malformed, .rateLimited, .internal, .unavailable, .tooLarge, .unsupportedMediaType, .conflict,
            .resyncRequired,
        ]
        for operation in operations {
            let shown = Set(
                try SpecFolder.scenarioFile(operation.name).scenarios.compactMap { scenario in
                    if case .problem(let problem) = scenario.call.expected { problem.code } else { nil }
                })
            let isByOperator: Set<FailureCode> = operation.name.hasPrefix("auth.") ? [.forbidden] : []
            let missing = Set(operation.failures).subtracting(elsewhere).subtracting(isByOperator).subtracting(shown)
            #expect(missing.isEmpty, "\(operation.name): \(missing)")
        }
    }

    @Test func everyRouteIsAnOperationsOwn() {
        let routes = Dictionary(grouping: operations) { operation in
            // Names in the path are all the same to a router.
            let shape = operation.route.segments.map { $0.hasPrefix("{") ? "{}" : String($0) }
            return "\(operation.route.verb.rawValue) /\(shape.joined(separator: "/"))"
        }
        for (route, operations) in routes { #expect(operations.count == 1, "\(route): \(operations.map(\.name))") }
    }

    @Test func aCallOverHTTPComesToItsOperation() throws {
        let table = RouteTable(operations)
        for operation in operations {
            let names = operation.route.names
            let input = JSONObject.of(names + ["other"])
            let call = RoutedCall(operation, .object(input))
            let segments = call.path.split(separator: "/").map { String($0).replacing("%2F", with: "/") }
            guard case .operation(let found, let path) = table.match(segments[...], call.verb) else {
                Issue.record("\(operation.name) is not found at \(call.path)")
                continue
            }
            #expect(found.name == operation.name)
            #expect(path == Dictionary(uniqueKeysWithValues: names.map { ($0, "a/" + $0) }))
            let isInBody = operation.route.verb.hasBody
            #expect(call.body == (isInBody ? .some(["other": "a/other"]) : JSONValue?.none))
            #expect(call.query.map(\.name) == (isInBody ? [] : ["other"]))
        }
    }

    @Test func everyOperationIsInTheOpenRPCDocument() throws {
        let document = try JSONReader.parse(Catalogue.document(.openRPC))
        guard case .array(let methods)? = document["methods"] else { Issue.record("no methods"); return }
        #expect(methods.compactMap { $0["name"]?.string } == operations.map(\.name) + Self.peersOwn)
    }

    /// What only a live peer can ask for has no HTTP route, so that only this document has it.
    private static let peersOwn = ["events.subscribe", "events.unsubscribe"]
}

extension JSONObject {
    fileprivate static func of(_ names: [String]) -> JSONObject {
        names.reduce(into: JSONObject()) { $0[$1] = .string("a/" + $1) }
    }
}
