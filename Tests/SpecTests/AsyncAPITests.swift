import CaravanProtocol
import Foundation
import Scenarios
import Testing

@testable import CaravanCore

/// The AsyncAPI document is one, holds together, and has all that the live side says.
@Suite("AsyncAPI document")
struct AsyncAPITests {
    private let walk: AsyncAPIWalk

    init() throws {
        walk = AsyncAPIWalk(document: try JSONReader.parse(Catalogue.document(.asyncAPI), depthMax: .max))
    }

    private static func specification() throws -> DraftSevenSchema {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("AsyncAPI/schema-3.0.0.json")
        return DraftSevenSchema(root: try JSONReader.parse(Array(try Data(contentsOf: file)), depthMax: .max))
    }

    @Test func itKeepsTheSchemaOfItsSpecification() throws {
        #expect(try Self.specification().faults(of: walk.document) == [])
    }

    /// What checks finds what is wrong.
    @Test(arguments: [
        ["asyncapi"], ["info", "title"], ["channels", "chat", "servers"], ["operations", "chat.ping", "action"],
        ["components", "messages", "chat.client.ping", "name"], ["servers", "websocket", "protocol"],
        ["components", "schemas", "user", "type"], ["channels", "rpc", "bindings", "ws", "method"],
    ])
    func theSchemaIsNotPassedOver(_ path: [String]) throws {
        let broken = walk.document.changed(at: path[...], to: 5)
        #expect(broken != walk.document)
        #expect(try !Self.specification().faults(of: broken).isEmpty)
    }

    @Test func everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        let references = Set(OpenAPIWalk.references(in: walk.document))
        for reference in references { #expect(JSONSchema.find(reference, in: walk.document) != nil, "\(reference)") }
        for (kind, components) in walk.document["components"]?.object ?? [:] {
            for (name, _) in components.object ?? [:] {
                #expect(references.contains("#/components/\(kind)/\(name)"), "\(kind) \(name)")
            }
        }
    }

    /// An operation's messages are its channel's.
    @Test func operationsSpeakOfTheirChannel() {
        for (name, operation) in walk.document["operations"]?.object ?? [:] {
            let channel = operation["channel"]?["$ref"]?.string ?? "none"
            let messages = [operation["messages"], operation["reply"]?["messages"]].flatMap(OpenAPIWalk.elements)
            for reference in messages.compactMap({ $0["$ref"]?.string }) {
                #expect(reference.hasPrefix(channel + "/messages/"), "\(name)")
            }
        }
    }

    @Test func everyExampleKeepsItsSchema() {
        var count = 0
        for message in walk.messages {
            for example in message.examples {
                count += 1
                #expect(message.schema.faults(of: example) == [], "\(message.name)")
            }
            #expect(!message.examples.isEmpty || message.name == "events.client.open", "\(message.name)")
        }
        #expect(count > 80)
    }

    // MARK: - Everything is in it

    @Test func everyEventIsInIt() {
        let live = EventType.allCases.filter(\.isLive).map(\.rawValue)
        let types = live + EphemeralEvent.Kind.all.map(\.type)
        #expect(walk.names(of: "events", "server") == types.sorted())
        for type in types { #expect(walk.document["components"]?["schemas"]?["event." + type] != nil, "\(type)") }
        #expect(walk.exampleTypes(of: "rpc.server.event") == live.sorted())
        // In the room what has words of its own comes in them, and the user's own log stays out.
        let told = live.filter { !$0.hasPrefix("message.") && !$0.hasPrefix("access.") }
        #expect(walk.exampleTypes(of: "chat.server.event") == told.sorted())
    }

    @Test func everyFrameOfTheChatIsInIt() {
        #expect(walk.names(of: "chat", "client") == ChatRequestType.allCases.map(\.rawValue).sorted())
        #expect(walk.names(of: "chat", "server") == ChatFrameType.allCases.map(\.rawValue).sorted())
        #expect(Set(ChatVerb.all.map(\.type)).count == 3)
    }

    @Test func everyPeerOperationIsInIt() {
        for operation in EventOperations.all {
            for channel in ["rpc", "stdio"] {
                #expect(walk.names(of: channel, "client").contains(operation.name), "\(operation.name)")
                #expect(walk.names(of: channel, "server").contains(operation.name + ".result"), "\(operation.name)")
            }
        }
        let methods = walk.document["components"]?["schemas"]?["rpc.request"]?["properties"]?["method"]?["enum"]
        let names = OpenAPIWalk.elements(methods).compactMap(\.string)
        #expect(names == Catalogue.entries.map(\.descriptor.name) + ["rpc.discover"])
    }

    @Test func everyCloseCodeIsInIt() {
        for channel in ["chat", "rpc"] {
            let codes = OpenAPIWalk.elements(walk.document["channels"]?[channel]?["x-close-codes"])
            #expect(codes.count == CloseCode.allCases.count)
        }
        let ends = [PeerEnd.unauthenticated, .forbidden, .tooSlow(resume: ""), .serviceRestart]
        for end in ends { #expect(CloseCode(rawValue: end.closeCode) != nil, "\(end)") }
    }
}
