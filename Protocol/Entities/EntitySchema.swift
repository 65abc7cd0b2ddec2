/// What an entity is: its name, its fields, and the keys, indexes and references of its table.
///
/// An object, so that asking for it costs one count however much it holds.
public final class EntitySchema<E: Entity>: Sendable {
    /// The name on the wire (`trip`).
    public let name: String
    public let fields: FieldList<E>
    /// The table, without the Swift type: what a storage works with.
    public let table: TableSchema

    /// - Parameters:
    ///   - key: the places of the primary key; the field `id` unless said otherwise.
    public init(
        _ name: String, table: String, fields: FieldList<E>, key: [PartialKeyPath<E>] = [],
        indexes: [Index] = [], references: [Reference] = []
    ) {
        self.name = name
        self.fields = fields
        let columns = fields.fields.map { field in
            ColumnSchema(
                name: field.name, type: field.type.column, isNullable: field.type.isNullable,
                choices: field.type.choices,
                length: field.rules.compactMap { if case .length(let bounds) = $0 { bounds } else { nil } }.first)
        }
        let keyPlaces = key.isEmpty ? [fields.place(named: "id") ?? 0] : key.map { fields.place(ofAny: $0) }
        self.table = TableSchema(
            name: table, columns: columns, key: keyPlaces,
            indexes: indexes.map { index in
                IndexSchema(
                    columns: index.paths.map { fields.place(ofAny: $0) }, isUnique: index.isUnique,
                    whereNull: index.whereNull.map { fields.place(ofAny: $0) })
            },
            references: references.map { reference in
                ReferenceSchema(column: fields.place(ofAny: reference.path), table: reference.table)
            })
    }

    /// An index over some fields.
    ///
    /// Unchecked: key paths to stored properties are immutable and hold nothing; the compiler cannot say so of a partial one.
    public struct Index: @unchecked Sendable {
        let paths: [PartialKeyPath<E>]
        let isUnique: Bool
        let whereNull: PartialKeyPath<E>?

        /// An index that makes queries fast.
        public static func on(_ paths: PartialKeyPath<E>...) -> Index {
            Index(paths: paths, isUnique: false, whereNull: nil)
        }

        /// An index that forbids a second row with the same values; with `whereNull`, among the rows in which that field
        /// is null (the live ones of a soft-deleted entity).
        public static func unique(_ paths: PartialKeyPath<E>..., whereNull: PartialKeyPath<E>? = nil) -> Index {
            Index(paths: paths, isUnique: true, whereNull: whereNull)
        }
    }

    /// A foreign key to another entity's `id`. It is checked at once, not at the end of the transaction.
    ///
    /// Unchecked for the same reason as ``Index``.
    public struct Reference: @unchecked Sendable {
        let path: PartialKeyPath<E>
        let table: String

        public static func to(_ table: String, by path: PartialKeyPath<E>) -> Reference {
            Reference(path: path, table: table)
        }
    }
}

extension FieldList {
    /// The place of the field at that stored property, whatever its type.
    func place(ofAny path: PartialKeyPath<Owner>) -> Int {
        let offset = MemoryLayout<Owner>.offset(of: path)
        guard let place = fields.firstIndex(where: { $0.offset == offset }) else {
            preconditionFailure("\(Owner.self) has no field at \(path)")
        }
        return place
    }
}
