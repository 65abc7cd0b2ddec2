import CSQLite
import CaravanSQL

extension Connection {
    /// Registers Swift's `lowercased()` as a function of SQL.
    func registerFolding() throws {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        let code = sqlite3_create_function_v2(
            handle, SQLiteDialect.foldingFunction, 1, flags, nil, fold, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }
}

private let fold: @convention(c) (OpaquePointer?, CInt, UnsafeMutablePointer<OpaquePointer?>?) -> Void = {
    context, _, arguments in
    guard let argument = arguments?[0], let start = sqlite3_value_text(argument) else {
        return sqlite3_result_null(context)
    }
    let count = Int(sqlite3_value_bytes(argument))
    var folded = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self).lowercased()
    folded.withUTF8 { utf8 in
        guard let start = utf8.baseAddress, !utf8.isEmpty else { return sqlite3_result_text(context, "", 0, nil) }
        start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
            sqlite3_result_text64(
                context, $0, UInt64(utf8.count), caravan_sqlite_transient(), UInt8(SQLITE_UTF8))
        }
    }
}
