public import CaravanProtocol

/// A list of tables as a JSON text, so that the next migration knows what the last one led to. No dialect shows in it.
public enum SchemaSnapshot {
    /// The text, with a line for each column, index and reference.
    public static func text(of tables: [TableSchema]) -> String {
        let texts = tables.map { table in
            let lists = [
                ("columns", table.columns.map(json)), ("indexes", table.indexes.map { json($0, table) }),
                ("references", table.references.map { json($0, table) }),
            ]
            let key = JSONValue.array(table.key.map { .string(table.columns[$0].name) })
            let members =
                ["\"name\": \(compact(.string(table.name)))", "\"key\": \(compact(key))"]
                + lists.map { name, values in "\"\(name)\": \(lines(values.map(compact), indentation: 2))" }
            return "{\n    " + members.joined(separator: ",\n    ") + "\n  }"
        }
        return lines(texts, indentation: 0) + "\n"
    }

    /// The tables of such a text.
    /// Throws ``StorageError/corrupt(_:)``.
    public static func tables(in text: String) throws -> [TableSchema] {
        guard case .array(let tables) = try JSONReader.parse(Array(text.utf8)) else {
            throw StorageError.corrupt("a schema snapshot is a list of tables")
        }
        return try tables.map { table in
            let columns = try list(table, "columns").map(column)
            func place(_ value: JSONValue?) throws -> Int {
                let name = value?.string
                guard let place = columns.firstIndex(where: { $0.name == name }) else { throw broken(table) }
                return place
            }
            guard let name = table["name"]?.string else { throw broken(table) }
            return TableSchema(
                name: name, columns: columns, key: try list(table, "key").map(place),
                indexes: try list(table, "indexes").map { index in
                    IndexSchema(
                        columns: try list(index, "columns").map(place), isUnique: index["unique"] == .bool(true),
                        whereNull: try index["where_null"].map(place))
                },
                references: try list(table, "references").map { reference in
                    guard let target = reference["table"]?.string else { throw broken(reference) }
                    return ReferenceSchema(column: try place(reference["column"]), table: target)
                })
        }
    }

    private static func column(_ value: JSONValue) throws -> ColumnSchema {
        guard let name = value["name"]?.string, let type = value["type"]?.string.flatMap(ColumnType.init) else {
            throw broken(value)
        }
        var choices: [String]?
        if value["choices"] != nil { choices = try list(value, "choices").compactMap(\.string) }
        var length: ClosedRange<Int>?
        if case .array(let bounds)? = value["length"], bounds.count == 2, case .number(let low) = bounds[0],
            case .number(let high) = bounds[1], let low = low.int64, let high = high.int64, low <= high
        {
            length = Int(low)...Int(high)
        }
        return ColumnSchema(
            name: name, type: type, isNullable: value["nullable"] == .bool(true), choices: choices, length: length)
    }

    private static func json(_ column: ColumnSchema) -> JSONValue {
        var object: JSONObject = ["name": .string(column.name), "type": .string(column.type.rawValue)]
        if column.isNullable { object["nullable"] = true }
        if let choices = column.choices { object["choices"] = .array(choices.map(JSONValue.string)) }
        if let length = column.length {
            object["length"] = .array([
                .number(JSONNumber(Int64(length.lowerBound))), .number(JSONNumber(Int64(length.upperBound))),
            ])
        }
        return .object(object)
    }

    private static func json(_ index: IndexSchema, _ table: TableSchema) -> JSONValue {
        var object: JSONObject = ["columns": .array(index.columns.map { .string(table.columns[$0].name) })]
        if index.isUnique { object["unique"] = true }
        if let column = index.whereNull { object["where_null"] = .string(table.columns[column].name) }
        return .object(object)
    }

    private static func json(_ reference: ReferenceSchema, _ table: TableSchema) -> JSONValue {
        ["column": .string(table.columns[reference.column].name), "table": .string(reference.table)]
    }

    private static func list(_ value: JSONValue, _ name: String) throws -> [JSONValue] {
        guard case .array(let list)? = value[name] else { throw broken(value) }
        return list
    }

    private static func broken(_ value: JSONValue) -> StorageError {
        .corrupt("a schema snapshot cannot be read at \(compact(value))")
    }

    private static func compact(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func lines(_ texts: [String], indentation: Int) -> String {
        if texts.isEmpty { return "[]" }
        let margin = String(repeating: "  ", count: indentation)
        return "[\n" + texts.map { margin + "  " + $0 }.joined(separator: ",\n") + "\n" + margin + "]"
    }
}
