import CaravanCore
import CaravanProtocol
import Scenarios
import Testing

/// The OpenAPI document holds together, and says what the catalogue says.
@Suite("OpenAPI document")
struct OpenAPITests {
    private let operations = Catalogue.entries.map(\.descriptor)
    private let walk: OpenAPIWalk

    init() throws {
        walk = OpenAPIWalk(document: try JSONReader.parse(Catalogue.document(.openAPI)))
    }

    /// Those without a name are no operations: the document itself, and what probes ask.
    @Test func itsOperationsAreTheCatalogue() {
        let named = walk.entries.filter { $0.name != nil }
        #expect(named.compactMap(\.name).sorted() == operations.map(\.name).sorted())
        let table = RouteTable(operations)
        for entry in named {
            let verb = Route.Verb(rawValue: entry.verb.uppercased())
            let segments = entry.path.split(separator: "/").map(String.init)
            guard case .operation(let found, _) = table.match(segments[...], verb) else {
                Issue.record("\(entry.verb) \(entry.path) leads nowhere")
                continue
            }
            #expect(found.name == entry.name, "\(entry.verb) \(entry.path)")
            #expect(found.route.path == entry.path)
        }
    }

    /// It is no operation, having no end and no one answer.
    @Test func theStreamOfEventsIsThere() throws {
        let entry = try #require(walk.entries.first { $0.path == "/events/" })
        let parameters = walk.parameters(entry).map { "\($0["in"]?.string ?? "") \($0["name"]?.string ?? "")" }
        #expect(parameters == ["query trip_id", "query token", "header Last-Event-ID"])
        let responses = (entry.operation["responses"]?.object ?? [:]).map(\.name)
        #expect(Set(responses).isSuperset(of: ["200", "401", "404", "410", "422"]))
        #expect(entry.operation["responses"]?["200"]?["content"]?["text/event-stream"] != nil)
    }

    @Test func everyReferenceLeadsSomewhere() {
        let references = Set(OpenAPIWalk.references(in: walk.document))
        #expect(references.count > 50)
        for reference in references { #expect(JSONSchema.find(reference, in: walk.document) != nil, "\(reference)") }
    }

    @Test func everyComponentIsReferredTo() {
        let references = Set(OpenAPIWalk.references(in: walk.document))
        for kind in ["schemas", "responses", "parameters", "headers"] {
            for (name, _) in walk.document["components"]?[kind]?.object ?? [:] {
                #expect(references.contains("#/components/\(kind)/\(name)"), "\(kind) \(name)")
            }
        }
    }

    @Test func schemasHaveKnownKeywords() {
        let schemas = walk.schemas
        #expect(schemas.count > 300)
        for schema in schemas {
            let unknown = (schema.object ?? [:]).map(\.name).filter { !JSONSchema.keywords.contains($0) }
            #expect(unknown.isEmpty, "\(schema)")
        }
    }

    /// A title names a component. Two schemas with one title would be told apart only by their place.
    @Test func aTitleIsThatOfOneComponent() {
        let components = walk.document["components"]?["schemas"]?.object ?? [:]
        for schema in walk.schemas {
            guard let title = schema["title"]?.string else { continue }
            #expect(components[title] == schema, "\(title)")
        }
    }

    @Test func everyFieldOfAnInputHasItsPlace() {
        for operation in operations {
            guard let entry = walk.entries.first(where: { $0.name == operation.name }) else { continue }
            let parameters = walk.parameters(entry).filter { $0["in"] != "header" }.compactMap { $0["name"]?.string }
            let body = entry.operation["requestBody"]?["content"]?["application/json"]?["schema"]?["properties"]?.object
            let fields = operation.inputSchema["properties"]?.object?.map(\.name) ?? []
            #expect((parameters + (body?.map(\.name) ?? [])).sorted() == fields.sorted(), "\(operation.name)")
            #expect((entry.operation["requestBody"]?["required"] == true) == operation.needsBody, "\(operation.name)")
        }
    }

    @Test func everyFailureIsAResponse() throws {
        for operation in operations {
            let entry = try #require(walk.entries.first { $0.name == operation.name })
            let responses = entry.operation["responses"]?.object ?? [:]
            var told: [String] = []
            for (status, response) in responses where status >= "400" {
                let media = walk.found(response)["content"]?["application/problem+json"]
                let schema = walk.found(media?["schema"] ?? .null)
                let codes = OpenAPIWalk.elements(
                    OpenAPIWalk.elements(schema["allOf"]).last?["properties"]?["code"]?["enum"])
                for code in codes.compactMap(\.string) {
                    #expect(FailureCode(rawValue: code).map { "\($0.facts.status)" } == status, "\(code)")
                    told.append(code)
                }
            }
            #expect(told.sorted() == operation.allFailures.map(\.rawValue).sorted(), "\(operation.name)")
            #expect(responses["\(operation.route.success)"] != nil, "\(operation.name)")
        }
    }

    @Test func everyOperationHasExamplesThatKeepTheirSchemas() {
        for entry in walk.entries {
            guard let name = entry.name else { continue }
            for media in walk.media(entry) {
                let schema = JSONSchema(media["schema"] ?? .null, in: walk.document)
                for (title, example) in media["examples"]?.object ?? [:] {
                    #expect(schema.faults(of: example["value"] ?? .null) == [], "\(name), \(title)")
                }
            }
            for parameter in walk.parameters(entry) {
                guard let example = parameter["example"] else { continue }
                let schema = JSONSchema(parameter["schema"] ?? .null, in: walk.document)
                #expect(schema.faults(of: example) == [], "\(name), \(parameter["name"] ?? .null)")
            }
            if let body = entry.operation["requestBody"] {
                #expect(body["content"]?["application/json"]?["examples"]?["success"] != nil, "\(name)")
            }
            for parameter in walk.parameters(entry) where parameter["in"] == "path" {
                #expect(parameter["example"] != nil, "\(name)")
            }
            let successes = (entry.operation["responses"]?.object ?? [:]).filter { $0.name.hasPrefix("2") }
            for content in successes.compactMap({ $0.value["content"]?["application/json"] }) {
                #expect(content["examples"]?["success"] != nil, "\(name)")
            }
        }
    }
}
