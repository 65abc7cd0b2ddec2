import CaravanProtocol
import Crypto
import HTTPTestSupport
import NIOHTTP1
import TestThreads
import Testing
import TransportControl

@testable import CaravanHTTP

@Suite("The page of the interface", .inTime)
struct DocsPageTests {
    private static let page = Result { DocsPage(try JSONReader.parse(ControlApplication().document(.openAPI))) }

    @Test(arguments: ["/docs", "/docs/"]) func isServedWithItsPolicy(_ path: String) async throws {
        let page = try Self.page.get()
        try await RunningServer.with { server in
            let answer = try await server.send(TestRequest(.GET, path))
            #expect(answer.status == 200)
            #expect(answer["content-type"] == "text/html; charset=utf-8")
            #expect(answer["content-security-policy"] == page.policy)
            #expect(answer.body == Array(page.html.text.utf8))
            let tag = try #require(answer["etag"])
            let again = try await server.send(TestRequest(.GET, path, ["If-None-Match": tag]))
            #expect(again.status == 304)
            try await server.send(TestRequest(.GET, path + "/more")).expectProblem(.notFound)
        }
    }

    /// Its own parts, by what they hash to, and nothing from elsewhere.
    @Test func asksForNothingElse() throws {
        let page = try Self.page.get()
        for (name, part) in [("style", DocsPage.style), ("script", DocsPage.script)] {
            #expect(page.html.text.split(separator: "<\(name)>\(part)</\(name)>").count == 2, "once, as it was hashed")
            let digest = Array(SHA256.hash(data: Array(part.utf8)))
            let text = try #require(
                page.policy.split(separator: ";").first { $0.contains("\(name)-src") }?.split(separator: "'")
                    .dropFirst()
                    .first)
            let plain = text.dropFirst(7).dropLast().map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }
            #expect(text.hasPrefix("sha256-") && Base64URL.decode(String(plain)) == digest)
        }
        #expect(page.policy.hasPrefix("default-src 'none'; "))
        for foreign in ["http:", "https:", "src=", "url(", "@import", "style=", "onclick", "<link"] {
            #expect(!page.html.text.contains(foreign), "\(foreign)")
        }
    }

    @Test func hasEveryOperation() throws {
        let text = try Self.page.get().html.text
        for operation in ControlApplication().operations {
            #expect(text.contains("id=\"\(operation.name)\""), "\(operation.name)")
            #expect(text.contains("href=\"#\(operation.name)\""), "\(operation.name)")
            for name in operation.inputSchema["properties"]?.object?.map(\.name) ?? [] {
                #expect(text.contains("<code>\(name)</code>"), "\(operation.name) \(name)")
            }
        }
        // What was markup is no text, and none is written in Swift.
        for mistake in ["&lt;small", "&lt;code", "HTML(", "Optional("] {
            #expect(!text.contains(mistake), "\(mistake)")
        }
    }

    /// Whatever stands in the document is text on the page.
    @Test func noTextBecomesMarkup() {
        let evil = "<script>alert('1')</script>\"&`<b>`"
        let page = DocsPage([
            "openapi": "3.1.0",
            "info": ["title": .string(evil), "version": .string(evil), "description": .string(evil)],
            "tags": [["name": .string(evil)]],
            "paths": [
                evil: [
                    "post": [
                        "operationId": .string(evil), "tags": [.string(evil)], "summary": .string(evil),
                        "description": .string(evil),
                        "parameters": [
                            [
                                "name": .string(evil), "in": "path",
                                "schema": ["enum": [.string(evil)], "type": "string"],
                            ]
                        ],
                        "requestBody": [
                            "content": ["application/json": ["examples": ["success": ["value": [evil: .string(evil)]]]]]
                        ],
                        "responses": ["200": ["description": .string(evil)], "400": ["description": .string(evil)]],
                    ]
                ]
            ],
            "components": ["schemas": [evil: ["properties": [evil: ["description": .string(evil)]]]]],
        ])
        let text = page.html.text
        #expect(text.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;"))
        #expect(!text.contains("<script>alert") && !text.contains("<b>"))
    }
}
