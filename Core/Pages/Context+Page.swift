import CaravanProtocol

extension Context {
    /// A page of the rows that an ordered query asks for.
    ///
    /// - Parameter list: what makes this list this one: the operation's name and its filters. The caller is added.
    func page<E: Entity, Element: OperationOutput>(
        _ query: Query<E>, _ input: some PageInput, list: String, _ show: ([E]) throws -> [Element]
    ) throws -> Page<Element> {
        let identity = list + "|" + (caller?.id.description ?? "")
        let columns = query.order.map { E.schema.table.columns[$0].type }
        let after = try input.cursor.map { text throws(Failure) in
            try PageCursor(parsing: text, of: identity, columns: columns).values
        }
        // One more than asked for says whether there is a next page.
        var rows = try store.select(query.starting(after: after).limited(to: input.limit + 1))
        guard rows.count > input.limit else { return Page(try show(rows), next: nil) }
        rows.removeLast()
        let next = rows.last.map { last in
            PageCursor.text(query.order.map { E.fields.stored($0, of: last) }, of: identity)
        }
        return Page(try show(rows), next: next)
    }
}
