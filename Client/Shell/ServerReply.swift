import CaravanProtocol

extension HTTPReply {
    /// The answer of an operation: its body, `null` for none. Throws ``SyncFailure``.
    func result() throws(SyncFailure) -> JSONValue {
        guard (200..<300).contains(status) else { throw failure }
        guard !body.isEmpty else { return .null }
        do throws(JSONError) {
            return try JSONReader.parse(body, depthMax: .max)
        } catch {
            throw .network(error.detail)
        }
    }

    /// What a refusal says. One that does not speak this protocol comes from something in between, and counts as no
    /// answer.
    private var failure: SyncFailure {
        let problem = try? JSONReader.parse(body)
        guard let code = problem?["code"]?.string.flatMap(FailureCode.init(rawValue:)) else {
            return .network("The server answers with status \(status).")
        }
        let errors = (problem?["errors"]?.array ?? []).compactMap { error -> FieldProblem? in
            guard let field = error["field"]?.string, let detail = error["detail"]?.string,
                let code = error["code"]?.string.flatMap(FieldProblem.Code.init(rawValue:))
            else { return nil }
            return FieldProblem(field, code, detail)
        }
        return .refused(
            Failure(
                code, problem?["detail"]?.string, errors: errors,
                retryAfterSeconds: headers["retry-after"].flatMap { Int($0) }))
    }
}

extension HTTPCall {
    /// A call of the API.
    init(_ method: String, _ path: String, of server: String, token: String?, body: JSONObject?) {
        let base = server.hasSuffix("/") ? String(server.dropLast()) : server
        self.init(method, base + "/api/v1" + path)
        headers["Accept"] = "application/json"
        if let token { headers["Authorization"] = "Bearer " + token }
        if let body {
            headers["Content-Type"] = "application/json"
            self.body = Array(EncodedJSON(body).text.utf8)
        }
    }
}
