import CaravanProtocol

/// One operation of the page, folded up: what it takes, what it answers, and how it is refused.
struct DocsOperation {
    let verb: String
    let path: String
    let base: String
    let operation: JSONValue
    let schemas: DocsSchema

    /// Where links lead; a path that is no operation has no name.
    var id: String { operation["operationId"]?.string ?? path }
    var summary: String { operation["summary"]?.string ?? "" }

    var html: HTML {
        """
        <details class="operation" id="\(id)"><summary><span class="verb \(verb)">\(verb.uppercased())</span>\
        <span class="path">\(path)</span><span class="what">\(summary)</span></summary>
        <p>\(name)\(DocsText.inline(operation["description"]?.string ?? "")) \(session)</p>
        \(parameters)\(body)\(success)\(failures)</details>

        """
    }

    private var name: HTML { operation["operationId"].map { "<code>\($0.string ?? "")</code> · " } ?? "" }

    private var session: String {
        guard let security = operation["security"]?.docsElements else { return "Needs a session." }
        return security.isEmpty ? "Needs no session." : "Looks at the session, if there is one."
    }

    private var parameters: HTML {
        let rows: [HTML] = (operation["parameters"]?.docsElements ?? []).map(schemas.found).map { parameter in
            schemas.row(
                parameter["name"]?.string ?? "", parameter["schema"] ?? [:],
                note: (parameter["in"]?.string ?? "") + (parameter["required"] == true ? "" : ", optional"),
                description: parameter["description"]?.string)
        }
        return rows.isEmpty ? "" : "<h4>Parameters</h4><table>\(rows)</table>\n"
    }

    private var body: HTML {
        guard let body = operation["requestBody"], let media = body["content"]?["application/json"] else { return "" }
        let note = body["required"] == true ? "" : " <small>optional</small>"
        let example = media["examples"]?["success"]?["value"]
        return """
            <h4>Body\(HTML(stringLiteral: note))</h4>\(schemas.table(media["schema"] ?? [:]))\(example.map(request) ?? "")
            """
    }

    /// The request as it is sent, without the fields that every request has.
    private func request(_ body: JSONValue) -> HTML {
        let shown = (operation["parameters"]?.docsElements ?? []).reduce(base + path) { path, parameter in
            guard parameter["in"] == "path", let name = parameter["name"]?.string else { return path }
            return path.split(separator: "{" + name + "}", omittingEmptySubsequences: false)
                .joined(separator: parameter["example"]?.string ?? "{" + name + "}")
        }
        return "<pre>\(verb.uppercased()) \(shown)\n\n\(DocsJSON.text(body))</pre>\n"
    }

    private var responses: [(status: String, response: JSONValue)] {
        (operation["responses"]?.object ?? [:]).map { ($0.name, schemas.found($0.value)) }
    }

    private var success: HTML {
        HTML(
            responses.filter { $0.status < "400" }.map { status, response in
                let media = response["content"]?["application/json"]
                let words: HTML = media?["schema"].map { " \(answer($0))" } ?? ""
                let example = media?["examples"]?["success"]
                let fields = (response["headers"]?.object ?? [:]).map { HTML("<code>\($0.name)</code>") }
                return """
                    <h4>\(status)\(words)</h4><p>\(response["description"]?.string ?? "") \
                    <small>With \(HTML(fields.enumerated().map { $0 == 0 ? $1 : ", \($1)" })).</small></p>\
                    \(example.map(shown) ?? "")
                    """
            })
    }

    /// A page of a list is told by what is in it.
    private func answer(_ schema: JSONValue) -> HTML {
        schema["properties"]?["results"].map { "page: \(schemas.words($0))" } ?? schemas.words(schema)
    }

    private func shown(_ example: JSONValue) -> HTML {
        guard let value = example["value"], value != .null else { return "" }
        return "<p class=\"title\">\(example["summary"]?.string ?? ""):</p><pre>\(DocsJSON.text(value))</pre>\n"
    }

    private var failures: HTML {
        let failures = responses.filter { $0.status >= "400" }
        let rows: [HTML] = failures.map { status, response in
            "<tr><th>\(status)</th><td>\(DocsText.inline(response["description"]?.string ?? ""))</td></tr>\n"
        }
        let examples = failures.flatMap { _, response in
            (response["content"]?["application/problem+json"]?["examples"]?.object ?? [:]).map { shown($0.value) }
        }
        let folded: HTML =
            examples.isEmpty
            ? "" : "<details class=\"more\"><summary>Refusals as they were played</summary>\(examples)</details>"
        return "<h4>Failures</h4><table>\(rows)</table>\(folded)\n"
    }
}
