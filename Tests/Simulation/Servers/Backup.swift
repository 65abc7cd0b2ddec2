/// A copy of the database as it was, with what was known of it then.
struct Backup {
    let image: [UInt8]
    let ledger: Ledger
}
