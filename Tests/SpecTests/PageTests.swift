import CaravanProtocol
import Scenarios
import Testing

@testable import CaravanCore

/// The tables of the pages say what the code does.
@Suite("Pages of the specification")
struct PageTests {
    @Test func errorsAreTheCodes() throws {
        let table = try #require(MarkdownTable(after: "## Codes", in: try SpecFolder.text("errors.md")))
        let rows = FailureCode.allCases.map { code in
            let facts = code.facts
            return [
                code.rawValue, "\(facts.status)", "\(facts.rpcCode)", facts.closeCode.map { "\($0)" } ?? "",
                facts.isRetryable ? "yes" : "no", facts.title,
            ]
        }
        #expect(table.rows == rows)
    }

    @Test func fieldCodesAreListed() throws {
        let table = try #require(MarkdownTable(after: "## Fields", in: try SpecFolder.text("errors.md")))
        #expect(table.rows.map { $0[0] } == FieldProblem.Code.allCases.map(\.rawValue))
    }

    @Test func permissionsAreTheMatrix() throws {
        let table = try #require(MarkdownTable(after: "# Who may", in: try SpecFolder.text("permissions.md")))
        let columns: [(String, [(Role?, Visibility)])] =
            Role.allCases.map { role in (role.rawValue, Visibility.allCases.map { (role, $0) }) }
            + [Visibility.public, .shared, .private].map { ("outsider, \($0.rawValue) trip", [(nil, $0)]) }
        #expect(table.head == ["right"] + columns.map(\.0))
        let rows = Right.allCases.map { right in
            [snakeCase("\(right)")]
                + columns.map { _, cells in
                    let answers = Set(cells.map { Permissions.allows(right, $0.0, $0.1) })
                    return answers == [true] ? "yes" : answers == [false] ? "no" : "depends"
                }
        }
        #expect(table.rows == rows)
    }

    @Test(arguments: Catalogue.tables)
    func entitiesAreDescribed(_ table: TableSchema) throws {
        let page = try SpecFolder.text("entities.md")
        let described = try #require(MarkdownTable(after: "(`\(table.name)`)", in: page), "\(table.name)")
        #expect(described.rows.map { $0[0] } == table.columns.map(\.name), "\(table.name)")
    }

    @Test func eventsAreListed() throws {
        let table = try #require(MarkdownTable(after: "## Types", in: try SpecFolder.text("log.md")))
        #expect(table.rows.map { $0[0] } == EventType.allCases.map(\.rawValue))
    }

    @Test func closeCodesAreTheServers() throws {
        let table = try #require(MarkdownTable(after: "## Close codes", in: try SpecFolder.text("live.md")))
        #expect(table.rows == CloseCode.allCases.map { ["\($0.rawValue)", $0.meaning, $0.advice] })
    }

    /// In the page's words; each frame and each event that there is.
    @Test func framesOfTheChatAreListed() throws {
        let page = try SpecFolder.text("live.md")
        let client = try #require(MarkdownTable(after: "### What a client sends", in: page))
        #expect(client.rows.map { $0[0].prefix { $0 != " " } } == ChatRequestType.allCases.map { $0.rawValue[...] })
        let server = try #require(MarkdownTable(after: "### What the server sends", in: page))
        #expect(server.rows.map { $0[0].prefix { $0 != " " } } == ChatFrameType.allCases.map { $0.rawValue[...] })
    }

    @Test func theExamplesOfTheLivePageKeepTheirSchemas() throws {
        let page = try SpecFolder.text("live.md")
        let walk = AsyncAPIWalk(document: try JSONReader.parse(Catalogue.document(.asyncAPI), depthMax: .max))
        var count = 0
        for line in page.split(separator: "\n") where line.hasPrefix("→ {") || line.hasPrefix("← {") {
            let frame = try JSONReader.parse(Array(line.dropFirst(2).utf8))
            #expect(walk.isSpoken(frame, by: line.hasPrefix("→") ? "client" : "server"), "\(line)")
            count += 1
        }
        #expect(count > 10)
    }

    @Test func theExampleOfAPushKeepsItsSchema() throws {
        let page = try SpecFolder.text("sync.md")
        let block = try #require(page.split(separator: "```json\n").dropFirst().first?.split(separator: "```").first)
        let operation = try #require(Catalogue.entries.map(\.descriptor).first { $0.name == "sync.push" })
        let example = try JSONReader.parse(Array(block.utf8))
        let schema = JSONSchema(operation.inputSchema)
        #expect(schema.faults(of: example).map(\.description) == [])
    }

    @Test func operationsAreListed() throws {
        let table = try #require(MarkdownTable(after: "## Operations", in: try SpecFolder.text("wire.md")))
        let rows = Catalogue.entries.map(\.descriptor).map {
            [$0.name, "\($0.route.verb.rawValue) \($0.route.path)", "\($0.route.success)", $0.summary]
        }
        #expect(table.rows == rows)
    }

    private func snakeCase(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }
}
