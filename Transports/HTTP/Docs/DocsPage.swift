import CaravanProtocol
import Crypto

/// The interface as a page for people, made of the OpenAPI document alone: one file that asks for no other.
struct DocsPage {
    let html: HTML
    /// The page's `Content-Security-Policy`: its own style and script, by their hashes, and nothing else.
    let policy: String

    /// - Parameter document: The OpenAPI document.
    init(_ document: JSONValue) {
        let schemas = DocsSchema(document: document)
        let base = document["servers"]?.docsElements.first?["url"]?.string ?? ""
        let operations = (document["paths"]?.object ?? [:]).flatMap { path, item in
            (item.object ?? [:]).filter { $0.name != "servers" }.map { verb, operation in
                DocsOperation(
                    verb: verb, path: path, base: item["servers"] == nil ? base : "", operation: operation,
                    schemas: schemas)
            }
        }
        let areas = (document["tags"]?.docsElements ?? []).compactMap { $0["name"]?.string }
        let groups = areas.map { area in
            (area, operations.filter { $0.operation["tags"]?.docsElements.first?.string == area })
        }
        let others = operations.filter { $0.operation["tags"] == nil }
        let sections = groups + [("server", others)]
        let title = document["info"]?["title"]?.string ?? ""
        let components = (document["components"]?["schemas"]?.object ?? [:]).filter { !$0.name.contains(".") }
        html = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title><style>\(HTML(stringLiteral: Self.style))</style></head><body>
            <nav><a class="home" href="#top">\(title)</a><input id="search" type="search" placeholder="Find an operation" \
            aria-label="Find an operation">\(sections.map(Self.links))\
            <a class="area" href="#schemas">schemas</a></nav>
            <main id="top"><h1>\(title) <small>\(document["info"]?["version"]?.string ?? "")</small></h1>
            <p class="lead">The operations are below <code>\(base)</code>. This page is made from \
            <a href="\(base)/openapi.json">the OpenAPI document</a>; its examples were played on this version.</p>
            \(DocsText.blocks(document["info"]?["description"]?.string ?? ""))
            \(sections.map(Self.section))
            <section id="schemas"><h2>schemas</h2>\(components.map { Self.component($0.name, $0.value, schemas) })</section>
            </main><script>\(HTML(stringLiteral: Self.script))</script></body></html>

            """
        policy = """
            default-src 'none'; style-src '\(Self.hash(Self.style))'; script-src '\(Self.hash(Self.script))'; \
            base-uri 'none'; form-action 'none'; frame-ancestors 'none'
            """
    }

    private static func links(_ area: String, _ operations: [DocsOperation]) -> HTML {
        let links = operations.map { HTML("<a href=\"#\($0.id)\">\($0.id)</a>") }
        return "<a class=\"area\" href=\"#area-\(area)\">\(area)</a>\(links)\n"
    }

    private static func section(_ area: String, _ operations: [DocsOperation]) -> HTML {
        "<section id=\"area-\(area)\"><h2>\(area)</h2>\n\(operations.map(\.html))</section>\n"
    }

    private static func component(_ name: String, _ schema: JSONValue, _ schemas: DocsSchema) -> HTML {
        let table = schemas.table(schema)
        let words: HTML = table.text.isEmpty ? "<p>\(choices(schema) ?? schemas.words(schema))</p>" : table
        return "<article id=\"schema-\(name)\"><h3>\(name)</h3>\(words)</article>\n"
    }

    /// Every value of a long list, which is told only here.
    private static func choices(_ schema: JSONValue) -> HTML? {
        guard let choices = schema["enum"]?.docsElements else { return nil }
        return HTML(choices.map { "<code>\($0.string ?? DocsJSON.plain($0))</code> " })
    }

    /// The hash of an inline part as policies have it (CSP level 3, section 2.3.1).
    private static func hash(_ text: String) -> String {
        let digest = Base64URL.encode(Array(SHA256.hash(data: Array(text.utf8))))
        return "sha256-" + String(digest.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) + "="
    }
}
